package gyrus.methods.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gyrus.data.Batch;
import gyrus.data.sets.Digits;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TsneTest {

    @Test
    void neighboursAreTheNearest() {
        int n = 500;
        Tensor x = Generator.seeded(1).call(() -> Tensor.randn(n, 7));
        Neighbours near = Neighbours.of(x, 12);
        Tensor distances = x.to(DType.FLOAT64).cdist(x.to(DType.FLOAT64), 2).add(Tensor.eye(n).to(DType.FLOAT64), 1e9);
        long[] expected = distances.topk(12, 1, false).indices().toLongs();
        assertThat(near.indices()).containsExactly(java.util.Arrays.stream(expected).mapToInt(i -> (int) i).toArray());
    }

    @Test
    void affinitiesHaveThePerplexityAskedForAndAddUpToOne() {
        int n = 200;
        int k = 40;
        Neighbours near = Neighbours.of(Generator.seeded(2).call(() -> Tensor.randn(n, 6)), k);
        Affinities p = Affinities.of(near, 12);
        double sum = 0;
        for (float value : p.values()) sum += value;
        assertThat(sum).isCloseTo(1, offset(1e-6));
        double[][] dense = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int e = p.starts()[i]; e < p.starts()[i + 1]; e++) dense[i][p.columns()[e]] = p.values()[e];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) assertThat(dense[i][j]).isEqualTo(dense[j][i]);
        }
        Affinities all = Affinities.of(Neighbours.of(Tensor.eye(13), 12), 12);
        assertThat(all.values()).as("all equally near").containsOnly(1f / (13 * 12));
    }

    @Test
    void repulsionIsThatOfAllPairs() {
        int n = 3000;
        float[] map = new float[2 * n];
        Random random = new Random(1);
        for (int i = 0; i < 2 * n; i++) map[i] = (float) (random.nextGaussian() * 20 + (i / 2 % 5) * 30);
        float[] exact = new float[2 * n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double x = 0;
            double y = 0;
            for (int j = 0; j < n; j++) {
                if (i == j) continue;
                double dx = map[2 * i] - map[2 * j];
                double dy = map[2 * i + 1] - map[2 * j + 1];
                double q = 1 / (1 + dx * dx + dy * dy);
                sum += q;
                x += q * q * dx;
                y += q * q * dy;
            }
            exact[2 * i] = (float) x;
            exact[2 * i + 1] = (float) y;
        }
        float[] forces = new float[2 * n];
        assertThat(new Repulsion(n, 0).of(map, forces)).isCloseTo(sum, offset(sum * 1e-5));
        assertThat(error(forces, exact)).as("every pair").isLessThan(1e-5);
        assertThat(new Repulsion(n, 0.7).of(map, forces)).isCloseTo(sum, offset(sum * 0.01));
        assertThat(error(forces, exact)).as("summed up").isLessThan(0.02);
        float[] alone = new float[2 * n];
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            one.submit(() -> new Repulsion(n, 0.7).of(map, alone)).join();
        }
        assertThat(alone).as("on one thread").isEqualTo(forces);
    }

    private static double error(float[] found, float[] exact) {
        double off = 0;
        double all = 0;
        for (int i = 0; i < found.length; i++) {
            off += Math.pow(found[i] - exact[i], 2);
            all += Math.pow(exact[i], 2);
        }
        return Math.sqrt(off / all);
    }

    @Test
    void pointsThatCannotBeToldApartAreBorne() {
        float[] map = new float[2000];
        float[] forces = new float[2000];
        assertThat(new Repulsion(1000, 0.7).of(map, forces)).isCloseTo(999_000, offset(1.0));
        assertThat(forces).containsOnly(0);
    }

    /// Exaggerated affinities may draw a map together until its forces are as small as those of one that is done.
    @Test
    void aMapThatHasNotSpreadYetIsNotDone() {
        Batch digits = Digits.generated(300, 1).train().range(0, 300).batch(IntStream.range(0, 300).toArray());
        Plane plane = Tsne.map(digits, Tsne.Settings.of(10, 400));
        assertThat(plane.points().abs().max().item()).isGreaterThan(1);
        assertThat(plane.knn(0, 300)).isGreaterThan(0.6);
    }

    @Test
    void blobsBecomeIslands() {
        Plane plane = Tsne.map(blobs(300), Tsne.Settings.of(15, 300));
        assertThat(plane.points().isFinite().all().item()).isOne();
        assertThat(plane.knn(0, 300)).isEqualTo(1);
    }

    @Test
    void theDivergenceFallsAndAMapThatWasCutGoesOnToTheSameBits() {
        Batch batch = blobs(120);
        var settings = Tsne.Settings.of(10, 101);
        List<Double> told = new ArrayList<>();
        Plane whole = Plane.of(120);
        run(new Tsne(settings), whole, batch, 0, 101, told);
        assertThat(told.getLast()).isLessThan(told.getFirst());
        Plane cut = Plane.of(120);
        Tsne before = new Tsne(settings);
        run(before, cut, batch, 0, 60, told);
        Tsne after = new Tsne(settings);
        after.restore(before.state());
        run(after, cut, batch, 60, 101, told);
        assertThat(cut.points().toFloats()).isEqualTo(whole.points().toFloats());
    }

    private static void run(Update<Plane, Batch> update, Plane plane, Batch batch, long from, long to,
            List<Double> told) {
        for (long step = from; step < to; step++) {
            told.add(java.util.Objects.requireNonNull(update.step(plane, batch, step).get("loss")).item());
        }
    }

    private static Batch blobs(int n) {
        return Generator.seeded(1).call(() -> {
            Tensor classes = Tensor.arange(n).remainder(3);
            Tensor middles = Tensor.randn(3, 20).mul(4);
            return new Batch(Tensor.randn(n, 20).add(middles.indexSelect(0, classes)), classes);
        });
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Tsne.Settings.of(0.5, 10)).hasMessageContaining("perplexity=0.5");
        assertThatThrownBy(() -> Tsne.map(blobs(9), Tsne.Settings.of(30, 10)))
                .hasMessageContaining("perplexity 30.0 with 8 neighbours");
        assertThatThrownBy(() -> Neighbours.of(Tensor.zeros(3, 2), 3)).hasMessageContaining("ask for 1 to 2");
    }
}
