/// What tests share: golden files, tolerances, and contracts that every net keeps.
module gyrus.testing {
    requires transitive gyrus.train;
    requires transitive org.junit.jupiter.api;
    requires transitive tools.jackson.databind;
    requires org.assertj.core;
    requires static org.jspecify;

    exports gyrus.testing;
}
