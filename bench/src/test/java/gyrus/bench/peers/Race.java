package gyrus.bench.peers;

import gyrus.bench.peers.Peer.Job;
import gyrus.bench.peers.Peer.Ready;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sides do a row's work in turn, round after round, so that what disturbs the machine disturbs all.
final class Race {

    private final List<Peer> peers;
    private final Pace pace;
    private final List<String> said = new ArrayList<>();

    /// @param peers Gyrus first
    Race(List<Peer> peers, Pace pace) {
        this.peers = List.copyOf(peers);
        this.pace = pace;
    }

    /// What one side reached.
    ///
    /// @param side its name
    /// @param setting the one of its settings that was quickest
    /// @param rounds nanoseconds of doing the work once, in each round
    record Lane(String side, String setting, double[] rounds) {

        double median() {
            return Figures.median(rounds);
        }

        /// How many times as long as `other` this took, round by round.
        double[] over(Lane other) {
            double[] ratios = new double[rounds.length];
            for (int i = 0; i < ratios.length; i++) ratios[i] = rounds[i] / other.rounds[i];
            return ratios;
        }
    }

    /// A row that was measured.
    ///
    /// @param work what it is for Gyrus
    /// @param exact lanes in float32: Gyrus, then the others, then PyTorch at its best
    /// @param quickest lanes in the quickest precision that learns alike: Gyrus, then PyTorch
    /// @param said what could not be done, and why
    record Outcome(Row row, Ready work, List<Lane> exact, List<Lane> quickest, List<String> said) {

        /// The peer that was quickest.
        static @Nullable Lane best(List<Lane> lanes) {
            return lanes.stream().skip(1).min(Comparator.comparingDouble(Lane::median)).orElse(null);
        }
    }

    Outcome run(Row row) throws IOException {
        said.clear();
        if (row.work().text("work").equals("start")) return first(row);
        List<Contender> exact = new ArrayList<>();
        List<Contender> quick = new ArrayList<>();
        for (Peer peer : peers) {
            Contender usual = contender(peer, row.work());
            if (usual == null) {
                if (exact.isEmpty()) throw new IllegalStateException(peer.name() + " " + peer.reason());
                continue;
            }
            if (!exact.isEmpty()) compare(exact.getFirst(), usual);
            exact.add(usual);
            List<Contender> own = new ArrayList<>(List.of(usual));
            boolean settled = peer.name().equals(PYTORCH);
            if (settled) {
                for (String settings : row.best()) {
                    if (pace.compiling() || !settings.contains("compile")) {
                        tried(own, peer, row.work().with("settings", settings));
                    }
                }
                Contender best = quickest(own);
                if (!best.equals(usual)) exact.add(best);
            }
            if (settled || exact.size() == 1) {
                Work likely = quickest(own).job().work(); // in its best setting, to spare time
                for (String precision : peer.precisions()) {
                    if (!precision.equals(Work.F32)) tried(own, peer, likely.with("precision", precision));
                }
                quick.add(quickest(own));
            }
            for (Contender each : own) {
                if (!exact.contains(each) && !quick.contains(each)) each.job().close();
            }
        }
        return rounds(row, exact, quick);
    }

    /// The side whose settings are tried.
    static final String PYTORCH = "PyTorch";

    private void tried(List<Contender> own, Peer peer, Work work) {
        Contender one = contender(peer, work);
        if (one == null) return;
        if (one.learnsAs(own.getFirst())) {
            own.add(one);
        } else {
            said.add("%s with %s does not learn as in float32: loss %.4f, not %.4f".formatted(peer.name(),
                    one.setting(), one.loss(), own.getFirst().loss()));
            one.job().close();
        }
    }

    private @Nullable Contender contender(Peer peer, Work work) {
        Job job = peer.open(work);
        if (job == null) {
            if (!peer.reason().startsWith("never")) said.add("%s %s".formatted(peer.name(), peer.reason()));
            return null;
        }
        try {
            return Contender.of(job, pace);
        } catch (IllegalStateException | UncheckedIOException e) {
            said.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void compare(Contender gyrus, Contender peer) {
        long own = gyrus.job().ready().parameters();
        long theirs = peer.job().ready().parameters();
        if (own != theirs && theirs != 0) {
            said.add("%s has %,d parameters, Gyrus %,d".formatted(peer.job().peer().name(), theirs, own));
        }
    }

    private static Contender quickest(List<Contender> all) {
        return all.stream().min(Comparator.comparingDouble(Contender::once)).orElseThrow();
    }

    private Outcome rounds(Row row, List<Contender> exact, List<Contender> quick) {
        Set<Contender> all = new LinkedHashSet<>(exact);
        all.addAll(quick);
        double once = all.stream().mapToDouble(each -> each.once() * each.times()).sum();
        int rounds = pace.rounds(once);
        List<Contender> order = List.copyOf(all);
        double[][] took = new double[order.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < took.length; i++) took[i][round] = order.get(i).round();
        }
        for (Contender each : order) each.job().close();
        return new Outcome(row, exact.getFirst().job().ready(), lanes(exact, order, took),
                lanes(quick, order, took), List.copyOf(said));
    }

    private static List<Lane> lanes(List<Contender> chosen, List<Contender> order, double[][] took) {
        return chosen.stream().map(each -> new Lane(each.job().peer().name(), each.setting(),
                took[order.indexOf(each)])).toList();
    }

    /// Processes that begin, take a step and end.
    private Outcome first(Row row) throws IOException {
        List<Lane> lanes = new ArrayList<>();
        List<Peer> able = peers.stream().filter(Peer::starts).toList();
        double[][] took = new double[able.size()][pace.fewest()];
        for (int round = -1; round < pace.fewest(); round++) { // the first one reads files into memory
            for (int i = 0; i < took.length; i++) {
                double nanos = able.get(i).first(row.work());
                if (round >= 0) took[i][round] = nanos;
            }
        }
        for (int i = 0; i < took.length; i++) lanes.add(new Lane(able.get(i).name(), Work.F32, took[i]));
        return new Outcome(row, new Ready(0, 1, 0, 0), lanes, List.of(), List.of());
    }
}
