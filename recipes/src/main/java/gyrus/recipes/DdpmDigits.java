package gyrus.recipes;

import gyrus.data.sets.Digits;
import gyrus.models.generative.diffusion.Denoiser;
import gyrus.models.generative.diffusion.NoiseSchedule;
import gyrus.models.generative.diffusion.Target;
import gyrus.models.vision.unet.UNetConfig.Level;
import gyrus.nn.Nets;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Plan;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.List;

/// Diffusion writes digits: a net learns to see the noise in noisy pictures, and makes pictures of noise alone.
public final class DdpmDigits implements Recipe<DdpmDigits.Options> {

    /// Into how many parts the norms divide the channels.
    private static final int GROUPS = 8;

    /// Channels of a head of attention.
    private static final int HEADS = 16;

    /// How the share of noise grows.
    public enum Noise {
        /// β evenly.
        LINEAR,
        /// ᾱ as a squared cosine.
        COSINE
    }

    /// What can be chosen.
    public record Options(
            @Help("folder with MNIST's files, or with folders 0 to 9 of pictures; mnist fetches it; empty draws digits")
            String data,
            @Help("of weights, order and noise") long seed,
            @Help("times that all training pictures are seen") int epochs,
            @Help("pictures in a batch") int batch,
            @Help("learning rate at its highest") double rate,
            @Help("channels of the first level; a multiple of 8") int width,
            @Help("side of the blocks of pixels that the net sees as channels: 1 or 2") int patch,
            @Help("how the share of noise grows over 1000 steps") Noise noise,
            @Help("what the net sees: the noise, or the velocity, which tells it and the picture") Target target,
            @Help("share of pictures whose class is not told, so that pictures of any can be made") double untold,
            @Help("digits to draw where data is empty") int digits,
            @Help("pictures to make and compare with the test pictures at the end; as many as there are at most")
            int samples,
            @Help("steps in which those are made") int steps,
            @Help("run of lenet that judges them; empty trains a judge") String judge,
            @Help(Precision.HELP) Precision precision) {

        /// Checks what nothing else does.
        public Options {
            if (!(untold >= 0 && untold <= 1)) {
                throw new IllegalArgumentException("untold=%s must be within 0 and 1".formatted(untold));
            }
            if (patch != 1 && patch != 2) {
                throw new IllegalArgumentException("patch=%d must be 1 or 2".formatted(patch));
            }
            if (samples < 8) throw new IllegalArgumentException("samples=%d must be 8 or more".formatted(samples));
        }
    }

    @Override
    public Card card() {
        return new Card("ddpm", "Diffusion writes digits", "generative",
                "Ho et al. 2020, Denoising Diffusion Probabilistic Models",
                "digits of any class, made of noise in 50 steps");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 20, 64, 2e-3, 48, 2, Noise.COSINE, Target.VELOCITY,
                0.1, 7000, 1000, 50, "", Precision.AUTO);
    }

    /// Fills the precision in.
    @Override
    public Options resolve(Options o) {
        return Precision.decided(o, Precision.BF16);
    }

    @Override
    public Job build(Options given) {
        Options o = resolve(given);
        long wide = 2L * o.width();
        var levels = o.patch() == 1
                ? List.of(new Level(o.width(), false), new Level(wide, false), new Level(wide, true))
                : List.of(new Level(o.width(), false), new Level(wide, true));
        Denoiser net = Denoiser.of(1, levels, 1, GROUPS, HEADS, DigitPictures.LABELS.size(), o.patch());
        NoiseSchedule schedule = o.noise() == Noise.LINEAR ? NoiseSchedule.linear(NoiseSchedule.STEPS)
                : NoiseSchedule.cosine(NoiseSchedule.STEPS);
        var judge = DigitJudge.of(o.data(), o.digits(), o.seed(), o.judge());
        var task = new SeeingNoise(schedule, o.target(), judge, o.untold(), o.samples(), o.steps(),
                o.precision());
        var update = Update.minimize(task.objective(),
                        new Optimizer(AdamW.of(o.rate()).weightDecay(0.01), Nets.parameters(net)))
                .schedule(Schedule::oneCycle)
                .clip(1)
                .average(new Ema<>(0.998, true, net))
                .precision(o.precision());
        return new Training<>(net, () -> Digits.of(o.data(), o.digits(), o.seed()), update, task,
                Plan.epochs(o.epochs(), o.batch(), Measure.LOSS));
    }
}
