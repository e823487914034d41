package gyrus.bench.peers;

/// How long is measured.
///
/// @param warm nanoseconds of work before anything counts
/// @param round nanoseconds of one side's turn
/// @param budget nanoseconds for all rounds of a row
/// @param fewest rounds
/// @param most rounds
/// @param compiling whether PyTorch may compile, which takes it a quarter of a minute and more
record Pace(double warm, double round, double budget, int fewest, int most, boolean compiling) {

    /// For figures that are told.
    static final Pace FULL = new Pace(0.8e9, 0.3e9, 9e9, 5, 9, true);

    /// To see whether all can be measured.
    static final Pace QUICK = new Pace(0.05e9, 0.02e9, 0.2e9, 2, 3, false);

    /// How many rounds there is time for, where one of all sides takes so long.
    int rounds(double once) {
        return (int) Math.clamp(budget / once, fewest, most);
    }
}
