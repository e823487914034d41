package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DifferentiableTest {

    private final Tensor w = Tensor.of(1f, 2f).trainable(true);

    private float[] gradient() {
        return Objects.requireNonNull(w.gradient()).toFloats();
    }

    @Test
    void addsGradientsUp() {
        w.square().sum().backward();
        assertThat(gradient()).containsExactly(2, 4);
        w.square().sum().backward();
        assertThat(gradient()).containsExactly(4, 8);
        w.gradient(null);
        assertThat(w.gradient()).isNull();
    }

    @Test
    void aHookChangesTheGradientUntilItIsRemoved() {
        Tensor y = w.mul(3);
        Runnable remove = y.onGradient(gradient -> gradient.mul(10));
        y.sum().backward(null, true);
        assertThat(gradient()).containsExactly(30, 30);
        remove.run();
        remove.run();
        w.gradient(null);
        w.mul(3).sum().backward();
        assertThat(gradient()).containsExactly(3, 3);
    }

    @Test
    void whatAHookThrowsTheBackwardPassThrows() {
        var mine = new IllegalStateException("mine");
        Tensor y = w.mul(3);
        y.onGradient(_ -> {
            throw mine;
        });
        assertThatThrownBy(() -> y.sum().backward()).isSameAs(mine);
        assertThatThrownBy(() -> Gradients.of(y.sum(), w)).isSameAs(mine);
        Tensor z = w.mul(2);
        z.onGradient(_ -> {
            throw new AssertionError("also errors");
        });
        assertThatThrownBy(() -> z.sum().backward()).isInstanceOf(AssertionError.class)
                .hasMessage("also errors");
        w.gradient(null);
        w.mul(4).sum().backward();
        assertThat(gradient()).containsExactly(4, 4);
    }

    @Test
    void aHookThatReturnsNothingIsNamed() {
        Tensor y = w.mul(3);
        y.onGradient(_ -> null);
        assertThatThrownBy(() -> y.sum().backward()).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a gradient hook returned null");
    }

    @Test
    void oneIsToldOfGradientsInTheOrderInWhichTheyCome() {
        Tensor u = Tensor.of(5f, 6f).trainable(true);
        List<String> told = new ArrayList<>();
        Runnable remove = u.whenGradient(() -> told.add("u " + (u.gradient() == null) + (w.gradient() == null)));
        w.whenGradient(() -> told.add("w " + (u.gradient() == null) + (w.gradient() == null)));
        w.mul(3).mul(u).sum().backward();
        assertThat(told).containsExactly("u truetrue", "w falsetrue");
        assertThat(gradient()).containsExactly(15, 18);
        remove.run();
        w.mul(u).sum().backward();
        assertThat(told).hasSize(3).endsWith("w falsefalse");
    }

    @Test
    void hooksOutsideAScopeGoWithTheirTensors() throws InterruptedException {
        List<WeakReference<Tensor>> hooked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Tensor y = w.mul(3);
            y.onGradient(gradient -> gradient.mul(y.detach())); // leads to its tensor
            hooked.add(new WeakReference<>(y));
            y.sum().backward();
        }
        for (int i = 0; i < 50 && hooked.stream().anyMatch(y -> y.get() != null); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(hooked).allMatch(y -> y.get() == null);
    }

    @Test
    void aHookIsCalledAlthoughNobodyHoldsItsTensor() throws InterruptedException {
        Tensor loss = hooked();
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        loss.backward();
        assertThat(gradient()).containsExactly(30, 30);
    }

    private Tensor hooked() {
        Tensor y = w.mul(3);
        y.onGradient(gradient -> gradient.mul(10));
        return y.sum();
    }

    @Test
    void aHookEndsWithTheScopeOfItsTensor() {
        Tensor loss;
        try (var scope = Scope.open()) {
            Tensor y = w.mul(3);
            y.onGradient(gradient -> gradient.mul(10));
            loss = scope.keep(y.sum());
        }
        loss.backward();
        assertThat(gradient()).containsExactly(3, 3);
    }

    @Test
    void aStraightThroughEstimatorIsADetach() {
        Tensor x = Tensor.of(0.2f, 0.7f).trainable(true);
        Tensor rounded = x.add(x.round().sub(x).detach());
        assertThat(rounded.toFloats()).containsExactly(0, 1);
        rounded.mul(Tensor.of(5f, 6f)).sum().backward();
        assertThat(Objects.requireNonNull(x.gradient()).toFloats()).containsExactly(5, 6);
    }

    @Test
    void gradientsOfGradients() {
        Tensor x = Tensor.of(new double[] {3}, 1).trainable(true);
        Tensor first = Gradients.of(x.pow(3).sum(), List.of(x), true).getFirst();
        assertThat(first.item()).isEqualTo(27);
        assertThat(Gradients.of(first.sum(), x).item()).isEqualTo(18);
    }

    @Test
    void severalOutputsTakeOneVectorEach() {
        var gradients = Gradients.of(List.of(w.mul(2), w.square()), List.of(w),
                List.of(Tensor.ones(2), Tensor.of(1f, 10f)), false);
        assertThat(gradients.getFirst().toFloats()).containsExactly(4, 42);
        assertThatThrownBy(() -> Gradients.of(List.of(w), List.of(w), List.of(), false))
                .hasMessage("0 vectors for 1 outputs");
    }

    @Test
    void inputsThatDoNotCountHaveZeroGradientsWhereAskedFor() {
        Tensor other = Tensor.ones(3).trainable(true);
        var gradients = Gradients.orZeros(w.sum(), List.of(w, other), false);
        assertThat(gradients.get(0).toFloats()).containsExactly(1, 1);
        assertThat(gradients.get(1).toFloats()).containsExactly(0, 0, 0);
        assertThatThrownBy(() -> Gradients.of(w.sum(), List.of(w, other), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsRecordedWhenOff() {
        Tensor y = Gradients.off(() -> Gradients.on(() -> w.mul(2)).differentiable() ? w.mul(2) : null);
        assertThat(y).isNotNull();
        assertThat(y.differentiable()).isFalse();
        assertThat(Gradients.recording()).isTrue();
        assertThatThrownBy(() -> Gradients.off(() -> {
            throw new IllegalStateException("inside");
        })).hasMessage("inside");
        assertThat(Gradients.recording()).isTrue();
    }

    @Test
    void misuseIsNamed() {
        assertThatThrownBy(() -> Tensor.of(1L).trainable(true)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of int64 cannot be trainable; floating-point ones can");
        assertThatThrownBy(() -> w.mul(2).trainable(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> w.mul(2).backward()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.ones(1).backward()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.ones(1).onGradient(g -> g)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> w.gradient(Tensor.ones(3))).hasMessageContaining("(3,)")
                .hasMessageContaining("(2,)");
        assertThatThrownBy(() -> w.addAssign(1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leaf");
    }
}
