package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScopeTest {

    /// What a method might give back: tensors at any depth.
    public record Parts(Tensor one, List<Tensor> list, Map<String, Tensor> map, Optional<Tensor> optional,
            Tensor[] array,
            Inner inner, int number) {}

    /// A record in a record.
    public record Inner(Tensor deep) {}

    @Test
    void freesWhatWasMadeInside() {
        Tensor outside = Tensor.ones(2);
        Tensor inside;
        try (var scope = Scope.open()) {
            inside = outside.add(1);
            assertThat(scope.size()).isEqualTo(1);
            assertThat(scope.bytes()).isEqualTo(8);
        }
        assertThat(outside.toFloats()).containsExactly(1, 1);
        Tensor gone = inside;
        for (Supplier<?> use
                : List.<Supplier<?>>of(gone::shape, gone::dtype, gone::device, gone::item, gone::toFloats,
                () -> gone.add(1), () -> outside.add(gone), () -> Tensor.cat(List.of(outside, gone), 0),
                gone::isContiguous,
                () -> outside.assign(gone), gone::gradient, gone::trainable, () -> gone.zero())) {
            assertThatThrownBy(use::get).isInstanceOf(IllegalStateException.class)
                    .hasMessage("tensor used after its scope closed");
        }
        assertThat(gone).hasToString("tensor(freed)");
    }

    @Test
    void closesOnce() {
        var scope = Scope.open();
        scope.close();
        assertThatThrownBy(scope::close).isInstanceOf(IllegalStateException.class)
                .hasMessage("scope already closed");
        assertThatThrownBy(() -> scope.keep(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scope.adopt(1)).isInstanceOf(IllegalStateException.class);
        assertThat(Scope.current()).isNull();
    }

    @Test
    void closesInnermostFirst() {
        var outer = Scope.open();
        Tensor first = Tensor.ones(1);
        var inner = Scope.open();
        Tensor second = Tensor.ones(1);
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 scope inside").hasMessageContaining("close innermost first");
        assertThat(Scope.current()).isNull();
        assertThatThrownBy(first::item).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(second::item).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(inner::close).hasMessage("scope already closed");
    }

    @Test
    void closesInsideWhatIsOpenOnly() {
        try (var outer = Scope.open()) {
            Runnable close = outer::close;
            assertThatThrownBy(() -> Scope.outside(() -> {
                close.run();
                return null;
            })).isInstanceOf(IllegalStateException.class).hasMessageContaining("outside");
            assertThat(Scope.current()).isSameAs(outer);
        }
    }

    @Test
    void keepsWhatBelongsToAScopeInside() {
        Tensor kept;
        Tensor mine;
        try (var around = Scope.open()) {
            mine = Tensor.ones(2);
            try (var outer = Scope.open()) {
                try (var _ = Scope.open()) {
                    kept = outer.keep(Tensor.ones(1));
                    outer.keep(mine);
                }
            }
            assertThat(kept.item()).isEqualTo(1);
            assertThat(around.size()).isEqualTo(2);
            around.keep(kept);
        }
        assertThat(kept.item()).isEqualTo(1);
    }

    @Test
    void bytesAreThoseOfTheMemoryHeld() {
        try (var scope = Scope.open()) {
            scope.keep(Tensor.arange(100).slice(0, 10, 20));
            Tensor whole = Tensor.arange(100);
            assertThat(scope.bytes()).isEqualTo(1600); // one view's owner is still here
            whole.slice(0, 10, 20);
            whole.slice(0, 5, 5);
            Device.META.call(() -> Tensor.zeros(1L << 40));
            assertThat(scope.bytes()).isEqualTo(1600);
            try (var inner = Scope.open()) {
                whole.slice(0, 10, 11);
                assertThat(inner.bytes()).isEqualTo(800);
            }
        }
    }

    @Test
    void keepsTensorsAtAnyDepth() {
        try (var outer = Scope.open()) {
            Parts parts;
            Tensor dropped;
            try (var inner = Scope.open()) {
                dropped = Tensor.ones(1);
                parts = inner.keep(new Parts(Tensor.ones(1), List.of(Tensor.ones(1)),
                        Map.of("a", Tensor.ones(1)),
                        Optional.of(Tensor.ones(1)), new Tensor[] {Tensor.ones(1)},
                        new Inner(Tensor.ones(1)), 7));
                assertThat(inner.size()).isEqualTo(1);
            }
            assertThat(outer.size()).isEqualTo(6);
            assertThat(parts.one().item() + parts.list().getFirst().item() + parts.map().get("a").item()
                    + parts.optional().orElseThrow().item() + parts.array()[0].item()
                    + parts.inner().deep().item()).isEqualTo(6);
            assertThatThrownBy(dropped::item).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void keepingTwiceIsKeepingOnce() {
        try (var outer = Scope.open()) {
            Tensor tensor;
            try (var inner = Scope.open()) {
                tensor = Tensor.ones(1);
                inner.keep(List.of(tensor, tensor));
                inner.keep(tensor);
            }
            assertThat(outer.size()).isEqualTo(1);
            assertThat(tensor.item()).isEqualTo(1);
        }
    }

    @Test
    void keepsOutOfTheOutermostScope() {
        Tensor kept;
        try (var scope = Scope.open()) {
            kept = scope.keep(Tensor.ones(3));
        }
        assertThat(kept.sum().item()).isEqualTo(3);
    }

    @Test
    void survivesExceptionsInTheMiddle() {
        AtomicReference<Tensor> made = new AtomicReference<>();
        assertThatThrownBy(() -> {
            try (var _ = Scope.open()) {
                made.set(Tensor.ones(2));
                made.get().add(Tensor.ones(3));
            }
        }).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("add.Tensor")
                .hasMessageContaining("(2,)");
        assertThatThrownBy(made.get()::item).isInstanceOf(IllegalStateException.class);
        assertThat(Scope.current()).isNull();
    }

    @Test
    void belongsToItsThread() throws InterruptedException {
        try (var scope = Scope.open()) {
            Tensor tensor = Tensor.ones(2);
            AtomicReference<Throwable> use = new AtomicReference<>();
            AtomicReference<Throwable> close = new AtomicReference<>();
            AtomicReference<Throwable> keep = new AtomicReference<>();
            AtomicReference<String> text = new AtomicReference<>();
            Thread.ofPlatform().name("other").start(() -> {
                use.set(thrown(() -> tensor.add(1)));
                close.set(thrown(scope::close));
                keep.set(thrown(() -> scope.keep(tensor)));
                text.set(tensor.toString());
            }).join();
            assertThat(use.get()).isInstanceOf(WrongThreadException.class).hasMessageContaining("'other'");
            assertThat(close.get()).isInstanceOf(WrongThreadException.class);
            assertThat(keep.get()).isInstanceOf(WrongThreadException.class);
            assertThat(text.get()).startsWith("tensor(of thread");
            assertThat(tensor.sum().item()).isEqualTo(2);
        }
    }

    @Test
    void adoptsFromAnotherThread() throws InterruptedException {
        AtomicReference<Tensor> batch = new AtomicReference<>();
        Thread.ofPlatform().start(() -> batch.set(Tensor.ones(4))).join();
        try (var scope = Scope.open()) {
            scope.adopt(new Inner(batch.get()));
            scope.adopt(batch.get());
            assertThat(scope.size()).isEqualTo(1);
            assertThat(batch.get().sum().item()).isEqualTo(4);
        }
        assertThatThrownBy(batch.get()::item).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sharedMemoryCountsOnceAndOutlivesItsFirstOwner() {
        Tensor view;
        try (var scope = Scope.open()) {
            Tensor whole = Tensor.arange(100);
            view = scope.keep(whole.slice(0, 10, 20));
            Tensor other = whole.slice(0, 1, 2);
            assertThat(other.item()).isEqualTo(1);
            assertThat(scope.bytes()).isEqualTo(800);
        }
        assertThat(view.toLongs()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void viewsOfMemoryEndWithTheReader() {
        var segment = Tensor.ones(2).memory(memory -> memory);
        assertThatCode(segment::byteSize).doesNotThrowAnyException();
        assertThatThrownBy(() -> segment.get(java.lang.foreign.ValueLayout.JAVA_FLOAT, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("slow")
    void twentyThousandStepsLeaveNothing() {
        Tensor[] net = net();
        Tensor x = Tensor.randn(8, 6);
        Tensor y = Tensor.randint(0, 3, 8);
        leaves(net, x, y, 5_000, 20_000, 24 << 20); // the Java heap grows a little too
    }

    @Test
    void aThousandStepsLeaveNothing() {
        Tensor[] net = net();
        Tensor x = Tensor.randn(8, 6);
        Tensor y = Tensor.randint(0, 3, 8);
        leaves(net, x, y, 300, 1_000, 32 << 20);
    }

    private static void leaves(Tensor[] net, Tensor x, Tensor y, int warm, int steps, long growth) {
        for (int i = 0; i < warm; i++) step(net, x, y);
        long handles = Handles.settled();
        long resident = NativeMemory.resident();
        for (int i = 0; i < steps; i++) step(net, x, y);
        assertThat(Handles.settled()).isEqualTo(handles);
        assertThat(NativeMemory.resident() - resident).isLessThan(growth);
    }

    private static Tensor[] net() {
        return Generator.seeded(1).call(() ->
                new Tensor[] {Tensor.randn(5, 6).trainable(true), Tensor.zeros(5).trainable(true),
            Tensor.randn(3, 5).trainable(true), Tensor.zeros(3).trainable(true)});
    }

    private static void step(Tensor[] net, Tensor x, Tensor y) {
        try (var _ = Scope.open()) {
            Tensor hidden = x.linear(net[0], net[1]).relu();
            var remove = hidden.onGradient(gradient -> gradient.mul(1));
            Tensor kept = Autocast.call(DType.BFLOAT16,
                    () -> hidden.mul(2).div(2).reshape(8, 5).slice(0, 0, 8));
            Tensor loss = kept.to(DType.FLOAT32).linear(net[2], net[3]).crossEntropy(y);
            loss.backward();
            Gradients.off(() -> {
                for (Tensor weight : net) {
                    weight.addAssign(weight.gradient(), -0.1);
                    weight.gradient(null);
                }
                return null;
            });
            if (loss.item() < 1) remove.run();
        }
    }

    private static Throwable thrown(Runnable body) {
        try {
            body.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
