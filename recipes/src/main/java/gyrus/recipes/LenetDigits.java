package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.data.image.Affine;
import gyrus.data.sets.Digits;
import gyrus.models.vision.lenet.Lenet;
import gyrus.nn.Layer;
import gyrus.nn.Losses;
import gyrus.nn.Losses.Reduction;
import gyrus.nn.Nets;
import gyrus.train.Card;
import gyrus.train.Classification;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Objective;
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
import java.util.function.Supplier;

/// LeNet reads handwritten digits.
public final class LenetDigits implements Recipe<LenetDigits.Options> {

    /// What the targets leave to all classes alike: some digits are hardly legible.
    private static final double SMOOTHING = 0.05;

    /// The class that does not count: none.
    private static final long NONE = -100;

    /// What can be chosen.
    public record Options(
            @Help("folder with MNIST's files, or with folders 0 to 9 of pictures; mnist fetches it; empty draws digits")
            String data,
            @Help("of weights, order and transforms") long seed,
            @Help("times that all training pictures are seen") int epochs,
            @Help("pictures in a batch") int batch,
            @Help("learning rate at its highest") double rate,
            @Help("whether pictures are turned, scaled and shifted a little each time") boolean augment,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("lenet", "LeNet reads digits", "vision",
                "LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition",
                "99.2 % of MNIST's digits from 7,000 pictures, in about a minute on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 45, 64, 4e-3, true, Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        return training(o, () -> data(o));
    }

    /// LeNet learning from `digits`.
    static Training<Layer, Batch> training(Options o, Supplier<Splits<Batch>> digits) {
        Layer net = Lenet.of(DigitPictures.LABELS.size());
        var task = Classification.logits(DigitPictures.LABELS, DigitPictures::read).show(DigitPictures::show);
        Objective<Layer, Batch> doubting = (lenet, batch) -> Losses.crossEntropy(lenet.apply(batch.inputs()),
                batch.targets(), null, NONE, SMOOTHING, Reduction.MEAN);
        var update = Update.minimize(doubting,
                        new Optimizer(AdamW.of(o.rate()).weightDecay(0.02), Nets.parameters(net)))
                .schedule(Schedule::oneCycle)
                .average(new Ema<>(0.998, true, net))
                .precision(o.precision());
        return new Training<>(net, digits, update, task, Plan.epochs(o.epochs(), o.batch(), Measure.LOSS));
    }

    private static Splits<Batch> data(Options o) {
        Splits<Batch> digits = Digits.of(o.data(), 7000, o.seed());
        return o.augment() ? augmented(digits) : digits;
    }

    /// With the pictures to learn from turned, scaled and shifted a little each time.
    static Splits<Batch> augmented(Splits<Batch> digits) {
        return new Splits<>(Dataset.inputs(digits.train(), new Affine(15, 0.15, 0.2, 0.1)), digits.validation(),
                digits.test());
    }
}
