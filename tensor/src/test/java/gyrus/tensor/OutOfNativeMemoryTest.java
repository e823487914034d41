package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What asks for more memory than there is fails with the bytes that it asked for, and leaves all else as it was.
/// All ask for more than an address space has, so that no machine tries.
class OutOfNativeMemoryTest {

    private static final Tensor ROW = Tensor.of(1f, 2f, 3f, 4f);

    /// More rows than memory, which is four numbers.
    private static Tensor endless() {
        return ROW.expand(Wrong.BEYOND, 4);
    }

    static List<Supplier<?>> requests() {
        long beyond = Wrong.BEYOND;
        return List.of(() -> Tensor.zeros(beyond), () -> Tensor.ones(beyond), () -> Tensor.empty(DType.INT8, beyond),
                () -> Tensor.full(DType.FLOAT64, 1, beyond), () -> Tensor.arange(beyond),
                () -> Tensor.linspace(0, 1, beyond), () -> Tensor.eye(beyond >> 20), () -> Tensor.rand(beyond),
                () -> Tensor.randn(2, beyond), () -> Tensor.randint(0, 2, beyond), () -> Tensor.randperm(beyond),
                () -> endless().copy(), () -> endless().contiguous(), () -> endless().add(1), () -> endless().exp(),
                () -> endless().softmax(1), () -> endless().sum(1), () -> endless().zerosLike(),
                () -> endless().to(DType.FLOAT64), () -> endless().toFloats(), () -> ROW.repeat(beyond),
                () -> ROW.pad(0, beyond), () -> ROW.repeatInterleave(beyond, 0), () -> ROW.diagEmbed(beyond >> 20),
                () -> endless().matmul(Tensor.eye(4)), () -> endless().linear(Tensor.ones(2, 4), null),
                () -> Tensor.cat(List.of(endless(), endless()), 1),
                () -> Tensor.of(1L).oneHot(beyond), () -> Tensor.of(1L).bincount(beyond));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isTypedAndTellsTheBytes(Supplier<?> request) {
        try (var scope = Scope.open()) {
            assertThatThrownBy(request::get).isInstanceOfSatisfying(OutOfNativeMemory.class, thrown -> {
                if (thrown.bytes() >= 0) {
                    assertThat(thrown.bytes()).isGreaterThanOrEqualTo(Wrong.BEYOND);
                    assertThat(thrown).hasMessageContaining("%,d bytes".formatted(thrown.bytes()));
                }
                assertThat(thrown).hasMessageContaining("smaller batches").hasMessageContaining("close scopes")
                        .hasMessageNotContaining("frame #");
            });
            assertThat(scope.keep(ROW).toFloats()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void whatWasThereIsAsItWas() {
        Tensor w = Tensor.of(1f, 2f).trainable(true);
        Tensor values = Tensor.of(5f, 6f);
        fails(w, values); // the engine remembers what it has called once
        long before = Handles.settled();
        fails(w, values);
        assertThat(Scope.current()).isNull();
        assertThat(Handles.settled()).isEqualTo(before);
    }

    private static void fails(Tensor w, Tensor values) {
        try (var scope = Scope.open()) {
            Tensor loss = w.square().sum();
            int size = scope.size();
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> values.expand(Wrong.BEYOND, 2).mul(w)).isInstanceOf(OutOfNativeMemory.class);
                assertThatThrownBy(() -> values.addAssign(Tensor.zeros(Wrong.BEYOND)))
                        .isInstanceOf(OutOfNativeMemory.class);
            }
            assertThat(scope.size()).isEqualTo(size + 20); // the views that were made before each failed
            loss.backward();
            assertThat(Objects.requireNonNull(w.gradient()).toFloats()).containsExactly(2, 4);
            w.gradient(null);
            assertThat(values.toFloats()).containsExactly(5, 6);
        }
    }
}
