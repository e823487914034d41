package gyrus.cli;

import gyrus.train.Event;
import gyrus.train.Outcome;
import gyrus.train.Progress;
import gyrus.train.Terminal;
import java.util.function.Consumer;

/// Shows a run's progress on a call's standard error. A failure is left to the command, which tells it once.
final class Show implements Consumer<Event>, AutoCloseable {

    private final Progress progress;

    Show(Call call) {
        progress = new Progress(call.err(), Terminal.standardError(), call.flags().quiet());
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Finished(long _, Outcome.Failed _)) {
            progress.close();
        } else {
            progress.accept(event);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
