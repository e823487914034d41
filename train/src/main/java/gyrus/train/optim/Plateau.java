package gyrus.train.optim;

import gyrus.train.Snapshot;

/// Lowers the learning rate whenever a measure has not got better for a while.
///
/// ```java
/// var schedule = Plateau.falling(0.5, 3);
/// schedule.observe(validationLoss);           // after each epoch
/// ```
public final class Plateau implements Schedule {

    private final Patience patience;
    private double factor = 1;
    private double best;
    private long bad;
    private long resting;

    /// When to lower the rate, and how far.
    ///
    /// @param rising whether more is better, as for accuracy; else less is, as for a loss
    /// @param factor what is left of the rate
    /// @param patience how many observations in a row may be no better than the best
    /// @param threshold by what share of the best an observation must be better than it
    /// @param absolute whether the threshold is a difference instead of a share
    /// @param cooldown observations after a fall that are not counted as bad
    /// @param floor the lowest factor
    public record Patience(boolean rising, double factor, long patience, double threshold, boolean absolute,
            long cooldown, double floor) {

        /// Checks the values.
        public Patience {
            Check.positive("factor", factor);
            Check.fading("factor", factor);
            Check.notNegative("patience", patience);
            Check.notNegative("threshold", threshold);
            Check.notNegative("cooldown", cooldown);
            Check.notNegative("floor", floor);
        }

        double worst() {
            return rising ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }

        boolean better(double value, double best) {
            double margin = rising ? threshold : -threshold;
            double bar = absolute ? best + margin : best * (1 + margin);
            return rising ? value > bar : value < bar;
        }
    }

    /// Lowers the rate by these rules.
    public Plateau(Patience patience) {
        this.patience = patience;
        this.best = patience.worst();
    }

    /// To a tenth, when a loss has not fallen by a ten-thousandth in more than ten observations.
    public static Plateau falling() {
        return falling(0.1, 10);
    }

    /// To the share `factor`, when a loss has not fallen by a ten-thousandth in more than `patience`
    /// observations.
    public static Plateau falling(double factor, long patience) {
        return new Plateau(new Patience(false, factor, patience, 1e-4, false, 0, 0));
    }

    /// To the share `factor`, when a score has not risen by a ten-thousandth in more than `patience`
    /// observations.
    public static Plateau rising(double factor, long patience) {
        return new Plateau(new Patience(true, factor, patience, 1e-4, false, 0, 0));
    }

    /// Hears the measure of one more epoch. A value that is no number counts as no better.
    @Override
    public void observe(double metric) {
        if (patience.better(metric, best)) {
            best = metric;
            bad = 0;
        } else {
            bad++;
        }
        if (resting > 0) {
            resting--;
            bad = 0;
        }
        if (bad > patience.patience) {
            factor = Math.max(factor * patience.factor, patience.floor);
            resting = patience.cooldown;
            bad = 0;
        }
    }

    /// The factor as it is now, whatever the step.
    @Override
    public double at(long step) {
        return factor;
    }

    @Override
    public Snapshot state() {
        Snapshot state = Snapshot.EMPTY.with("factor", factor).with("bad", bad).with("resting", resting);
        return Double.isFinite(best) ? state.with("best", best) : state;      // none before the first
    }

    @Override
    public void restore(Snapshot state) {
        double savedFactor = state.number("factor");
        double savedBest = state.values().containsKey("best") ? state.number("best") : patience.worst();
        long savedBad = state.whole("bad");
        resting = state.whole("resting");
        factor = savedFactor;
        best = savedBest;
        bad = savedBad;
    }

    @Override
    public String toString() {
        return "Plateau[%s, factor=%s]".formatted(patience, factor);
    }
}
