package gyrus.cli;

import gyrus.tensor.Ranks;
import gyrus.train.Runner;
import gyrus.train.ranks.Place;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A run by as many processes as the launcher of this one has started, which is one where none has.
final class Together {

    /// The number of the process that started this one and without which it shall not go on.
    static final String LAUNCHER = "GYRUS_LAUNCHER";

    private Together() {}

    /// Does the work with the others. The first lets `show` tell how it goes and prints how it ended.
    static void run(Call call, Show show, Function<Runner, Runner.Ended> work) {
        Map<String, String> environment = System.getenv();
        Place place = Usage.check(() -> Place.of(environment));
        follow(environment);
        try (show; Ranks ranks = place.join()) {
            Runner.Ended ended = work.apply(new Runner(ranks.first() ? List.of(show) : List.of(), ranks));
            if (ranks.first()) Outcomes.print(call, ended);
        }
    }

    /// Ends with the launcher, even where it could not say goodbye.
    private static void follow(Map<String, String> environment) {
        String launcher = environment.get(LAUNCHER);
        if (launcher == null) return;
        ProcessHandle process = ProcessHandle.of(Long.parseLong(launcher)).orElse(null);
        if (process == null) return;
        Thread.ofVirtual().name("gyrus-follow").start(() -> {
            process.onExit().join();
            System.exit(1);
        });
    }
}
