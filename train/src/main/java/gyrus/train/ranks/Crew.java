package gyrus.train.ranks;

import gyrus.nn.BatchNorm;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.Gradients;
import gyrus.tensor.Ranks;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The ranks that learn together, as a step sees them: [#current()] is bound around each step. An update that goes by
/// [gyrus.train.Descent] has nothing to do; one of its own asks for the mean of its loss, and takes the backward pass
/// with all ranks:
///
/// ```java
/// Crew crew = Crew.current();
/// double mean = crew.mean(loss.item());
/// crew.backward(loss, optimizer.parameters());
/// ```
///
/// Let rank r have the share wᵣ of a batch, Σwᵣ = 1. The loss of the whole batch is Σ wᵣLᵣ, and its gradient the mean
/// over R ranks of that of R·wᵣ·Lᵣ. So a rank that has less counts for less, and two ranks learn what one would.
///
/// Running statistics of batch normalisation are averaged with each step's gradients, as if each rank's batch had been
/// one of a bigger net's: between two steps every rank holds the same net.
public final class Crew implements AutoCloseable {

    private static final ScopedValue<Crew> CURRENT = ScopedValue.newInstance();
    private static final Crew ALONE = new Crew(Ranks.alone(), List.of(), () -> false, () -> false);

    /// How far apart the nets of two ranks may be that count as the same: processors of two kinds round differently.
    private static final double DRIFT = 1e-3;

    /// Spreads small numbers over all bits: 2⁶⁴ divided by the golden ratio.
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    /// Bytes of a text that is told.
    private static final int LONGEST_TEXT = 4096;

    private final Ranks ranks;
    private final List<Tensor> statistics;
    private final BooleanSupplier wishToStop;
    private final BooleanSupplier wishToSave;
    private final IdentityHashMap<Map<String, Tensor>, Buckets> buckets = new IdentityHashMap<>();
    private double weight = 1;
    private boolean asked;
    private boolean stop;
    private boolean save;

    private Crew(Ranks ranks, List<Tensor> statistics, BooleanSupplier wishToStop, BooleanSupplier wishToSave) {
        this.ranks = ranks;
        this.statistics = statistics;
        this.wishToStop = wishToStop;
        this.wishToSave = wishToSave;
    }

    /// The ranks that teach `learner`.
    ///
    /// @param stop whether this rank was asked to end
    /// @param save whether this rank finds that it is time to save
    public static Crew of(Ranks ranks, Net learner, BooleanSupplier stop, BooleanSupplier save) {
        return new Crew(ranks, statistics(learner), stop, save);
    }

    private static List<Tensor> statistics(Net net) {
        List<Tensor> statistics = new ArrayList<>();
        for (Net part : Nets.parts(net).values()) {
            if (!(part instanceof BatchNorm norm)) continue;
            if (norm.runningMean() != null) statistics.add(norm.runningMean());
            if (norm.runningVariance() != null) statistics.add(norm.runningVariance());
        }
        return statistics;
    }

    /// The ranks that take this step; one alone where nobody says otherwise.
    public static Crew current() {
        return CURRENT.orElse(ALONE);
    }

    /// The ranks.
    public Ranks ranks() {
        return ranks;
    }

    /// Whether there is but one.
    public boolean alone() {
        return ranks.size() == 1;
    }

    /// The seed of what this rank draws at a step: of its own, so that no two ranks drop the same units out, and a
    /// function of the step, so that none has a state to save.
    public long seed(long seed, long step) {
        return new SplittableRandom(seed ^ step * STRIDE ^ (ranks.rank() + 1L) * STRIDE * STRIDE).nextLong();
    }

    /// Takes a step for which this rank has the share `weight` of the batch.
    public <T> T step(double weight, Supplier<T> body) {
        if (alone()) return body.get();
        this.weight = weight;
        asked = false;
        T result = ScopedValue.where(CURRENT, this).call(body::get);
        if (!asked) mean(0); // so that all hear of wishes even where nothing was learned
        share(statistics);
        return result;
    }

    /// The mean of what all ranks have, each by its share of the batch. What any of them wishes goes with it.
    public double mean(double value) {
        if (alone()) return value;
        double[] wishes = {value * weight, wishToStop.getAsBoolean() ? 1 : 0, wishToSave.getAsBoolean() ? 1 : 0};
        double[] all = sum(wishes);
        asked = true;
        stop |= all[1] > 0;
        save |= all[2] > 0;
        return all[0];
    }

    /// Adds the gradient of `loss` to that of each parameter and puts the mean of all ranks' in its place, each by its
    /// share of the batch. Gradients are on their way to the others while the pass goes on to the next.
    public void backward(Tensor loss, Map<String, Tensor> parameters) {
        if (alone()) {
            loss.backward();
            return;
        }
        double scale = weight * ranks.size();
        buckets.computeIfAbsent(parameters, all -> new Buckets(List.copyOf(all.values())))
                .backward(ranks, scale == 1 ? loss : loss.mul(scale));
    }

    /// Puts in the place of each tensor the mean of all ranks'.
    private void share(List<Tensor> tensors) {
        if (tensors.isEmpty()) return;
        Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                Tensor flat = Tensor.cat(tensors.stream().map(Tensor::flatten).toList(), 0);
                ranks.sum(flat).await();
                flat.divAssign(ranks.size());
                long from = 0;
                for (Tensor tensor : tensors) {
                    tensor.assign(flat.narrow(0, from, tensor.count()).reshape(tensor.shape().dims()));
                    from += tensor.count();
                }
                return null;
            }
        });
    }

    /// Whether to end: asked to, or agreed on in the last step.
    public boolean stop() {
        return alone() ? wishToStop.getAsBoolean() : stop;
    }

    /// Whether to save: it is time to, or agreed on in the last step.
    public boolean save() {
        if (alone()) return wishToSave.getAsBoolean();
        boolean agreed = save;
        save = false;
        return agreed;
    }

    /// Votes on what is about to be saved: that all ranks are at the same step, with the same net.
    ///
    /// @throws IllegalStateException if they are not
    public void vote(long step, Net net) {
        if (alone()) return;
        double digest = digest(net);
        Tensor all = Tensor.of(new double[] {step, -step, digest, -digest});
        ranks.largest(all).await();
        double[] most = all.toDoubles();
        if (most[0] != -most[1]) {
            throw new IllegalStateException(("the ranks are at steps %.0f to %.0f; all must see the same run folder "
                    + "(a disk that the machines share) and have the same options").formatted(-most[1], most[0]));
        }
        if (Math.abs(most[2] + most[3]) > DRIFT * Math.max(1, Math.abs(most[2]))) {
            throw new IllegalStateException(("at step %d the ranks do not have the same net (sums %s to %s); all must "
                    + "run the same version with the same options and see the same data")
                    .formatted(step, -most[3], most[2]));
        }
    }

    private static double digest(Net net) {
        return Gradients.off(() -> {
            double sum = 0;
            for (Tensor tensor : Nets.state(net).values()) {
                try (Scope _ = Scope.open()) {
                    if (tensor.dtype().floating()) sum += tensor.sum().item();
                }
            }
            return Double.isFinite(sum) ? sum : 0;
        });
    }

    /// Runs `body` on every rank and returns when all have: for what takes some longer than others, or only one of
    /// them. Meanwhile they tell each other that they live, so that nobody is taken for lost.
    public <T> T apart(Supplier<T> body) {
        return apart(ranks, body);
    }

    /// As [#apart(Supplier)], before there is a net to learn.
    public static <T> T apart(Ranks ranks, Supplier<T> body) {
        if (ranks.size() == 1) return body.get();
        try (Pulse pulse = new Pulse(ranks)) {
            T result = body.get();
            pulse.done();
            return result;
        }
    }

    /// What `body` gives on rank 0, which alone runs it, told to all.
    ///
    /// @param count numbers that it gives
    public double[] hear(int count, Supplier<double[]> body) {
        if (alone()) return body.get();
        double[] said = apart(() -> ranks.first() ? body.get() : new double[count]);
        Tensor told = Tensor.of(said);
        ranks.broadcast(told, 0).await();
        return told.toDoubles();
    }

    /// The text that rank 0 gives, told to all.
    ///
    /// @throws IllegalArgumentException if it is longer than 4,096 bytes
    public static String hear(Ranks ranks, String text) {
        if (ranks.size() == 1) return text;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_TEXT) {
            throw new IllegalArgumentException("%s… is longer than %d bytes".formatted(text.substring(0, 80),
                    LONGEST_TEXT));
        }
        double[] numbers = new double[LONGEST_TEXT];
        for (int i = 0; i < bytes.length; i++) numbers[i] = bytes[i];
        Tensor told = Tensor.of(numbers);
        ranks.broadcast(told, 0).await();
        ByteBuffer heard = ByteBuffer.allocate(LONGEST_TEXT);
        for (double number : told.toDoubles()) heard.put((byte) number);
        String all = new String(heard.array(), StandardCharsets.UTF_8);
        int end = all.indexOf(0);
        return end < 0 ? all : all.substring(0, end);
    }

    private double[] sum(double[] values) {
        Tensor sum = Tensor.of(values);
        ranks.sum(sum).await();
        return sum.toDoubles();
    }

    /// Lets go of the parameters that it has averaged the gradients of.
    @Override
    public void close() {
        buckets.values().forEach(Buckets::close);
        buckets.clear();
    }
}
