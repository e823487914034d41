package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Whatever is done in scopes, nothing of it is left: the same number of live handles as before, to one, and the
/// same memory.
class EnduranceTest {

    private static final int THREADS = 3;

    /// Bytes that resident memory may grow by when it was warm: the Java heap and the allocator's fragments.
    private static final long GROWTH = 16L << 20;

    private static final AtomicLong OPERATIONS = new AtomicLong();

    @Test
    void twentyThousandOperationsLeaveNothing(TestReporter reporter) throws Exception {
        endures(5_000, 20_000, reporter);
    }

    @Test
    @Tag("hard")
    void aMillionOperationsLeaveNothing(TestReporter reporter) throws Exception {
        endures(200_000, 1_000_000, reporter);
    }

    @Test
    @Tag("hard")
    void aHundredThousandTrainingStepsLeaveNothing(TestReporter reporter) {
        Net net = new Net();
        train(net, 1_000);
        long handles = Handles.settled();
        long resident = NativeMemory.resident();
        train(net, 100_000);
        long more = Handles.settled() - handles;
        long grown = NativeMemory.resident() - resident;
        tell(reporter, "training steps", 100_000, more, grown);
        assertThat(more).isZero();
        assertThat(grown).isLessThanOrEqualTo(GROWTH);
    }

    /// On a thread of its own, which takes with it what its stack refers to.
    private static void train(Net net, int steps) {
        join(Thread.ofPlatform().start(() -> {
            for (int i = 0; i < steps; i++) net.step();
        }));
    }

    private static void endures(long warm, long operations, TestReporter reporter) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            run(threads, warm, 1);
            long handles = Handles.settled();
            long resident = NativeMemory.resident();
            long done = run(threads, operations, 2);
            long more = Handles.settled() - handles;
            long grown = NativeMemory.resident() - resident;
            tell(reporter, "operations", done, more, grown);
            assertThat(done).isGreaterThanOrEqualTo(operations);
            assertThat(more).isZero();
            assertThat(grown).isLessThanOrEqualTo(GROWTH);
        }
    }

    private static void tell(TestReporter reporter, String what, long done, long handles, long bytes) {
        reporter.publishEntry(what, "%,d: %+d handles, %+,d bytes resident".formatted(done, handles, bytes));
    }

    /// Does so many operations on all threads together, and says how many there were.
    private static long run(ExecutorService threads, long operations, long seed) throws Exception {
        OPERATIONS.set(0);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            Random random = new Random(seed * 100 + t);
            tasks.add(() -> {
                Engine.threads(1);
                while (OPERATIONS.get() < operations) mixed(random);
                return null;
            });
        }
        for (Future<Void> future : threads.invokeAll(tasks)) future.get();
        return OPERATIONS.get();
    }

    private static void count(int operations) {
        OPERATIONS.addAndGet(operations);
    }

    /// A piece of work in a scope, drawn at random; each counts the operators that it calls.
    private static void mixed(Random random) {
        try (var scope = Scope.open()) {
            Tensor x = Tensor.randn(Generator.current(), 4, 1 + random.nextInt(8));
            count(2);
            switch (random.nextInt(60)) {
                case 0 -> failing(x); // the engine takes a millisecond to describe where it threw
                case 1 -> handedOver();
                case 2, 3, 4, 5, 6, 7, 8, 9 -> gradients(x);
                case 10, 11, 12, 13, 14, 15, 16, 17 -> nested(x, scope);
                case 18, 19, 20, 21, 22, 23 -> movedOut(x);
                case 24, 25, 26, 27, 28, 29 -> boxed(x);
                case 30, 31, 32, 33, 34, 35 -> mixedPrecision(x);
                default -> elementwise(x);
            }
        }
    }

    private static void elementwise(Tensor x) {
        x.add(x).mul(2).sin().add(x, 0.5).relu().sum().item();
        count(7);
    }

    private static void gradients(Tensor x) {
        Tensor w = x.copy().trainable(true);
        Tensor hidden = w.mul(x);
        Runnable remove = hidden.onGradient(gradient -> gradient.mul(2));
        hidden.tanh().sum().backward();
        remove.run();
        Gradients.off(() -> w.addAssign(w.gradient(), -0.1));
        w.gradient(null);
        Tensor first = Gradients.of(w.square().sum(), List.of(w), true).getFirst();
        Gradients.of(first.sum(), w);
        count(13);
    }

    private static void nested(Tensor x, Scope outer) {
        Tensor kept;
        try (var inner = Scope.open()) {
            Tensor[] parts = x.chunk(2, 0);
            try (var _ = Scope.open()) {
                kept = inner.keep(parts[0].exp());
                outer.keep(kept.log());
            }
        }
        kept.cumsum(0).max(0).values().toFloats();
        count(7);
    }

    private static void failing(Tensor x) {
        assertThatThrownBy(() -> {
            try (var _ = Scope.open()) {
                Tensor.cat(List.of(x.exp(), x.neg()), 1).matmul(x.softmax(1)).add(Tensor.ones(99));
            }
        }).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> x.expand(Wrong.BEYOND, 4, x.size(1)).exp()).isInstanceOf(OutOfNativeMemory.class);
        assertThatThrownBy(() -> x.sum(7)).isInstanceOf(IndexOutOfBoundsException.class);
        Tensor w = x.copy().trainable(true);
        assertThatThrownBy(() -> Gradients.of(x.sum(), w)).isInstanceOf(IllegalArgumentException.class);
        Tensor hooked = w.mul(3);
        hooked.onGradient(_ -> {
            throw new IllegalStateException("thrown by a hook");
        });
        assertThatThrownBy(() -> hooked.sum().backward()).hasMessage("thrown by a hook");
        count(14);
    }

    /// Made outside every scope, then taken in.
    private static void movedOut(Tensor x) {
        Tensor free = Scope.outside(() -> x.add(1));
        try (var scope = Scope.open()) {
            scope.adopt(free);
            free.mul(x).get(0, 0).item();
        }
        count(3);
    }

    /// Made by another thread, used and freed by this one.
    private static void handedOver() {
        List<Tensor> made = new ArrayList<>();
        Thread maker = Thread.ofPlatform().start(() -> {
            Engine.threads(1);
            try (var scope = Scope.open()) {
                made.add(scope.keep(Tensor.arange(6).reshape(2, 3)));
            }
        });
        join(maker);
        try (var scope = Scope.open()) {
            scope.adopt(made).getFirst().sum().item();
        }
        count(3);
    }

    private static void boxed(Tensor x) {
        Operator.named("aten::native_layer_norm").call(x, new long[] {x.size(1)}, null, null, 1e-5);
        x.sort(1, true);
        x.index(Tensor.of(0L, 2L)).std(1, true, 0);
        x.attention(x, x, null, false, null, false);
        count(7);
    }

    private static void mixedPrecision(Tensor x) {
        Tensor w = Tensor.ones(3, x.size(1)).trainable(true);
        Tensor loss = Autocast.call(DType.BFLOAT16, () -> x.linear(w, null).relu()).to(DType.FLOAT32)
                .crossEntropy(Tensor.of(0L, 1L, 2L, 1L));
        loss.backward();
        w.gradient(null);
        count(7);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Two layers and eight examples.
    private static final class Net {

        private final Tensor first = Tensor.randn(5, 6).trainable(true);
        private final Tensor bias = Tensor.zeros(5).trainable(true);
        private final Tensor second = Tensor.randn(3, 5).trainable(true);
        private final Tensor x = Tensor.randn(8, 6);
        private final Tensor y = Tensor.randint(0, 3, 8);

        void step() {
            try (var _ = Scope.open()) {
                x.linear(first, bias).relu().linear(second, null).crossEntropy(y).backward();
                Gradients.off(() -> {
                    for (Tensor weight : List.of(first, bias, second)) {
                        weight.addAssign(weight.gradient(), -0.1);
                        weight.gradient(null);
                    }
                    return null;
                });
            }
        }
    }
}
