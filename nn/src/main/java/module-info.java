/// Nets as records, the layers they are made of, losses, initialisation, and weights in files.
module gyrus.nn {
    requires transitive gyrus.tensor;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports gyrus.nn;
    exports gyrus.nn.attention;
    exports gyrus.nn.recurrent;
}
