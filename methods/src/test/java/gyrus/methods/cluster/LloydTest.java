package gyrus.methods.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gyrus.data.Batch;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LloydTest {

    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "kmeans_ordinary", "kmeans_empty"})
    void equalsTheReferenceFromTheSameStart(String name) {
        Golden.Case golden = Golden.open("fits", DType.FLOAT64).at(name);
        Tensor x = golden.in("x");
        KMeans net = new KMeans(golden.in("start").copy());
        Lloyd lloyd = Lloyd.given();
        run(lloyd, net, x, 300);
        assertThat(lloyd.done()).isTrue();
        KMeans.Nearest nearest = net.nearest(x);
        assertThat(nearest.groups().toLongs()).isEqualTo(golden.out("groups").toLongs());
        Tolerance.check("centroids", net.centroids(), golden.out("centroids"));
        assertThat(nearest.squares().sum().item()).isCloseTo(golden.out("inertia").item(), offset(1e-7));
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
