package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.models.generative.diffusion.Denoiser;
import gyrus.models.generative.diffusion.NoiseSchedule;
import gyrus.models.generative.diffusion.Target;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Judge;
import gyrus.train.Objective;
import gyrus.train.Precision;
import gyrus.train.Samples;
import gyrus.train.Skill;
import gyrus.train.Split;
import gyrus.train.Task;
import gyrus.train.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Seeing the noise in noisy digits, and making digits by it. The loss is the mean square of what is seen wrong, at
/// steps drawn evenly: Ho et al. 2020, Denoising Diffusion Probabilistic Models, equation 14.
///
/// On validation data, times and noise are the same at every evaluation. On test data, pictures are made too, and
/// compared with the real ones.
///
/// @param schedule how noise is added
/// @param target what the net sees: the noise itself, or what tells it
/// @param judge compares
/// @param untold share of pictures whose class is not told, in training
/// @param samples pictures to make
/// @param steps in which they are made
/// @param precision of the making; losses of evaluations are always in float32, so that they compare
record SeeingNoise(NoiseSchedule schedule, Target target, DigitJudge judge, double untold, int samples,
        int steps, Precision precision) implements Task<Denoiser, Batch> {

    /// Of the noise in evaluations.
    private static final long SEED = 20;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /// Pictures that are shown.
    private static final int SHOWN = 100;

    /// The loss to minimise.
    Objective<Denoiser, Batch> objective() {
        return (net, batch) -> {
            long count = batch.size();
            Tensor told = batch.targets();
            Tensor hidden = Tensor.rand(count).lt(untold);
            told = Tensor.where(hidden, told.zerosLike().add(net.classes()), told);
            return wrong(net, batch.inputs(), Tensor.randint(0, schedule.steps(), count), told).mean();
        };
    }

    /// Squares of what is seen wrong, for each picture. → (B)
    private Tensor wrong(Denoiser net, Tensor pictures, Tensor times, Tensor told) {
        Tensor noise = Tensor.randn(pictures.shape().dims());
        Tensor clean = pictures.mul(2).sub(1);
        Tensor seen = net.apply(schedule.noised(clean, noise, times), times, told).to(DType.FLOAT32);
        return seen.sub(target.of(schedule, clean, noise, times)).square().mean(1, 2, 3);
    }

    @Override
    public Judge<Batch> judge(Denoiser net) {
        return new Comparing(net, false);
    }

    @Override
    public Judge<Batch> judge(Denoiser net, Split split) {
        return new Comparing(net, split == Split.TEST);
    }

    @Override
    public List<Skill> skills(Denoiser net) {
        return List.of(new DigitSampler(net, schedule, target, judge, precision));
    }

    private final class Comparing implements Judge<Batch> {

        private final Denoiser net;
        private final boolean making;
        private final Generator generator = Generator.seeded(SEED);
        private final List<float[]> real = new ArrayList<>();
        private double lost;
        private long count;

        Comparing(Denoiser net, boolean making) {
            this.net = net;
            this.making = making;
        }

        @Override
        public void see(Batch batch) {
            long size = batch.size();
            // Multiples of the golden section fall evenly: the mean is over all times, not over those that chance drew.
            Tensor times = Tensor.arange(DType.FLOAT64, count, count + size, 1).mul(GOLDEN).frac()
                    .mul(schedule.steps()).to(DType.INT64);
            lost += generator.call(() -> wrong(net, batch.inputs(), times, batch.targets())).sum().item();
            count += size;
            if (making) {
                for (Tensor one : batch.inputs().unbind(0)) real.add(one.toFloats());
            }
        }

        @Override
        public Evaluation evaluation() {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put(Measure.LOSS.id(), lost / count);
            if (!making) return Evaluation.of(count, metrics);
            DigitSampler sampler = new DigitSampler(net, schedule, target, judge, precision);
            metrics.putAll(Skill.use(() -> judge.compare(DigitPictures.tensor(real),
                    sampler.make(sampler.request(Math.min(samples, real.size()), SEED, steps)))));
            Samples shown = sampler.sample(sampler.request(Math.min(SHOWN, samples), SEED, steps));
            return new Evaluation(count, metrics, shown.drawings());
        }
    }
}
