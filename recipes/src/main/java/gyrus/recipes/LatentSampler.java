package gyrus.recipes;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.Sampler;
import gyrus.train.Samples;
import gyrus.train.Skill;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Digits made all at once, of nothing but random numbers.
///
/// @param make makes so many pictures, (N, 1, 28, 28) in \[0, 1\], of what it draws from the current generator
/// @param judge reads what was made
record LatentSampler(IntFunction<Tensor> make, Supplier<DigitJudge> judge) implements Sampler {

    /// Makes so many pictures that are the same for the same seed.
    Tensor make(int count, long seed) {
        return Generator.seeded(seed).call(() -> make.apply(count));
    }

    @Override
    public Samples sample(Request request) {
        kind(request); // refuses what cannot be asked for
        return Skill.use(() -> {
            Tensor made = make(request.count(), request.seed());
            return new Samples(DigitPictures.show(made), judge.get().count(made), List.of());
        });
    }
}
