package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.data.image.Affine;
import gyrus.data.sets.Digits;
import gyrus.models.generative.vae.Elbo;
import gyrus.models.generative.vae.Likelihood;
import gyrus.models.generative.vae.Vae;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Judge;
import gyrus.train.Plan;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Skill;
import gyrus.train.Split;
import gyrus.train.Task;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.List;

/// A variational autoencoder writes digits. With `beta=0` it is a plain autoencoder, whose random latents are nothing
/// like digits; with more than 1 a β-VAE.
public final class VaeDigits implements Recipe<VaeDigits.Options> {

    /// What can be chosen.
    public record Options(
            @Help("folder with MNIST's files, or with folders 0 to 9 of pictures; mnist fetches it; empty draws digits")
            String data,
            @Help("of weights, order, transforms and latent numbers") long seed,
            @Help("times that all training pictures are seen") int epochs,
            @Help("pictures in a batch") int batch,
            @Help("learning rate at its highest") double rate,
            @Help("how pixels are compared: bce (shares of black and white) or mse") Likelihood likelihood,
            @Help("weight of the divergence: 1 for the bound itself, 0 for a plain autoencoder") double beta,
            @Help("latent numbers of a picture; 2 draws the plane of them") int latent,
            @Help("maps after the first convolution") int width,
            @Help("numbers between maps and latent ones") int hidden,
            @Help("share of the encoder's maps left out while it learns") double dropout,
            @Help("whether pictures are turned, scaled and shifted a little each time") boolean augment,
            @Help("digits to draw where data is empty") int digits,
            @Help("run of lenet that judges what is made; empty teaches one first") String judge,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("vae", "A variational autoencoder of digits", "generative",
                "Kingma & Welling 2014, Auto-Encoding Variational Bayes",
                "102 nats a digit of MNIST from 7,000 pictures, in three minutes");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 60, 64, 4e-3, Likelihood.BCE, 1, 20, 16, 256, 0.1, true, 7000, "", Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        if (!(o.beta() >= 0)) throw new IllegalArgumentException("beta=%s must be 0 or more".formatted(o.beta()));
        Vae net = Vae.of(o.latent(), o.width(), o.hidden(), o.dropout());
        var update = Update.<Vae, Batch>minimize(
                        (vae, batch) -> Elbo.of(vae, o.likelihood(), batch.inputs()).loss(o.beta()),
                        new Optimizer(AdamW.of(o.rate()).weightDecay(0.02), Nets.parameters(net)))
                .schedule(Schedule::oneCycle)
                .average(new Ema<>(0.998, true, net))
                .precision(o.precision());
        return new Training<>(net, () -> data(o), update, task(o), Plan.epochs(o.epochs(), o.batch(), Measure.LOSS));
    }

    private static Splits<Batch> data(Options o) {
        Splits<Batch> digits = Digits.of(o.data(), o.digits(), o.seed());
        if (!o.augment()) return digits;
        return new Splits<>(Dataset.inputs(digits.train(), new Affine(6, 0.06, 0.1, 0.03)), digits.validation(),
                digits.test());
    }

    private static Task<Vae, Batch> task(Options o) {
        return new Task<>() {
            @Override
            public Judge<Batch> judge(Vae net) {
                return new VaeJudge(net, o, null);
            }

            @Override
            public Judge<Batch> judge(Vae net, Split split) {
                return split != Split.TEST ? judge(net) : new VaeJudge(net, o, reader(o));
            }

            @Override
            public List<Skill> skills(Vae net) {
                return List.of(sampler(net, o));
            }
        };
    }

    private static DigitJudge reader(Options o) {
        return DigitJudge.of(o.data(), o.digits(), o.seed(), o.judge());
    }

    /// Makes pictures of latent numbers from the standard normal distribution.
    static LatentSampler sampler(Vae net, Options o) {
        return new LatentSampler(count -> net.decode(Tensor.randn(count, o.latent())).sigmoid(), () -> reader(o));
    }
}
