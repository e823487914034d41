package gyrus.cli;

import gyrus.train.Event;
import gyrus.train.EventLog;
import gyrus.train.Outcome;
import gyrus.train.Result;
import gyrus.train.RunFolder;
import gyrus.train.Runner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `gyrus resume`: goes on with a run that was cut.
final class Resume implements Verb {

    @Override
    public String help() {
        return """
                gyrus resume RUN [--runs DIR] [--quiet] [--json]

                Goes on with a run from its last checkpoint, with the options that it was started with.
                It ends with the same weights as a run that was never cut. Of a run that is finished
                already the result is told again.

                RUN is a run's folder, or a recipe's id for its newest run.

                --json gives {"run", "recipe", "seed", "seconds", "metrics": {...}}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        arguments.end();
        RunFolder folder = Usage.check(() -> RunFolder.find(call.runs(), name));
        Optional<Runner.Ended> before = ended(folder);
        if (before.isPresent()) {
            call.say(folder.name() + " is finished already; its result:");
            Outcomes.print(call, before.get());
            return;
        }
        Together.run(call, new Show(call, folder), runner -> runner.resume(folder));
    }

    /// How a run that did all its work ended; its seconds are those of the last stretch.
    private static Optional<Runner.Ended> ended(RunFolder folder) {
        List<EventLog.Entry> entries = EventLog.entries(folder.events());
        if (entries.isEmpty()) return Optional.empty();
        if (!(entries.getLast().event() instanceof Event.Finished(long step, Outcome.Done _))) {
            return Optional.empty();
        }
        Instant end = entries.getLast().time();
        Instant start = end;
        Map<String, Double> metrics = Map.of();
        for (EventLog.Entry entry : entries) {
            if (entry.event() instanceof Event.Started) start = entry.time();
            if (entry.event() instanceof Event.Evaluated evaluated) metrics = evaluated.metrics();
        }
        var options = folder.options();
        return Optional.of(new Runner.Ended(folder, options.recipe(), options.seed(),
                Duration.between(start, end).toMillis() / 1e3, Result.done(step, metrics)));
    }
}
