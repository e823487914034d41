package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.sets.Digits;
import gyrus.models.generative.gan.Gan;
import gyrus.models.generative.gan.GanLoss;
import gyrus.models.generative.gan.GradientPenalty;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Descent;
import gyrus.train.Duel;
import gyrus.train.Evaluation;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Judge;
import gyrus.train.Objective;
import gyrus.train.Plan;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Skill;
import gyrus.train.Task;
import gyrus.train.Training;
import gyrus.train.metric.Measure;
import gyrus.train.optim.Adam;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Adversarial nets write digits: a Wasserstein critic with gradient penalty, or the losses of the first paper, whose
/// vanishing gradient and missing digits the run shows as figures.
public final class GanDigits implements Recipe<GanDigits.Options> {

    /// The figure of how many digits have a share of what is made that is worth the name.
    static final String MODES = "modes";

    /// The least share of a mode.
    private static final double MODE = 0.01;

    /// Lengths of gradients are measured, none is shortened by this.
    private static final double MEASURED = 1e6;

    /// Of every random number in judging, so that the same net has the same figures.
    private static final long SEED = 28;

    /// What can be chosen.
    public record Options(
            @Help("folder with MNIST's files, or with folders 0 to 9 of pictures; mnist fetches it; empty draws digits")
            String data,
            @Help("of weights, order and latent numbers") long seed,
            @Help("steps of the critic") long steps,
            @Help("pictures in a batch") int batch,
            @Help("learning rate at its highest, of both nets") double rate,
            @Help("wasserstein, nonsaturating or minimax") GanLoss loss,
            @Help("steps of the critic to one of the generator") int rounds,
            @Help("weight of the gradient penalty, which the wasserstein loss has") double penalty,
            @Help("random numbers that a picture is made of") int latent,
            @Help("maps of 14×14; twice and four times as many where the sides are smaller") int width,
            @Help("steps between two evaluations") long evaluate,
            @Help("digits to draw where data is empty") int digits,
            @Help("run of lenet that judges what is made; empty teaches one first") String judge,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("wgan", "Adversarial nets write digits", "generative",
                "Gulrajani et al. 2017, Improved Training of Wasserstein GANs",
                "all ten digits from random numbers, each 6 % or more of them, in twelve minutes on one core");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 16_000, 32, 5e-4, GanLoss.WASSERSTEIN, 5, 10, 64, 16, 1000, 7000, "", Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        Gan net = Gan.convolutional(o.latent(), o.width());
        if (!(o.penalty() >= 0)) {
            throw new IllegalArgumentException("penalty=%s must be 0 or more".formatted(o.penalty()));
        }
        Ema<Sequential> average = new Ema<>(0.995, true, net.generator());
        var film = new Film(new Duel<>(
                new Duel.Side<>(critic(o), descent(o, net.critic())),
                new Duel.Side<>(generator(o), descent(o, net.generator()).clip(MEASURED).average(average)),
                o.rounds(), gan -> new Gan(average.net(), gan.critic(), gan.latent())));
        return new Training<>(net, () -> Digits.of(o.data(), o.digits(), o.seed()), film, task(o, film),
                Plan.steps(o.steps(), o.batch(), o.evaluate(), Measure.FRECHET));
    }

    /// Two nets that learn against each other overshoot with the usual momentum: Gulrajani et al. 2017, Algorithm 1.
    private static Descent descent(Options o, Sequential side) {
        return new Descent(new Optimizer(Adam.of(o.rate()).betas(0.5, 0.9), Nets.parameters(side)))
                .schedule(GanDigits::falling).precision(o.precision());
    }

    private static Schedule falling(long steps) {
        return Schedule.linear(steps);
    }

    private static Objective<Gan, Batch> critic(Options o) {
        return (net, batch) -> {
            Tensor real = batch.inputs();
            Tensor made = Gradients.off(() -> net.generate(net.latents(real.size(0))));
            Tensor loss = o.loss().critic(net.score(real), net.score(made));
            return o.penalty() == 0 || o.loss() != GanLoss.WASSERSTEIN ? loss
                    : loss.add(GradientPenalty.of(net::score, real, made).mul(o.penalty()));
        };
    }

    private static Objective<Gan, Batch> generator(Options o) {
        return (net, batch) -> o.loss().generator(net.score(net.generate(net.latents(batch.size()))));
    }

    private static Task<Gan, Batch> task(Options o, Film film) {
        return new Task<>() {
            @Override
            public Judge<Batch> judge(Gan net) {
                return new Likeness(sampler(net, o), reader(o), film);
            }

            @Override
            public List<Skill> skills(Gan net) {
                return List.of(sampler(net, o));
            }
        };
    }

    private static DigitJudge reader(Options o) {
        return DigitJudge.of(o.data(), o.digits(), o.seed(), o.judge());
    }

    private static LatentSampler sampler(Gan net, Options o) {
        return new LatentSampler(count -> net.generate(net.latents(count)), () -> reader(o));
    }

    /// Compares as many made pictures as there are real ones with them.
    private static final class Likeness implements Judge<Batch> {
        private final LatentSampler sampler;
        private final DigitJudge judge;
        private final Film film;
        private final SeenPictures real = new SeenPictures();

        Likeness(LatentSampler sampler, DigitJudge judge, Film film) {
            this.sampler = sampler;
            this.judge = judge;
            this.film = film;
        }

        @Override
        public void see(Batch batch) {
            real.see(batch.inputs());
        }

        @Override
        public Evaluation evaluation() {
            Tensor made = sampler.make(real.count(), SEED);
            SequencedMap<String, Double> metrics = judge.compare(real.all(), made);
            metrics.put(MODES, (double) metrics.entrySet().stream()
                    .filter(figure -> figure.getKey().startsWith(DigitJudge.SHARE) && figure.getValue() >= MODE)
                    .count());
            List<Evaluation.Drawing> drawings = new ArrayList<>();
            drawings.add(DigitPictures.grid("samples", DigitPictures.show(made.slice(0, 0, 96)), 12));
            film.drawing().ifPresent(drawings::add);
            return new Evaluation(real.count(), metrics, drawings);
        }
    }
}
