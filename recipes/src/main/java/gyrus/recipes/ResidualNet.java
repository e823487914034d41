package gyrus.recipes;

import gyrus.models.vision.resnet.ResNet;
import gyrus.models.vision.resnet.ResNetConfig;
import gyrus.nn.Layer;
import gyrus.nn.Nets;
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
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import java.util.List;

/// Residual networks of five depths tell pictures apart. Weights published for torchvision's nets load by name:
/// `gyrus predict resnet18 weights=FILE classes=1000 PICTURE`.
public sealed interface ResidualNet extends Recipe<ResidualNet.Options> {

    /// Stands between the names of classes, since no folder's name can have it.
    String BETWEEN = "/";

    /// Classes that have but a number.
    String NUMBER = "[0-9]{1,6}";

    /// Pixels along a side of a drawn digit: what these nets need at least.
    int DRAWN = 32;

    /// Pixels along a side of the pictures that the published weights were trained on.
    int STANDARD = 224;

    /// Number of layers.
    int depth();

    /// What can be chosen.
    record Options(
            @Help("folder with a folder of pictures for each class, or with MNIST's files; empty draws digits")
            String data,
            @Help("of weights, order, transforms and the choice of test pictures") long seed,
            @Help("times that all training pictures are seen") int epochs,
            @Help("pictures in a batch") int batch,
            @Help("learning rate at its highest") double rate,
            @Help("pixels along a side; 0 takes 32 for digits that are drawn, and 224, the standard, else") int size,
            @Help("names of the classes with / between, or their number, as 1000 for published weights; empty takes "
                    + "those of the data")
            String classes,
            @Help(Precision.HELP) Precision precision) {

        /// The names; classes that have but a number are called by theirs.
        private List<String> names() {
            return classes.matches(NUMBER) ? ImageNetPictures.numbers(Integer.parseInt(classes))
                    : List.of(classes.split(BETWEEN));
        }

        private Options with(String classes, int size) {
            return new Options(data, seed, epochs, batch, rate, size, classes, precision);
        }
    }

    @Override
    default Card card() {
        return new Card("resnet" + depth(), "ResNet-%d tells pictures apart".formatted(depth()), "vision",
                "He et al. 2016, Deep Residual Learning for Image Recognition", expect());
    }

    /// What to expect of it.
    default String expect() {
        return "torchvision's keys and logits; trained on your own pictures as they are or from scratch";
    }

    @Override
    default Options defaults() {
        return new Options("", 1, 5, 64, 2e-3, 0, "", Precision.AUTO);
    }

    /// Fills in the names of the classes, and the precision.
    @Override
    default Options resolve(Options given) {
        Options o = Recipe.super.resolve(given);
        boolean counted = o.classes().matches(NUMBER);
        boolean ofData = o.classes().isBlank() || counted && !o.data().isBlank();
        List<String> names = ofData ? ImageNetPictures.classes(o.data()) : o.names();
        if (counted && names.size() != o.names().size()) {
            throw new IllegalArgumentException("classes=%s, but there are %d: %s; leave classes out"
                    .formatted(o.classes(), names.size(), names));
        }
        if (names.size() < 2) {
            throw new IllegalArgumentException("classes=%s is no choice: there must be 2 or more, not %s"
                    .formatted(o.classes(), names));
        }
        boolean drawn = o.data().isBlank() && !counted;
        int size = o.size() != 0 ? o.size() : drawn ? DRAWN : STANDARD;
        return o.with(ofData ? String.join(BETWEEN, names) : o.classes(), size);
    }

    @Override
    default Job build(Options given) {
        Options o = resolve(given);
        ImageNetPictures pictures = new ImageNetPictures(o.size());
        Layer net = ResNet.of(ResNetConfig.depth(depth(), o.names().size()));
        var task = Classification.logits(o.names(), pictures::read).show(ImageNetPictures::show);
        var update = Update.minimize(task.objective(),
                        new Optimizer(AdamW.of(o.rate()).weightDecay(0.05), Nets.parameters(net)))
                .schedule(Schedule::oneCycle)
                .precision(o.precision());
        return new Training<>(net, () -> pictures.data(o.data(), o.names(), o.seed()), update, task,
                Plan.epochs(o.epochs(), o.batch(), Measure.ACCURACY));
    }

    /// 18 layers, of blocks of two.
    final class ResNet18 implements ResidualNet {
        @Override
        public int depth() {
            return 18;
        }
    }

    /// 34 layers, of blocks of two.
    final class ResNet34 implements ResidualNet {
        @Override
        public int depth() {
            return 34;
        }
    }

    /// 50 layers, of blocks of three.
    final class ResNet50 implements ResidualNet {
        @Override
        public int depth() {
            return 50;
        }
    }

    /// 101 layers, of blocks of three.
    final class ResNet101 implements ResidualNet {
        @Override
        public int depth() {
            return 101;
        }
    }

    /// 152 layers, of blocks of three.
    final class ResNet152 implements ResidualNet {
        @Override
        public int depth() {
            return 152;
        }
    }
}
