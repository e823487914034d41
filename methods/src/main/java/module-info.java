/// What can be done with any net or any data: made small, explained, searched over, grouped, laid out in the plane.
module gyrus.methods {
    requires transitive gyrus.train;
    requires static org.jspecify;

    exports gyrus.methods.cluster;
    exports gyrus.methods.project;
}
