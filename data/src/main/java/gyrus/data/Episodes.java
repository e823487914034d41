package gyrus.data;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;

/// Tasks drawn at random from many classes of few examples, such as the characters of alphabets: for each task other
/// classes, in another order, and of each other examples.
///
/// Which they are is drawn from [gyrus.tensor.Generator#current()], which a [Loader] seeds for each batch: a task is a
/// function of (seed, epoch, batch) and not of its number. So a pass in the order of the data, as evaluations make it,
/// always meets the same tasks.
///
/// @param examples all that there are, (classes, examples of a class, …), in no [gyrus.tensor.Scope]
/// @param ways classes in a task
/// @param shots examples of a class to learn from
/// @param queries examples of a class that are asked about
/// @param size tasks that count as once through the data
public record Episodes(Tensor examples, int ways, int shots, int queries, int size) implements Dataset<Episode> {

    /// Checks that there are enough classes and examples.
    public Episodes {
        if (ways < 2 || shots < 1 || queries < 1 || size < 0) {
            throw new IllegalArgumentException("ways=%d, shots=%d, queries=%d, %d tasks: give 2, 1, 1, 0 or more"
                    .formatted(ways, shots, queries, size));
        }
        if (examples.rank() < 3 || examples.size(0) < ways || examples.size(1) < shots + queries) {
            throw new IllegalArgumentException(
                    "examples %s (classes, each, …) are too few for ways=%d and shots=%d with queries=%d"
                            .formatted(examples.shape(), ways, shots, queries));
        }
    }

    /// As many tasks as `numbers` has, drawn anew.
    @Override
    public Episode batch(int[] numbers) {
        long tasks = numbers.length;
        long classes = examples.size(0);
        long each = examples.size(1);
        Tensor chosen = first(Draws.rand(tasks, classes), ways).unsqueeze(2); // (T, N, 1)
        Tensor places = first(Draws.rand(tasks, ways, each), shots + queries); // (T, N, K + Q)
        Tensor rows = chosen.mul(each).add(places).flatten();
        Tensor drawn = examples.flatten(0, 1).indexSelect(0, rows)
                .unflatten(0, tasks, ways, shots + queries); // (T, N, K + Q, …)
        return new Episode(drawn.slice(2, 0, shots), drawn.slice(2, shots, shots + queries));
    }

    /// The places of the smallest `count` of random numbers along the last dimension: so many, none of them twice.
    private static Tensor first(Tensor random, int count) {
        return random.to(DType.FLOAT64).argsort(-1, false).slice(-1, 0, count);
    }
}
