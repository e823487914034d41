package gyrus.bench.peers;

import gyrus.bench.peers.Peer.Job;
import gyrus.bench.peers.Peer.Took;

/// One way in which a side does a row's work, with what it took.
///
/// @param job the work
/// @param once nanoseconds that doing it once took at the least, warm
/// @param first loss of the first step; NaN where there is none
/// @param loss some steps later
/// @param times how often a round does it
record Contender(Job job, double once, double first, double loss, int times) {

    /// Steps between the two losses.
    private static final int STEPS = 5;

    /// Runs that warm up, at least; the shortest decides which of a side's settings is the quickest.
    private static final int RUNS = 4;

    /// By how much losses may differ, as a share of the first.
    private static final double ALIKE = 0.02;

    /// Warms the work up.
    static Contender of(Job job, Pace pace) {
        double first = job.run(1).loss();
        double loss = job.learns() ? job.run(STEPS).loss() : first;
        double warmed = 0;
        double once = job.run(1).nanos();
        for (int run = 0; run < RUNS || warmed < pace.warm(); run++) {
            int times = (int) Math.clamp(pace.warm() / 6 / Math.max(1, once), 1, 1e6);
            Took took = job.run(times);
            warmed += took.nanos();
            once = Math.min(once, took.nanos() / times);
        }
        return new Contender(job, once, first, loss, (int) Math.clamp(Math.rint(pace.round() / once), 1, 1e7));
    }

    /// Nanoseconds of doing it once, in one round.
    double round() {
        return job.run(times).nanos() / times;
    }

    /// Whether it learns as `other` does: losses after the first steps agree.
    boolean learnsAs(Contender other) {
        return (Double.isNaN(loss) && Double.isNaN(other.loss))
                || Math.abs(loss - other.loss) <= ALIKE * Math.abs(other.first);
    }

    String setting() {
        String settings = job.work().keys().getOrDefault("settings", "");
        String precision = job.work().precision();
        return settings.isEmpty() ? precision : settings + ", " + precision;
    }
}
