package gyrus.train.optim;

/// Up from a low rate to 1, then down to almost nothing: fast training at high rates.
///
/// Smith & Topin 2018, Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates,
/// §3; with two phases as it became usual, or three as in the paper: up, as far down again, then to the end.
///
/// @param steps number of steps in all
/// @param warm share of them on the way up
/// @param div the first factor is 1/`div`
/// @param finalDiv the last factor is the first divided by `finalDiv`
/// @param linear whether the ways are straight lines; else half waves of the cosine
/// @param threePhases whether the way down first mirrors the way up
public record OneCycle(long steps, double warm, double div, double finalDiv, boolean linear,
        boolean threePhases) implements Schedule {

    /// Checks the values.
    public OneCycle {
        Check.steps("number of steps", steps);
        Check.share("share of steps on the way up", warm);
        Check.positive("div", div);
        Check.positive("final div", finalDiv);
        if (threePhases && warm > 0.5) {
            throw new IllegalArgumentException("up and down again take %s of the steps each; ".formatted(warm)
                    + "where there are three phases that is at most 0.5");
        }
    }

    /// Two phases along cosines: 30 % up from a 25th, then down to a 250,000th.
    public static OneCycle of(long steps) {
        return new OneCycle(steps, 0.3, 25, 1e4, false, false);
    }

    @Override
    public double at(long step) {
        double low = 1 / div;
        double end = low / finalDiv;
        double last = steps - 1.0;
        double top = Math.max(warm * steps - 1, 0);
        double now = Math.min(step, last);
        if (now <= top && top > 0) return way(low, 1, now / top);
        if (!threePhases) return last <= top ? end : way(1, end, (now - top) / (last - top));
        double down = 2 * warm * steps - 2;
        if (now <= down && down > top) return way(1, low, (now - top) / (down - top));
        return last <= down ? end : way(low, end, (now - down) / (last - down));
    }

    private double way(double from, double to, double share) {
        return linear ? from + (to - from) * share : to + (from - to) * Cosine.wave(share);
    }
}
