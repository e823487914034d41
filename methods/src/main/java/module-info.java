/// What can be done with any net or any data: made small, explained, searched over, grouped, laid out in the plane.
module gyrus.methods {
    requires transitive gyrus.train;
    requires static org.jspecify;

    exports gyrus.methods;
    exports gyrus.methods.cluster;
    exports gyrus.methods.explain;
    exports gyrus.methods.lora;
    exports gyrus.methods.meta;
    exports gyrus.methods.project;
    exports gyrus.methods.prune;
    exports gyrus.methods.quantize;
    exports gyrus.methods.search;

    provides gyrus.train.Method with
            gyrus.methods.lora.Lora,
            gyrus.methods.prune.Prune,
            gyrus.methods.quantize.Int8;
}
