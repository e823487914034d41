package gyrus.methods.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TpeTest {

    private static final int TRIALS = 40;
    private static final int SEEDS = 20;

    private static Space plane(double low, double high, double lowY, double highY) {
        return new Space(List.of(new Range("x", low, high, false, false), new Range("y", lowY, highY, false, false)),
                new LinkedHashMap<>());
    }

    private static List<Tried> search(Strategy strategy, Space space, ToDoubleBiFunction<Double, Double> loss,
            long seed) {
        List<Tried> tried = new ArrayList<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            var values = strategy.next(space, tried, seed);
            tried.add(new Tried(values, loss.applyAsDouble(Double.valueOf(values.get("x")),
                    Double.valueOf(values.get("y")))));
        }
        return tried;
    }

    private static double mean(Strategy strategy, Space space, ToDoubleBiFunction<Double, Double> loss) {
        return LongStream.range(0, SEEDS).mapToDouble(seed -> search(strategy, space, loss, seed).stream()
                .mapToDouble(Tried::loss).min().orElseThrow()).average().orElseThrow();
    }

    /// Branin's function, whose least value is 0.398, in three places.
    private static double branin(double x, double y) {
        double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    /// Rosenbrock's bent valley, as the logarithm, so that the mean over seeds is not that of the worst.
    private static double rosenbrock(double x, double y) {
        return Math.log1p(100 * Math.pow(y - x * x, 2) + Math.pow(1 - x, 2));
    }

    @Test
    void itBeatsRandomOnBranin() {
        Space space = plane(-5, 10, 0, 15);
        double tpe = mean(Tpe.standard(), space, TpeTest::branin);
        double random = mean(Strategy.random(), space, TpeTest::branin);
        assertThat(tpe - 0.398).as("left to the least").isLessThan(0.4 * (random - 0.398));
    }

    @Test
    void itBeatsRandomInABentValley() {
        Space space = plane(-2, 2, -1, 3);
        double tpe = mean(Tpe.standard(), space, TpeTest::rosenbrock);
        double random = mean(Strategy.random(), space, TpeTest::rosenbrock);
        assertThat(tpe).isLessThan(0.8 * random);
    }

    @Test
    void itFindsTheBetterChoice() {
        Space space = new Space(List.of(new Choice("x", List.of("1", "2", "3", "4", "5", "6")),
                new Range("y", 1e-4, 1, true, false)), new LinkedHashMap<>());
        var tried = search(Tpe.standard(), space, (x, y) -> Math.abs(x - 4) + Math.abs(Math.log10(y) + 2), 3);
        long late = tried.subList(20, TRIALS).stream().filter(t -> "4".equals(t.values().get("x"))).count();
        assertThat(late).as("of the last 20").isGreaterThan(10);
    }

    @Test
    void theSameSeedAndTrialsGiveTheSameProposal() {
        Space space = plane(0, 1, 0, 1);
        var tried = search(Tpe.standard(), space, Double::sum, 5);
        assertThat(search(Tpe.standard(), space, Double::sum, 5)).isEqualTo(tried);
        assertThat(search(Tpe.standard(), space, Double::sum, 6)).isNotEqualTo(tried);
        assertThat(tried).extracting(Tried::values).doesNotHaveDuplicates();
    }

    @Test
    void failuresAreAvoided() {
        Space space = plane(0, 1, 0, 1);
        var tried = search(Tpe.standard(), space, (x, y) -> x > 0.5 ? Double.NaN : y, 1);
        assertThat(tried.subList(20, TRIALS).stream().filter(t -> Double.isNaN(t.loss())).count()).isLessThan(7);
    }

    @Test
    void whatIsExhaustedGivesNothingNew() {
        Space space = new Space(List.of(new Choice("x", List.of("a", "b"))), new LinkedHashMap<>());
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < 2; i++) tried.add(new Tried(Tpe.standard().next(space, tried, 1), i));
        assertThat(Tpe.standard().next(space, tried, 1)).isEmpty();
    }

    /// Draws follow the density that is told of them.
    @Test
    void theDensityIsThatOfTheDraws() {
        Space space = new Space(List.of(new Range("x", 0, 1, false, false), new Choice("y", List.of("a", "b", "c"))),
                new LinkedHashMap<>());
        Parzen density = Parzen.of(space.dimensions(), List.of(tried("0.2", "b"), tried("0.25", "b"),
                tried("0.9", "c")));
        var random = new SplittableRandom(1);
        int[][] counts = new int[10][3];
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            List<Double> places = density.draw(random);
            counts[(int) (places.get(0) * 10)][places.get(1).intValue()]++;
        }
        double sum = 0;
        for (int bin = 0; bin < 10; bin++) {
            for (int choice = 0; choice < 3; choice++) {
                double share = 0;
                for (int i = 0; i < 50; i++) {
                    share += Math.exp(density.log(List.of((bin + (i + 0.5) / 50) / 10, (double) choice))) / 500;
                }
                assertThat(counts[bin][choice] / (double) draws).isBetween(share - 0.012, share + 0.012);
                sum += share;
            }
        }
        assertThat(sum).isBetween(0.999, 1.001);
    }

    private static Tried tried(String x, String y) {
        var values = new LinkedHashMap<String, String>();
        values.put("x", x);
        values.put("y", y);
        return new Tried(values, 0);
    }
}
