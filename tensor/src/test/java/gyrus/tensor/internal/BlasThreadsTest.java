package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.Engine;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlasThreadsTest {

    private static Tensor plain(Tensor query, Tensor key, Tensor value) {
        Tensor scores = query.matmul(key.transpose(-2, -1)).div(Math.sqrt(query.size(-1)));
        return scores.softmax(-1).matmul(value);
    }

    /// Long attention computes with one of OpenBLAS's threads, there and back, and leaves all as it was.
    @Test
    void attentionLeavesThemAsTheyWere() {
        Engine.start();
        int before = BlasThreads.now();
        Generator.seeded(1).run(() -> {
            List<Tensor> given = new ArrayList<>();
            for (int i = 0; i < 3; i++) given.add(Tensor.randn(1, 2, 200, 64).trainable(true));
            Tensor query = given.get(0).mul(1);
            Tensor gathered = query.attention(given.get(1), given.get(2), null, false, null, false);
            assertThat(BlasThreads.now()).isEqualTo(before);
            List<Integer> during = new ArrayList<>();
            query.whenGradient(() -> during.add(BlasThreads.now())); // after what the attention itself does there
            Tensor weights = Tensor.randn(1, 2, 200, 64);
            List<Tensor> found = Gradients.of(List.of(gathered), given, List.of(weights), false);
            assertThat(during).containsExactly(before);
            assertThat(BlasThreads.now()).isEqualTo(before);
            List<Tensor> expected = Gradients.of(List.of(plain(given.get(0), given.get(1), given.get(2))), given,
                    List.of(weights), false);
            for (int i = 0; i < 3; i++) {
                assertThat(found.get(i).sub(expected.get(i)).abs().max().item()).isCloseTo(0, within(1e-4));
            }
        });
        assertThatThrownBy(() -> Tensor.randn(1, 2, 200, 64).attention(Tensor.randn(1, 2, 200, 64),
                Tensor.randn(1, 2, 200, 64), Tensor.ones(7, 7), false, null, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(BlasThreads.now()).isEqualTo(before);
    }

    @Test
    void onlyLargeProductsAreShared() {
        Engine.start();
        if (BlasThreads.now() == 1) return;
        assertThat(BlasThreads.shares(1, 4096, 64)).as("one query").isFalse();
        assertThat(BlasThreads.shares(128, 128, 64)).isFalse();
        assertThat(BlasThreads.shares(192, 192, 64)).isTrue();
        assertThat(BlasThreads.shares(1024, 1024, 16)).isTrue();
    }
}
