package gyrus.tensor.internal;

import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.global.torch;

/// A native generator of random numbers (Mersenne twister on the CPU).
public final class Randomness {

    private final Generator generator;

    private Randomness(Generator generator) {
        this.generator = generator;
    }

    /// A new generator, started from `seed`.
    public static Randomness seeded(long seed) {
        return new Randomness(torch.make_generator_cpu(seed));
    }

    /// The one that LibTorch uses where an operator takes none.
    public static Randomness shared() {
        return new Randomness(torch.getDefaultCPUGenerator());
    }

    Generator generator() {
        return generator;
    }

    public void seed(long seed) {
        generator.set_current_seed(seed);
    }

    public Handle state() {
        return new Handle(generator.get_state());
    }

    public void restore(Handle state) {
        try {
            generator.set_state(state.tensor());
        } catch (RuntimeException e) {
            throw Failure.of("not the state of a generator", new Object[] {state}, e);
        }
    }
}
