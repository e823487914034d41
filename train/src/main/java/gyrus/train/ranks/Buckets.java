package gyrus.train.ranks;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Ranks;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gradients laid side by side in a few large tensors, since one exchange of a megabyte takes less than a thousand of
/// a kilobyte. They go from the last parameter to the first, the order in which a backward pass is done with them.
///
/// A bucket leaves as soon as a backward pass is done with all that it holds and the bucket before it has left, so that
/// its exchange takes place while the pass goes on. Three kinds leave after it: the last bucket, so all of a small net;
/// a bucket with a parameter that the loss does not depend on; and those behind it.
///
/// What a bucket holds, the order in which buckets leave, and so the order of every sum, depends on the parameters
/// alone: the same run gives the same bits.
final class Buckets implements AutoCloseable {

    /// Fewer would wait for the last gradient of many, and more for more messages.
    private static final long BYTES = 8L << 20;

    private final List<Bucket> buckets = new ArrayList<>();
    private final List<Runnable> hooks = new ArrayList<>();
    private volatile @Nullable Pass pass;

    /// What can be in one bucket.
    private record Kind(DType type, Device device) {}

    /// @param flat the gradients, and at the end a number for each: how many ranks have it
    /// @param places of the gradients in it
    /// @param there the numbers in it
    private record Bucket(List<Tensor> parameters, Tensor flat, List<Tensor> places, Tensor there) {}

    /// For the gradients of these parameters.
    Buckets(List<Tensor> parameters) {
        this(parameters, BYTES);
    }

    /// @param bytes a bucket is closed when it holds so much
    Buckets(List<Tensor> parameters, long bytes) {
        Map<Kind, List<Tensor>> open = new LinkedHashMap<>();
        for (Tensor parameter : parameters.reversed()) {
            Kind kind = new Kind(parameter.dtype(), parameter.device());
            List<Tensor> bucket = open.computeIfAbsent(kind, _ -> new ArrayList<>());
            bucket.add(parameter);
            if (bucket.stream().mapToLong(Tensor::bytes).sum() < bytes) continue;
            buckets.add(bucket(bucket));
            open.remove(kind);
        }
        for (List<Tensor> bucket : open.values()) buckets.add(bucket(bucket));
        // a pass goes through several devices at once, so that nothing is known of their order
        if (buckets.size() > 1 && parameters.stream().map(Tensor::device).distinct().count() == 1) listen();
    }

    /// Lays out a place for each gradient, and one for each number.
    private static Bucket bucket(List<Tensor> parameters) {
        return Gradients.off(() -> Scope.outside(() -> {
            long count = parameters.stream().mapToLong(Tensor::count).sum();
            Tensor first = parameters.getFirst();
            Tensor flat = first.device().call(() -> Tensor.zeros(first.dtype(), count + parameters.size()));
            List<Tensor> places = new ArrayList<>();
            long from = 0;
            for (Tensor parameter : parameters) {
                places.add(flat.narrow(0, from, parameter.count()).reshape(parameter.shape().dims()));
                from += parameter.count();
            }
            return new Bucket(List.copyOf(parameters), flat, List.copyOf(places),
                    flat.narrow(0, count, parameters.size()));
        }));
    }

    private void listen() {
        for (int b = 0; b < buckets.size(); b++) {
            List<Tensor> parameters = buckets.get(b).parameters;
            for (int i = 0; i < parameters.size(); i++) {
                Gradient gradient = new Gradient(b, i);
                if (parameters.get(i).trainable()) {
                    hooks.add(parameters.get(i).whenGradient(() -> {
                        Pass now = pass;
                        if (now != null) now.reached(gradient);
                    }));
                }
            }
        }
    }

    /// Adds the gradient of `loss` to that of each parameter, and puts the mean of all ranks' in its place. One that no
    /// rank has stays away; one that only some have counts as 0 for the others.
    ///
    /// @throws gyrus.tensor.LostRank if a rank is lost
    void backward(Ranks ranks, Tensor loss) {
        Pass begun = new Pass(ranks);
        pass = begun;
        try {
            loss.backward();
        } finally {
            pass = null;
        }
        begun.end();
    }

    /// Where a gradient has its place.
    private record Gradient(int bucket, int number) {}

    /// One backward pass.
    private final class Pass {

        private final Ranks ranks;
        private final List<Ranks.Exchange> sent = new ArrayList<>();
        private final boolean[][] done = buckets.stream().map(bucket -> new boolean[bucket.parameters.size()])
                .toArray(boolean[][]::new);
        private final int[] missing = buckets.stream().mapToInt(bucket -> bucket.parameters.size()).toArray();
        private final double[][] there = buckets.stream().map(bucket -> new double[bucket.parameters.size()])
                .toArray(double[][]::new);
        private @Nullable Gradient latest;

        Pass(Ranks ranks) {
            this.ranks = ranks;
        }

        /// Hears that this gradient is about to be added to the parameter's; the one it heard of before has been.
        void reached(Gradient gradient) {
            if (latest != null) gather(latest);
            latest = gradient;
            while (sent.size() < buckets.size() && missing[sent.size()] == 0) send();
        }

        private void gather(Gradient gradient) {
            boolean[] gathered = done[gradient.bucket];
            if (gathered[gradient.number]) {
                throw new IllegalStateException("a backward pass has come twice to the same parameter, which several "
                        + "ranks cannot learn from; take the inner pass by Gradients.of");
            }
            gathered[gradient.number] = true;
            missing[gradient.bucket]--;
            Bucket bucket = buckets.get(gradient.bucket);
            Tensor place = bucket.places.get(gradient.number);
            Gradients.off(() -> {
                try (Scope _ = Scope.open()) {
                    Tensor found = bucket.parameters.get(gradient.number).gradient();
                    if (found == null) place.zero();
                    else place.assign(found);
                    there[gradient.bucket][gradient.number] = found == null ? 0 : 1;
                    return null;
                }
            });
        }

        private void send() {
            Bucket bucket = buckets.get(sent.size());
            Gradients.off(() -> bucket.there.assign(Tensor.of(there[sent.size()])));
            sent.add(ranks.sum(bucket.flat));
        }

        /// Sends what has not been, and hands the means out.
        void end() {
            while (sent.size() < buckets.size()) {
                int number = sent.size();
                for (int i = 0; i < done[number].length; i++) if (!done[number][i]) gather(new Gradient(number, i));
                send();
            }
            Gradients.off(() -> {
                for (int i = 0; i < sent.size(); i++) {
                    sent.get(i).await();
                    handOut(buckets.get(i));
                }
                return null;
            });
        }

        private void handOut(Bucket bucket) {
            double[] had = bucket.there.to(DType.FLOAT64).toDoubles();
            bucket.flat.divAssign(ranks.size());
            for (int i = 0; i < had.length; i++) {
                bucket.parameters.get(i).gradient(had[i] > 0 ? bucket.places.get(i) : null);
            }
        }
    }

    /// Listens no more.
    @Override
    public void close() {
        hooks.forEach(Runnable::run);
        hooks.clear();
    }
}
