package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong arguments are Java exceptions that a caller can read, whatever they are, and never end the program.
class MisuseTest {

    private static final Tensor META = Device.META.call(() -> Tensor.zeros(2, 3));

    @TempDir
    private Path folder;

    @Test
    void everyMethodSurvivesAFewAbuses() throws Exception {
        abuse(5, 11);
    }

    @Test
    @Tag("slow")
    void everyMethodSurvivesManyAbuses() throws Exception {
        abuse(60, 12);
    }

    /// Calls every method `calls` times in a process of its own.
    private void abuse(int calls, long seed) throws IOException, InterruptedException {
        Path log = folder.resolve("call");
        ChildJvm child = ChildJvm.run(folder, 15, Abuse.class, log.toString(), Integer.toString(calls),
                Long.toString(seed), "0", "9999");
        assertThat(log).as("the call that ended the process: %s", child).hasContent("done");
        assertThat(child.exit()).isZero();
        assertThat(child.crashed()).isFalse();
        assertThat(child.output()).noneMatch(line -> line.startsWith("UNFAIR"));
    }

    @Test
    void whatOnceEndedTheProcessDoesNot() {
        Tensor least = Tensor.of(Long.MIN_VALUE, -7L);
        assertThat(least.truncDiv(Tensor.of(-1L, 2L)).toLongs()).containsExactly(Long.MIN_VALUE, -3);
        assertThatThrownBy(() -> least.truncDiv(Tensor.of(0L, 0L)))
                .isInstanceOf(IllegalArgumentException.class);
        Tensor long_ = Tensor.ones(1).expand(Wrong.BEYOND);
        assertThatThrownBy(() -> long_.unbind(0)).hasMessageContaining("no more than 1,048,576");
        assertThatThrownBy(() -> long_.split(7, 0)).hasMessageContaining("no more than 1,048,576");
        assertThatThrownBy(() -> long_.chunk(Wrong.BEYOND, 0)).hasMessageContaining("no more than 1,048,576");
        assertThat(long_.chunk(2, 0)).hasSize(2);
        Tensor picture = Tensor.randn(1, 2, 4, 4);
        long[] one = {1, 1};
        assertThatThrownBy(() -> picture.convTransposed(picture.transpose(0, 1), null, new long[] {1L << 50, 1},
                new long[2], new long[2], one, 1)).hasMessageContaining("below 2³¹");
        assertThatThrownBy(() -> Engine.threads(Integer.MAX_VALUE)).hasMessageContaining("1 to 4,096 threads");
        assertThatThrownBy(() -> Tensor.eye(3).matrixPower(Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        Tensor query = Tensor.randn(1, 3, 5, 8);
        assertThatThrownBy(() ->
                query.attention(Tensor.zeros(1, 0, 5, 8), Tensor.zeros(1, 0, 5, 8), null, false, null, true))
                .hasMessage("3 heads are not a multiple of the 0 heads of keys and values");
        assertThatThrownBy(() ->
                query.attention(Tensor.zeros(1, 3, 6, 8), Tensor.zeros(1, 3, 4, 8), null, false, null, false))
                .hasMessageContaining("differ in positions, 6 and 4");
        assertThatThrownBy(() ->
                Tensor.randn(2, 4, 3).recurrent("gru", List.of(), List.of(), true, 1, 0, false, false))
                .hasMessage("0 states for gru, which has 1");
    }

    @Test
    void messagesQuoteWhatWasGiven() {
        assertThatThrownBy(() -> Tensor.ones(2, 3).matmul(Tensor.ones(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matmul").hasMessageContaining("float32 (2, 3), float32 (2, 3)")
                .hasMessageNotContaining("frame #").hasMessageNotContaining("Exception raised");
        assertThatThrownBy(() -> Tensor.ones(2).size(4)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("no dimension 4 in shape (2,) of rank 1");
        assertThatThrownBy(() -> Tensor.ones(2).get(5)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("5");
        assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2))
                .hasMessage("3 values of float32 do not fill shape (2, 2) of 4");
        assertThatThrownBy(() -> Tensor.zeros(-1)).hasMessage("shape (-1,) has a negative size");
        assertThatThrownBy(() -> Tensor.zeros(1L << 40, 1L << 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape (1099511627776, 1099511627776) has more elements than a long counts");
        assertThatThrownBy(() -> Tensor.zeros(1L << 60))
                .isInstanceOfAny(OutOfNativeMemory.class, IllegalArgumentException.class);
        assertThatThrownBy(() -> Operator.named("aten::nonsense").call())
                .hasMessageContaining("aten::nonsense");
        assertThatThrownBy(() -> Operator.named("relu").call("text")).hasMessageContaining("must be Tensor");
    }

    @Test
    void messagesSpeakOfWhatThereIsHere() {
        Generator generator = Generator.seeded(1);
        assertThatThrownBy(() -> Tensor.arange(DType.FLOAT32, 0, 1, 0))
                .hasMessageEndingWith("[given 0, 1, 0, float32, cpu]");
        assertThatThrownBy(() -> Tensor.ones(2).fillUniform(generator, 2, 1))
                .hasMessageEndingWith("[given float32 (2,), 2.0, 1.0, a generator]");
        Tensor w = Tensor.ones(2).trainable(true);
        Tensor other = Tensor.ones(2).trainable(true);
        assertThatThrownBy(() -> Gradients.of(w.sum(), other))
                .hasMessageContaining("Gradients.orZeros").hasMessageNotContaining("allow_unused");
        Tensor loss = w.square().sum();
        loss.backward();
        assertThatThrownBy(loss::backward)
                .hasMessageContaining("backward(null, true)").hasMessageNotContaining("retain_graph");
        assertThatThrownBy(() -> w.mul(2).backward()).hasMessageContaining("give a vector");
        assertThatThrownBy(() -> Tensor.ones(1).backward()).hasMessageContaining("trainable(true)");
        assertThatThrownBy(() -> w.addAssign(1)).hasMessageContaining("inside Gradients.off");
    }

    @Test
    void dimensionsOutOfRangeAreIndicesOutOfBounds() {
        Tensor matrix = Tensor.ones(2, 3);
        for (Supplier<?> use : List.<Supplier<?>>of(() -> matrix.sum(2), () -> matrix.softmax(2),
                () -> matrix.argmax(-3), () -> matrix.transpose(0, 2), () -> matrix.amax(false, 4),
                () -> Tensor.cat(List.of(matrix, matrix), 2))) {
            assertThatThrownBy(use::get).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("Dimension out of range").hasMessageContaining("float32 (2, 3)");
        }
    }

    @Test
    void theMetaDeviceHasNoValues() {
        assertThat(META.matmul(Device.META.call(() -> Tensor.zeros(3, 4))).shape()).isEqualTo(Shape.of(2, 4));
        assertThatThrownBy(() -> META.sum().item()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("meta");
        assertThatThrownBy(META::toFloats).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("meta");
        assertThatThrownBy(() -> META.to(Device.CPU)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("meta");
        assertThatThrownBy(() -> META.memory(MemorySegment::byteSize))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Tensor.ones(2, 3).add(META)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void memoryThatCannotBeLentIsRefused() {
        assertThatThrownBy(() -> Tensor.wrap(MemorySegment.ofArray(new float[2]), DType.FLOAT32, 2))
                .hasMessageContaining("heap");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(16, 8);
            assertThatThrownBy(() -> Tensor.wrap(memory.asReadOnly(), DType.FLOAT32, 4))
                    .hasMessageContaining("read-only");
            assertThatThrownBy(() -> Tensor.wrap(memory.asSlice(2, 8), DType.FLOAT32, 2))
                    .hasMessageContaining("aligned");
            assertThatThrownBy(() -> Tensor.wrap(memory, DType.FLOAT32, 5))
                    .hasMessageContaining("do not fill");
        }
    }
}
