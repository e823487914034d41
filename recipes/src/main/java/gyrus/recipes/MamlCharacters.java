package gyrus.recipes;

import gyrus.methods.meta.FastLearner;
import gyrus.methods.meta.FewShot;
import gyrus.models.vision.conv4.Conv4Classifier;
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

/// MAML finds weights from which a character is learned in a step or two.
public final class MamlCharacters implements Recipe<MamlCharacters.Options> {

    /// What can be chosen.
    public record Options(
            @Help("folder or zip with Alphabet/character/*.png; omniglot fetches it; empty draws characters")
            String data,
            @Help("of weights, tasks and transforms") long seed,
            @Help("batches of tasks to learn from") int steps,
            @Help("tasks in a batch") int batch,
            @Help("examples of a class") int shots,
            @Help("queries of a class in a task to learn from") int queries,
            @Help("steps of gradient descent on a task's examples") int inner,
            @Help("length of these steps at first; it is learned too") double innerRate,
            @Help("whether learning differentiates through the gradients of these steps") boolean secondOrder,
            @Help("alphabets that validate, with / between; empty takes one in ten") String validation,
            @Help("alphabets that test, with / between; empty takes one in five") String test,
            @Help("tasks that test; a sixth as many validate") int tasks,
            @Help("maps of each convolution") int width,
            @Help("learning rate at its highest") double rate,
            @Help("whether drawings are turned, scaled and shifted a little each time") boolean augment,
            @Help(Precision.HELP) Precision precision) {}

    @Override
    public Card card() {
        return new Card("maml", "MAML learns weights that learn a task in a few steps", "meta",
                "Finn et al. 2017, Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks",
                "5-way 1-shot on alphabets never seen, in a few minutes on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 300, 4, 1, 3, 2, 0.4, true, "", "", 600, 64, 2e-3, true, Precision.AUTO);
    }

    @Override
    public Job build(Options o) {
        FastLearner net = FastLearner.of(Conv4Classifier.of(1, o.width(), CharacterEpisodes.WAYS), o.inner(),
                o.innerRate());
        FewShot<FastLearner> task = FewShot.gradients(o.secondOrder());
        var update = Update.minimize(task.objective(), new Optimizer(Adam.of(o.rate()), Nets.parameters(net)))
                .schedule(Schedule::oneCycle).clip(10).precision(o.precision());
        var episodes = new CharacterEpisodes(o.data(), o.seed(), o.validation(), o.test(), o.shots(), o.tasks());
        return new Training<>(net, () -> episodes.splits(CharacterEpisodes.WAYS, o.queries(), o.steps() * o.batch(),
                o.augment()), update, task,
                Plan.steps(o.steps(), o.batch(), Math.max(1, o.steps() / 4), Measure.ACCURACY));
    }
}
