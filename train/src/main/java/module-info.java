/// Training: what a run is made of, how it is told, shown, saved and resumed.
module gyrus.train {
    requires transitive gyrus.data;
    requires transitive gyrus.nn;
    requires com.google.protobuf;
    requires java.desktop;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports gyrus.train;
    exports gyrus.train.checkpoint;
    exports gyrus.train.metric;
    exports gyrus.train.optim;
    exports gyrus.train.picture;
    exports gyrus.train.ranks;
    exports gyrus.train.tensorboard;
    exports gyrus.train.text;

    uses gyrus.train.Method;
    uses gyrus.train.Recipe;
}
