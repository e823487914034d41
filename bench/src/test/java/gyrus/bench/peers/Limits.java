package gyrus.bench.peers;

import gyrus.bench.peers.Peer.Job;
import gyrus.bench.peers.Peer.Ready;
import java.util.Locale;

/// How fast this machine is at what nets are made of, measured beside them.
///
/// @param exact operations a second in products of float32
/// @param shortened the same in bfloat16
/// @param bandwidth bytes a second, read and written
record Limits(double exact, double shortened, double bandwidth) {

    /// Measures it by `gyrus`; the quickest of some rounds.
    static Limits of(Peer gyrus, Pace pace) {
        double exact = 0;
        double shortened = 0;
        for (int size : new int[] {1024, 2048}) {
            Work product = Work.of("work=product", "size=" + size);
            exact = Math.max(exact, 1e9 * rate(gyrus, product, pace));
            shortened = Math.max(shortened, 1e9 * rate(gyrus, product.with("precision", Inference.SHORT), pace));
        }
        return new Limits(exact, shortened, rate(gyrus, Work.of("work=copy"), pace));
    }

    private static double rate(Peer peer, Work work, Pace pace) {
        Job job = peer.open(work);
        if (job == null) throw new IllegalStateException(peer.reason());
        try (job) {
            Contender warm = Contender.of(job, pace);
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < pace.fewest(); i++) least = Math.min(least, warm.round());
            return job.ready().units() * 1e9 / least;
        }
    }

    /// The share of the machine's limit, arithmetic or bandwidth, that work reaches in float32.
    ///
    /// @param nanos that doing it once took
    /// @return NaN where nothing is known of the work
    double share(Ready work, double nanos) {
        double least = Math.max(work.operations() / exact, work.bytes() / bandwidth);
        return least == 0 ? Double.NaN : least * 1e9 / nanos;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "products %.0f GFLOP/s in float32, %.0f in bfloat16; copies %.0f GB/s",
                exact / 1e9, shortened / 1e9, bandwidth / 1e9);
    }
}
