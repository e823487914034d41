package gyrus.recipes;

import gyrus.models.generative.diffusion.Denoiser;
import gyrus.models.generative.diffusion.Denoising;
import gyrus.models.generative.diffusion.NoiseSchedule;
import gyrus.models.generative.diffusion.Target;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Help;
import gyrus.train.Precision;
import gyrus.train.Sampler;
import gyrus.train.Samples;
import gyrus.train.Skill;
import gyrus.train.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes digits of noise. Where no class is asked for, each has its turn.
///
/// @param net sees the noise, or what tells it
/// @param schedule how noise was added when the net learned
/// @param target what the net sees
/// @param judge reads what was made
/// @param precision in which the net computes
record DigitSampler(Denoiser net, NoiseSchedule schedule, Target target, DigitJudge judge, Precision precision)
        implements Sampler {

    /// Pictures that are made together.
    private static final int TOGETHER = 250;

    /// Moments of the making that are shown at most, besides the first and the last.
    private static final int MOMENTS = 24;

    /// Pictures that are seen while they are made: noise is nothing that a file could make small.
    private static final int SEEN = 60;

    /// How the steps go.
    public enum Method {
        /// What the first noise decides. Song et al. 2021.
        DDIM,
        /// With fresh noise at each step. Ho et al. 2020.
        DDPM
    }

    /// What can be chosen.
    ///
    /// @param steps steps from noise to picture
    /// @param method how they go
    /// @param guidance how typical of their class the pictures shall be
    public record Settings(
            @Help("steps from noise to picture, up to 1000") int steps,
            @Help("ddim goes where the first noise leads; ddpm adds noise at each step") Method method,
            @Help("1 for pictures as they are; above it more typical of their class, and less various")
            double guidance) {}

    @Override
    public List<String> classes() {
        return DigitPictures.LABELS;
    }

    @Override
    public Settings settings() {
        return new Settings(50, Method.DDIM, 1);
    }

    /// A request for pictures of all classes in so many steps.
    Request request(int count, long seed, int steps) {
        return new Request(count, seed, "", new Settings(steps, Method.DDIM, 1));
    }

    @Override
    public Samples sample(Request request) {
        return Skill.use(() -> {
            List<List<Picture>> frames = new ArrayList<>();
            int every = Math.ceilDiv(((Settings) request.settings()).steps(), MOMENTS);
            int[] taken = {0};
            Tensor made = make(request, pictures -> {
                if (taken[0]++ % every == 0) {
                    frames.add(DigitPictures.show(pictures.slice(0, 0, Math.min(SEEN, pictures.size(0)))));
                }
            });
            List<Picture> pictures = DigitPictures.show(made);
            frames.add(pictures.subList(0, Math.min(SEEN, pictures.size())));
            return new Samples(pictures, judge.count(made), frames);
        });
    }

    /// The pictures alone. → (count, 1, 28, 28) in \[0, 1\]
    Tensor make(Request request) {
        return make(request, _ -> { });
    }

    /// The pictures. → (count, 1, 28, 28) in \[0, 1\]
    ///
    /// @param seen is shown what there is of the first of them before and after each step
    private Tensor make(Request request, Consumer<Tensor> seen) {
        Settings settings = (Settings) request.settings();
        int kind = kind(request);
        Denoiser packed = Nets.packed(net);
        Denoising denoising = new Denoising(schedule, settings.steps(), settings.method() == Method.DDPM ? 1 : 0);
        Tensor order = Tensor.arange(request.count());
        Tensor kinds = kind < 0 ? order.remainder(classes().size()) : order.mul(0).add(kind);
        return Generator.seeded(request.seed()).call(() -> {
            Tensor noise = Tensor.randn(request.count(), 1, DigitPictures.SIZE, DigitPictures.SIZE);
            seen.accept(scaled(noise.slice(0, 0, Math.min(TOGETHER, request.count()))));
            List<Tensor> made = new ArrayList<>();
            for (int from = 0; from < request.count(); from += TOGETHER) {
                int first = from;
                int end = Math.min(request.count(), from + TOGETHER);
                Tensor shown = kinds.slice(0, from, end);
                try (Scope scope = Scope.open()) {
                    made.add(scope.keep(scaled(denoising.run(
                            (x, times) -> target.noise(schedule,
                                    seen(packed, x, times, shown, settings.guidance()), x, times),
                            noise.slice(0, from, end),
                            x -> {
                                if (first == 0) seen.accept(scaled(x));
                            }))));
                }
            }
            return Tensor.cat(made, 0);
        });
    }

    private Tensor seen(Denoiser packed, Tensor x, Tensor times, Tensor shown, double guidance) {
        return precision.call(() -> packed.guided(x, times, shown, guidance)).to(DType.FLOAT32);
    }

    private static Tensor scaled(Tensor pictures) {
        return pictures.add(1).div(2).clamp(0, 1);
    }
}
