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

/// Gradients laid side by side in a few large tensors, since one exchange of a megabyte takes less than a thousand of
/// a kilobyte. They go from the last parameter to the first, the order in which a backward pass is done with them.
///
/// What a bucket holds, and so the order of every sum, depends on the parameters alone: the same run gives the same
/// bits.
final class Buckets {

    /// A bucket is closed when it holds so much.
    static final long BYTES = 8L << 20;

    private final List<Bucket> buckets = new ArrayList<>();

    /// What can be in one bucket.
    private record Kind(DType type, Device device) {}

    private record Bucket(List<Tensor> parameters, Tensor flat, List<Tensor> places, Tensor there) {}

    /// For the gradients of these parameters.
    Buckets(List<Tensor> parameters) {
        Map<Kind, List<Tensor>> open = new LinkedHashMap<>();
        for (Tensor parameter : parameters.reversed()) {
            Kind kind = new Kind(parameter.dtype(), parameter.device());
            List<Tensor> bucket = open.computeIfAbsent(kind, _ -> new ArrayList<>());
            bucket.add(parameter);
            if (bucket.stream().mapToLong(Tensor::bytes).sum() < BYTES) continue;
            buckets.add(bucket(bucket));
            open.remove(kind);
        }
        for (List<Tensor> bucket : open.values()) buckets.add(bucket(bucket));
    }

    /// Lays out a place for each gradient, and at the end a number for each: how many ranks have it.
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

    /// Puts in the place of each gradient the mean of all ranks'. One that no rank has stays away; one that only some
    /// have counts as 0 for the others.
    void average(Ranks ranks) {
        Gradients.off(() -> {
            List<Ranks.Exchange> begun = new ArrayList<>();
            for (Bucket bucket : buckets) {
                gather(bucket);
                begun.add(ranks.sum(bucket.flat)); // on its way while the next is gathered
            }
            for (int i = 0; i < begun.size(); i++) {
                begun.get(i).await();
                handOut(buckets.get(i), ranks.size());
            }
            return null;
        });
    }

    private static void gather(Bucket bucket) {
        double[] there = new double[bucket.parameters.size()];
        for (int i = 0; i < there.length; i++) {
            Tensor gradient = bucket.parameters.get(i).gradient();
            if (gradient != null) bucket.places.get(i).assign(gradient);
            else bucket.places.get(i).zero();
            there[i] = gradient == null ? 0 : 1;
        }
        bucket.there.assign(Tensor.of(there));
    }

    private static void handOut(Bucket bucket, int ranks) {
        double[] there = bucket.there.to(DType.FLOAT64).toDoubles();
        bucket.flat.divAssign(ranks);
        for (int i = 0; i < there.length; i++) {
            bucket.parameters.get(i).gradient(there[i] > 0 ? bucket.places.get(i) : null);
        }
    }
}
