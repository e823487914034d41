package gyrus.bench.peers;

import gyrus.bench.peers.Race.Lane;
import gyrus.bench.peers.Race.Outcome;
import gyrus.tensor.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `bench/run peers`: Gyrus beside others on the same work. All rows are written into the page; some are only printed.
public final class Peers {

    private static final Path PAGE = Path.of("..", "docs", "speed.md");
    /// Of the rows, and of what does them in Python.
    static final Path SCRIPTS = Path.of("peers");

    private Peers() {}

    public static void main(String[] arguments) throws IOException {
        var asked = Asked.of(arguments);
        List<Row> rows = Row.chosen(Row.read(SCRIPTS.resolve("rows")), asked.names());
        long start = System.nanoTime();
        try (var sides = new Sides(asked.python(), SCRIPTS, asked.threads(), true)) {
            sides.versions().forEach(System.out::println);
            sides.missing().forEach(System.out::println);
            Limits limits = Limits.of(sides.peers().getFirst(), asked.pace());
            System.out.println(limits);
            List<Outcome> outcomes = new ArrayList<>();
            var race = new Race(sides.peers(), asked.pace());
            for (Row row : rows) {
                try {
                    Outcome outcome = race.run(row);
                    outcomes.add(outcome);
                    tell(outcome);
                } catch (IllegalStateException | IOException e) {
                    System.out.printf("%n%s: %s%n", row.name(), e.getMessage());
                }
            }
            String processor = Machine.processor();
            String section = SpeedPage.section(processor, asked.threads(), sides.versions(), limits, outcomes);
            System.out.println("\n" + section);
            if (asked.names().isEmpty() && asked.pace().equals(Pace.FULL)) {
                SpeedPage.put(PAGE, "peers on " + processor, section);
                System.out.println("Written into docs/speed.md.");
            }
        }
        System.out.printf("%d s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    private static void tell(Outcome outcome) {
        System.out.printf("%n%s%n", outcome.row().name());
        tell(outcome, outcome.exact());
        tell(outcome, outcome.quickest());
        outcome.said().forEach(line -> System.out.println("    " + line));
    }

    private static void tell(Outcome outcome, List<Lane> lanes) {
        Lane own = lanes.isEmpty() ? null : lanes.getFirst();
        for (Lane lane : lanes) {
            System.out.printf("    %-12s %-28s %14s   %s%n", lane.side(), lane.setting(),
                    outcome.row().tell(lane.median(), outcome.work().units()),
                    lane.equals(own) ? "" : SpeedPage.ratio(own, lane, new ArrayList<>()));
        }
    }

    /// What the command line asks for.
    ///
    /// @param python a Python that has PyTorch
    /// @param threads of each side
    /// @param pace how long is measured
    /// @param names of rows, or parts of them; none for all
    record Asked(String python, int threads, Pace pace, List<String> names) {

        static Asked of(String[] arguments) {
            String python = System.getenv().getOrDefault("PYTHON", "python3");
            int threads = Engine.report().machine().cores();
            Pace pace = Pace.FULL;
            List<String> names = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i]) {
                    case "--python" -> {
                        python = value;
                        i++;
                    }
                    case "--threads" -> {
                        threads = Integer.parseInt(value);
                        i++;
                    }
                    case "--quick" -> pace = Pace.QUICK;
                    default -> names.add(arguments[i]);
                }
            }
            return new Asked(found(python), Math.max(1, threads), pace, names);
        }

        /// A file's name means one from where the command was given; a plain name is looked for on the path.
        private static String found(String python) {
            Path named = Path.of(python);
            return named.getNameCount() == 1 ? python
                    : Path.of(System.getProperty("bench.from", ".")).resolve(named).toString();
        }
    }
}
