package gyrus.cli;

import gyrus.train.Outcome;
import gyrus.train.Runner;

/// Prints how a run ended.
final class Outcomes {

    private Outcomes() {}

    static void print(Call call, Runner.Ended ended) {
        String run = ended.folder().path().toString();
        boolean stopped = ended.result().outcome() instanceof Outcome.Stopped;
        if (call.json()) {
            Json.print(call.out(), Json.object("run", run, "recipe", ended.recipe(), "seed", ended.seed(),
                    "seconds", Math.round(ended.seconds() * 1000) / 1000.0,
                    "metrics", ended.result().metrics()));
            return;
        }
        Figures.print(ended.result().metrics(), call.out());
        String when = stopped ? "stopped after %s" : "trained in %s";
        call.out().println((when + ", seed %d").formatted(Figures.time(ended.seconds()), ended.seed()));
        call.out().println(run);
    }
}
