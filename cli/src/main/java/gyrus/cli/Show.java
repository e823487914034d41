package gyrus.cli;

import gyrus.train.Event;
import gyrus.train.Outcome;
import gyrus.train.Progress;
import gyrus.train.RunFolder;
import gyrus.train.Terminal;
import java.util.function.Consumer;

/// Shows a run's progress on a call's standard error, and where it ends too early how to go on with it. A failure is
/// left to the command, which tells it once.
///
/// How to go on is told with the end of the run: a process that was asked to end may be gone right after it.
final class Show implements Consumer<Event>, AutoCloseable {

    private final Call call;
    private final Progress progress;
    private String folder;

    /// Shows a run that is made.
    Show(Call call) {
        this(call, "");
    }

    /// Shows a run that lies in that folder.
    Show(Call call, RunFolder folder) {
        this(call, folder.path().toString());
    }

    private Show(Call call, String folder) {
        this.call = call;
        this.folder = folder;
        progress = new Progress(call.err(), Terminal.standardError(), call.flags().quiet());
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Started started && folder.isEmpty()) {
            folder = call.runs().resolve(started.run()).toString();
        }
        if (!(event instanceof Event.Finished(long step, Outcome outcome))) {
            progress.accept(event);
            return;
        }
        switch (outcome) {
            case Outcome.Done _ -> progress.accept(event);
            case Outcome.Stopped _ -> {
                progress.accept(event);
                call.err().println("go on with: gyrus resume " + folder);
            }
            case Outcome.Failed _ -> {
                progress.close();
                if (step > 0) call.err().println("kept up to step %d; go on with: gyrus resume %s"
                        .formatted(step, folder));
            }
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
