/// The command `gyrus`.
///
/// It is thin: recipes are found by [java.util.ServiceLoader], and what can be done with them `gyrus.train` says.
module gyrus.cli {
    requires gyrus.methods;
    requires gyrus.recipes;
    requires gyrus.train;
    requires java.management;
    requires tools.jackson.databind;
    requires static org.jspecify;
}
