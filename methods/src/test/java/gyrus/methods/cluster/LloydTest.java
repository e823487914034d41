package gyrus.methods.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gyrus.data.Batch;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LloydTest {

    @Test
    void equalsTheIterationWrittenOut() {
        int n = 150;
        Tensor x = Generator.seeded(3).call(() -> Tensor.randn(n, 3)).to(DType.FLOAT64);
        double[] rows = x.toDoubles();
        double[] centroids = java.util.Arrays.copyOf(rows, 4 * 3);
        long[] groups = new long[n];
        for (int step = 0; step < 200; step++) {
            double[] sums = new double[4 * 3];
            int[] sizes = new int[4];
            for (int i = 0; i < n; i++) {
                groups[i] = nearest(rows, i, centroids);
                sizes[(int) groups[i]]++;
                for (int d = 0; d < 3; d++) sums[(int) groups[i] * 3 + d] += rows[i * 3 + d];
            }
            for (int i = 0; i < 12; i++) centroids[i] = sums[i] / sizes[i / 3];
        }
        KMeans net = new KMeans(x.narrow(0, 0, 4).copy());
        run(Lloyd.given(), net, x, 200);
        assertThat(net.nearest(x).groups().toLongs()).isEqualTo(groups);
        assertThat(net.centroids().toDoubles()).containsExactly(centroids, offset(1e-12));
    }

    private static int nearest(double[] rows, int row, double[] centroids) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < 4; c++) {
            double square = 0;
            for (int d = 0; d < 3; d++) square += Math.pow(rows[row * 3 + d] - centroids[c * 3 + d], 2);
            if (square < least) {
                least = square;
                best = c;
            }
        }
        return best;
    }

    @Test
    void aGroupThatIsEmptyBeginsAnewWithTheFarthestRow() {
        Tensor x = Tensor.of(new double[] {0, 1, 2, 50}, 4, 1);
        KMeans net = new KMeans(Tensor.of(new double[] {0, 1000}, 2, 1));
        Lloyd lloyd = Lloyd.given();
        run(lloyd, net, x, 10);
        assertThat(net.centroids().toDoubles()).containsExactly(1, 50);
        assertThat(lloyd.done()).isTrue();
    }

    @Test
    void lossNeverRisesAndEndsAtAFixedPoint() {
        Tensor x = Generator.seeded(1).call(() -> Tensor.randn(2000, 5));
        KMeans net = KMeans.of(20, 5);
        Lloyd lloyd = Lloyd.drawn();
        List<Double> losses = Generator.seeded(2).call(() -> run(lloyd, net, x, 300));
        assertThat(losses).isSortedAccordingTo((a, b) -> Double.compare(b, a)).hasSizeLessThan(300);
        assertThat(net.nearest(x).groups().bincount(20).min().item()).isPositive();
    }

    private static List<Double> run(Lloyd lloyd, KMeans net, Tensor x, int most) {
        List<Double> losses = new ArrayList<>();
        Batch batch = new Batch(x, Tensor.zeros(DType.INT64, x.size(0)));
        for (int step = 0; step < most && !lloyd.done(); step++) {
            losses.add(Objects.requireNonNull(lloyd.step(net, batch, step).get("loss")).item());
        }
        return losses;
    }

    @Test
    void plusPlusDrawsOneOfEachIsland() {
        Tensor islands = Tensor.eye(6).mul(100).repeat(50, 1);
        Tensor noise = Generator.seeded(1).call(() -> Tensor.randn(300, 6));
        for (int seed = 0; seed < 10; seed++) {
            Tensor drawn = Generator.seeded(seed).call(() -> PlusPlus.draw(islands.add(noise), 6));
            assertThat(drawn.argmax(1).unique().count()).as("islands").isEqualTo(6);
        }
    }

    @Test
    void moreGroupsThanRowsAreRefused() {
        Batch batch = new Batch(Tensor.zeros(3, 2), Tensor.zeros(DType.INT64, 3));
        assertThatThrownBy(() -> Lloyd.drawn().step(KMeans.of(4, 2), batch, 0))
                .hasMessage("3 rows for 4 groups; ask for fewer groups");
    }
}
