package gyrus.data;

import java.util.function.Supplier;

/// A part of every batch: what one of several learners that divide batches among themselves gets.
///
/// Part `part` of `of` has the examples `⌊part·n/of⌋` to `⌊(part + 1)·n/of⌋ − 1` of a batch of n. A batch of fewer than
/// two examples for each is not divided; every part has all of it.
///
/// @param part its number, from 0
/// @param of how many parts there are
public record Share(int part, int of) {

    /// All of a batch.
    public static final Share WHOLE = new Share(0, 1);

    /// Statistics of a batch need so many examples.
    private static final int LEAST = 2;

    private static final ScopedValue<Rows> CURRENT = ScopedValue.newInstance();

    /// Rows of a batch that is being made.
    ///
    /// @param from the first
    /// @param to one more than the last
    /// @param all how many the batch has, others' included
    record Rows(int from, int to, int all) {}

    /// Checks the numbers.
    public Share {
        if (of < 1 || part < 0 || part >= of) {
            throw new IllegalArgumentException("part %d of %d; parts count from 0 to one less than their number"
                    .formatted(part, of));
        }
    }

    /// The rows of a batch of `all` examples that this part has.
    Rows rows(int all) {
        if (all < LEAST * of) return new Rows(0, all, all);
        return new Rows((int) ((long) part * all / of), (int) ((part + 1L) * all / of), all);
    }

    /// How much this part counts in a mean over a batch of `all` examples. Those of all parts sum to 1.
    double weight(int all) {
        Rows rows = rows(all);
        return rows.to - rows.from == all ? 1.0 / of : (double) (rows.to - rows.from) / all;
    }

    /// Makes these rows; what is drawn inside is drawn for all rows of the batch.
    static <T> T making(Rows rows, Supplier<T> body) {
        return rows.to - rows.from == rows.all ? body.get() : ScopedValue.where(CURRENT, rows).call(body::get);
    }

    /// The rows that are being made, where they are `count`, or else all of `count` rows.
    static Rows current(long count) {
        Rows all = new Rows(0, Math.toIntExact(count), Math.toIntExact(count));
        Rows rows = CURRENT.orElse(all);
        return rows.to - rows.from == count ? rows : all;
    }
}
