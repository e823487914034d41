package gyrus.bench.peers;

import gyrus.data.Batch;
import gyrus.data.text.token.Characters;
import gyrus.data.text.token.TokenizerFile;
import gyrus.models.foundation.perceptron.Perceptron;
import gyrus.models.foundation.perceptron.QuadraticCost;
import gyrus.nn.Layer;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.recipes.DdpmDigits;
import gyrus.recipes.GptText;
import gyrus.recipes.LenetDigits;
import gyrus.recipes.ResidualNet;
import gyrus.tensor.Tensor;
import gyrus.train.Objective;
import gyrus.train.Options;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import gyrus.train.optim.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The net of a row and how it learns, as the recipe has it where there is one, with a batch that is made up.
///
/// @param net what learns
/// @param update a step
/// @param batch what it learns from
record Learner<N extends Net>(N net, Update<N, Batch> update, Batch batch) {

    private static final int CLASSES = 10;

    /// What a row's keys describe.
    static Learner<?> of(Work work) {
        return switch (work.text("net")) {
            case "mlp" -> perceptron(work);
            case "lstm" -> text(work);
            case "lenet" -> recipe(new LenetDigits(), work, digits(work));
            case "resnet18" -> recipe(new ResidualNet.ResNet18(), work, colours(work));
            case "gpt" -> recipe(new GptText(), work, texts(work), gpt(work));
            case "ddpm" -> recipe(new DdpmDigits(), work, digits(work), "width=" + work.text("width"));
            default -> throw new IllegalArgumentException("no net for " + work);
        };
    }

    /// The precision of that name.
    static Precision precision(Work work) {
        if (work.precision().equals(Inference.SHORT)) {
            throw new UnsupportedOperationException("weights are learned in float32");
        }
        return Precision.valueOf(work.precision().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Its name, as options have it.
    static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The recipe `gpt` as a row has it: its options.
    static String[] gpt(Work work) {
        String characters = IntStream.range(0, work.whole("vocabulary")).mapToObj(i -> Character.toString('!' + i))
                .collect(Collectors.joining());
        return new String[] {"context=" + work.text("length"), "width=" + work.text("width"),
            "depth=" + work.text("depth"), "heads=" + work.text("heads"),
            "encoding=" + TokenizerFile.write(Characters.of(characters))};
    }

    static <O extends Record> Training<?, ?> training(Recipe<O> recipe, String... options) {
        if (recipe.build(Options.parse(recipe.defaults(), List.of(options))) instanceof Training<?, ?> training) {
            return training;
        }
        throw new IllegalArgumentException(recipe.card().id() + " does not learn from data");
    }

    private static <O extends Record> Learner<?> recipe(Recipe<O> recipe, Work work, Batch batch, String... options) {
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = "precision=" + name(precision(work));
        return with(training(recipe, all), batch);
    }

    @SuppressWarnings("unchecked") // these recipes learn from batches of inputs and targets
    private static <N extends Net, B> Learner<N> with(Training<N, B> training, Batch batch) {
        return new Learner<>(training.net(), (Update<N, Batch>) training.update(), batch);
    }

    private static Learner<?> perceptron(Work work) {
        Perceptron net = Perceptron.of(Perceptron.Neuron.SIGMOID, work.wholes("widths"));
        Objective<Perceptron, Batch> cost = (perceptron, batch) ->
                QuadraticCost.of(perceptron.apply(batch.inputs()), batch.targets());
        return new Learner<>(net, Update.minimize(cost, new Optimizer(Sgd.of(0.5), Nets.parameters(net)))
                .precision(precision(work)), digits(work));
    }

    private static Learner<?> text(Work work) {
        LstmText net = LstmText.of(work.whole("vocabulary"), work.whole("width"), work.whole("depth"));
        Objective<Layer, Batch> foretelling = (lstm, batch) ->
                lstm.apply(batch.inputs()).flatten(0, 1).crossEntropy(batch.targets().flatten(0, 1));
        var update = Update.<Layer, Batch>minimize(foretelling,
                        new Optimizer(AdamW.of(1e-3).weightDecay(0.02), Nets.parameters(net)))
                .schedule(Schedule::oneCycle).clip(1).precision(precision(work));
        return new Learner<Layer>(net, update, texts(work));
    }

    private static Batch digits(Work work) {
        int count = work.whole("batch");
        return new Batch(Tensor.rand(count, 1, 28, 28), Tensor.randint(0, CLASSES, count));
    }

    private static Batch colours(Work work) {
        int count = work.whole("batch");
        int side = work.whole("side");
        return new Batch(Tensor.randn(count, 3, side, side), Tensor.randint(0, CLASSES, count));
    }

    private static Batch texts(Work work) {
        long[] shape = {work.whole("batch"), work.whole("length")};
        return new Batch(Tensor.randint(0, work.whole("vocabulary"), shape),
                Tensor.randint(0, work.whole("vocabulary"), shape));
    }
}
