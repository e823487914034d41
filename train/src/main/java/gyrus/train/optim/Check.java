package gyrus.train.optim;

/// The bounds of hyper-parameters.
final class Check {

    private Check() {}

    static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s is %s; it must be 0 or more".formatted(name, value));
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s is %s; it must be above 0".formatted(name, value));
        }
    }

    /// A factor by which a running average fades.
    static void fading(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("%s is %s; it must be within [0, 1)".formatted(name, value));
        }
    }

    /// Part of a whole.
    static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s is %s; it must be from 0 to 1".formatted(name, value));
        }
    }

    static void steps(String name, long value) {
        if (value >= 1) return;
        throw new IllegalArgumentException("%s is %d; it must be 1 or more".formatted(name, value));
    }
}
