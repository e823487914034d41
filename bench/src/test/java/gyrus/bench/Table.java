package gyrus.bench;

import gyrus.models.vision.lenet.Lenet;
import gyrus.nn.Trace;
import gyrus.tensor.Engine;
import gyrus.tensor.Engine.By;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Runs benchmarks for a short time each, and prints what they took: the median of rounds, with the quickest and the
/// slowest of them, because other programs disturb some.
public final class Table {

    private static final TimeValue ROUND = TimeValue.milliseconds(500);
    private static final String ROW = "%-34s %11s %11s %11s %14s%n";

    private final Map<String, Double> quickest = new HashMap<>();

    private Table() {}

    /// Runs the benchmarks that have one of these texts in their names, or all of them.
    public static void main(String[] names) throws RunnerException {
        List<String> chosen = chosen(names);
        if (chosen.isEmpty()) {
            System.err.printf("bench: no benchmark has %s in its name%n", String.join(" or ", names));
            System.exit(2);
        }
        new Table().run(chosen);
    }

    private static List<String> chosen(String[] names) {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, List.of(".*"), List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(benchmark -> names.length == 0 || Arrays.stream(names)
                        .anyMatch(name -> has(benchmark, name)))
                .distinct().toList();
    }

    private static boolean has(String benchmark, String name) {
        return shortened(benchmark).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /// `step.lenet` of `gyrus.bench.StepBench.lenet`.
    private static String shortened(String benchmark) {
        String name = benchmark.substring(Table.class.getPackageName().length() + 1).replace("Bench.", ".");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private void run(List<String> benchmarks) throws RunnerException {
        machine();
        System.out.printf(ROW, "", "median", "quickest", "slowest", "a second");
        for (String benchmark : benchmarks) {
            for (RunResult result : measured(benchmark)) tell(result);
        }
        derive();
    }

    private static void machine() {
        Engine.Report report = Engine.report();
        System.out.printf("%s, %d processors, %s, LibTorch %s%n", report.machine().cpu(),
                report.machine().processors(), report.software().java(), report.software().torch());
        String own = report.choices().stream().filter(choice -> choice.by() == By.USER)
                .map(choice -> choice.name() + "=" + choice.value()).collect(Collectors.joining(", "));
        if (!own.isEmpty()) System.out.println("Set from outside, and not by Gyrus: " + own);
        System.out.println();
    }

    private static Collection<RunResult> measured(String benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder().include("^" + Pattern.quote(benchmark) + "$")
                .mode(Mode.AverageTime).timeUnit(TimeUnit.NANOSECONDS).forks(1)
                .warmupIterations(2).warmupTime(ROUND).measurementIterations(5).measurementTime(ROUND)
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build()).run();
    }

    private void tell(RunResult result) {
        var parameters = result.getParams();
        List<String> values = new ArrayList<>();
        for (String key : parameters.getParamsKeys()) values.add(key + "=" + parameters.getParam(key));
        String name = shortened(parameters.getBenchmark());
        Statistics nanos = result.getPrimaryResult().getStatistics();
        double median = nanos.getPercentile(50);
        quickest.put(name, nanos.getMin());
        System.out.printf(ROW, name + (values.isEmpty() ? "" : " " + String.join(" ", values)), time(median),
                time(nanos.getMin()), time(nanos.getMax()), "%,.0f".formatted(1e9 / median));
    }

    private static String time(double nanos) {
        if (nanos < 1e3) return "%.2f ns".formatted(nanos);
        if (nanos < 1e6) return "%.2f µs".formatted(nanos / 1e3);
        return "%.2f ms".formatted(nanos / 1e6);
    }

    /// What the quickest rounds say of one another: they were disturbed least.
    private void derive() {
        Double forward = quickest.get("trace.nothingForward");
        Double apply = quickest.get("trace.nothingApply");
        Double lenet = quickest.get("trace.lenetForward");
        if (forward != null && apply != null && lenet != null) {
            double look = apply - forward;
            var trace = Trace.of(Lenet.of(10));
            trace.call(() -> Lenet.of(10).apply(Tensor.zeros(1, 1, 28, 28)));
            int calls = trace.entries().size();
            System.out.printf("%nA layer pays %.2f ns for being open to a trace; %d calls are %.3f %% of a LeNet's "
                    + "forward on one picture.%n", look, calls, 100 * look * calls / lenet);
        }
        Double add = quickest.get("operator.add");
        Double raw = quickest.get("operator.addRaw");
        if (add != null && raw != null) {
            System.out.printf("%nAn operator of Gyrus takes %.2f times as long as one of the binding.%n", add / raw);
        }
    }
}
