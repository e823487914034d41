package gyrus.tensor;

import gyrus.tensor.internal.Randomness;
import java.util.function.Supplier;

/// A source of random numbers (Mersenne twister) whose whole state can be saved.
///
/// Random functions take the [current][#current()] generator unless one is given first. Binding a generator
/// makes what runs inside depend on its seed alone:
///
/// ```java
/// var net = Generator.seeded(7).call(() -> Lenet.of(10));
/// ```
public final class Generator {

    private static final ScopedValue<Generator> CURRENT = ScopedValue.newInstance();

    private final Randomness randomness;

    private Generator(Randomness randomness) {
        this.randomness = randomness;
    }

    /// A new generator, started from `seed`.
    public static Generator seeded(long seed) {
        Engine.start();
        return new Generator(Randomness.seeded(seed));
    }

    /// The generator that this code draws from: the one bound around it, or else one shared by the whole
    /// program.
    public static Generator current() {
        return CURRENT.isBound() ? CURRENT.get() : Shared.GENERATOR;
    }

    /// Runs `body` with this as the current generator.
    public <T> T call(Supplier<T> body) {
        return ScopedValue.where(CURRENT, this).call(body::get);
    }

    /// Runs `body` with this as the current generator.
    public void run(Runnable body) {
        ScopedValue.where(CURRENT, this).run(body);
    }

    /// Starts again from `seed`.
    public void seed(long seed) {
        randomness.seed(seed);
    }

    /// The whole state, as bytes (5,056 of them).
    public Tensor state() {
        return new Tensor(randomness.state());
    }

    /// Goes back to a state that [#state] gave.
    ///
    /// @throws IllegalArgumentException if it is not such a state
    public void restore(Tensor state) {
        if (state.dtype() != DType.UINT8 || state.rank() != 1) {
            throw new IllegalArgumentException("a generator's state is a row of uint8, not %s %s"
                    .formatted(state.dtype(), state.shape()));
        }
        if (!state.device().equals(Device.CPU)) {
            throw new IllegalArgumentException("a generator's state on %s; it must be on the CPU"
                    .formatted(state.device()));
        }
        randomness.restore(state.contiguous().handle());
    }

    Randomness randomness() {
        return randomness;
    }

    private static final class Shared {
        static final Generator GENERATOR;

        static {
            Engine.start();
            GENERATOR = new Generator(Randomness.shared());
        }
    }
}
