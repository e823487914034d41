package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.sets.Digits;
import gyrus.models.foundation.perceptron.Perceptron;
import gyrus.models.foundation.perceptron.QuadraticCost;
import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Classification;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Plan;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.metric.Measure;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Sgd;

/// The first network: 784 pixels, two layers of 16 neurons, ten answers; 13,002 parameters, learned by plain
/// stochastic gradient descent on the quadratic cost.
public final class FirstNetwork implements Recipe<FirstNetwork.Options> {

    /// What can be chosen.
    public record Options(
            @Help("folder with MNIST's files, or with folders 0 to 9 of pictures; mnist fetches it; empty draws digits")
            String data,
            @Help("of weights and order") long seed,
            @Help("times that all training pictures are seen") int epochs,
            @Help("pictures in a batch") int batch,
            @Help("learning rate") double rate,
            @Help("what a neuron makes of its input") Perceptron.Neuron neuron,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("mlp", "The first network", "foundations",
                "Rumelhart et al. 1986, Learning representations by back-propagating errors",
                "90 % of MNIST's digits from 7,000 pictures, in half a minute on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 60, 10, 0.5, Perceptron.Neuron.SIGMOID, Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        Perceptron net = Perceptron.of(o.neuron(), 784, 16, 16, 10);
        var task = new Classification<Perceptron, Batch>(DigitPictures.LABELS,
                (perceptron, batch) -> perceptron.apply(batch.inputs()),
                (answers, batch) -> QuadraticCost.of(answers, batch.targets()), FirstNetwork::shares, Batch::targets,
                file -> Classification.unknown(DigitPictures.read(file)), DigitPictures::show);
        var update = Update.minimize(task.objective(), new Optimizer(Sgd.of(o.rate()), Nets.parameters(net)))
                .precision(o.precision());
        return new Training<>(net, () -> Digits.of(o.data(), 7000, o.seed()), update, task,
                Plan.epochs(o.epochs(), o.batch(), Measure.ACCURACY));
    }

    /// Answers between 0 and 1, made to add up to 1.
    private static Tensor shares(Tensor answers) {
        var some = answers.clamp(1e-9, null);
        return some.div(some.sum(true, 1));
    }
}
