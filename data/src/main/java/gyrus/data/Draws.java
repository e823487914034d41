package gyrus.data;

import gyrus.tensor.Tensor;

/// Random numbers for the examples of a batch, a row for each, from [gyrus.tensor.Generator#current()].
///
/// Where a [Share] of a batch is made, the rows are those that the examples would have in the whole batch: so a random
/// transform does the same to an example whoever makes it.
public final class Draws {

    private Draws() {}

    /// Uniform within [0, 1).
    ///
    /// @param shape the number of examples, then the shape of a row
    public static Tensor rand(long... shape) {
        Share.Rows rows = Share.current(shape[0]);
        return own(rows, Tensor.rand(all(rows, shape)));
    }

    /// Whole numbers from `from` to `to` − 1, all as likely.
    ///
    /// @param shape the number of examples, then the shape of a row
    public static Tensor randint(long from, long to, long... shape) {
        Share.Rows rows = Share.current(shape[0]);
        return own(rows, Tensor.randint(from, to, all(rows, shape)));
    }

    private static long[] all(Share.Rows rows, long[] shape) {
        long[] all = shape.clone();
        all[0] = rows.all();
        return all;
    }

    private static Tensor own(Share.Rows rows, Tensor drawn) {
        int count = rows.to() - rows.from();
        return count == rows.all() ? drawn : drawn.narrow(0, rows.from(), count);
    }
}
