package gyrus.recipes;

import gyrus.methods.meta.FewShot;
import gyrus.models.vision.conv4.Conv4;
import gyrus.nn.Layer;
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
import gyrus.train.optim.Adam;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;

/// A prototypical net knows a character that it has seen once.
public final class PrototypeCharacters implements Recipe<PrototypeCharacters.Options> {

    /// What can be chosen.
    public record Options(
            @Help("folder or zip with Alphabet/character/*.png; omniglot fetches it; empty draws characters")
            String data,
            @Help("of weights, tasks and transforms") long seed,
            @Help("tasks to learn from, batch by batch") int steps,
            @Help("tasks in a batch") int batch,
            @Help("classes in a task to learn from; tasks that judge have 5") int ways,
            @Help("examples of a class") int shots,
            @Help("queries of a class in a task to learn from") int queries,
            @Help("alphabets that validate, with / between; empty takes one in ten") String validation,
            @Help("alphabets that test, with / between; empty takes one in five") String test,
            @Help("tasks that test; a sixth as many validate") int tasks,
            @Help("maps of each convolution") int width,
            @Help("learning rate at its highest") double rate,
            @Help("whether drawings are turned, scaled and shifted a little each time") boolean augment,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("protonet", "A prototypical net knows characters after one look", "meta",
                "Snell et al. 2017, Prototypical Networks for Few-shot Learning",
                "5-way 1-shot on alphabets never seen, in a few minutes on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 400, 1, 20, 1, 5, "", "", 600, 64, 2e-3, true, Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        Layer net = Conv4.of(1, o.width());
        FewShot<Layer> task = FewShot.prototypes();
        var update = Update.minimize(task.objective(), new Optimizer(Adam.of(o.rate()), Nets.parameters(net)))
                .schedule(Schedule::oneCycle).precision(o.precision());
        var episodes = new CharacterEpisodes(o.data(), o.seed(), o.validation(), o.test(), o.shots(), o.tasks());
        return new Training<>(net, () -> episodes.splits(o.ways(), o.queries(), o.steps() * o.batch(), o.augment()),
                update, task, Plan.steps(o.steps(), o.batch(), Math.max(1, o.steps() / 4), Measure.ACCURACY));
    }
}
