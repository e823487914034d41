package gyrus.data.text.token;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Draws;
import gyrus.tensor.Tensor;

/// Windows over a row of tokens, each with what follows every token of it. A batch is (N, length) int64, twice.
///
/// To learn from, the text is cut into windows whose places are drawn anew each time. To judge by, they overlap: all
/// but the first give only their last `step` tokens to be foretold, so that each token of the text is foretold once,
/// and from no fewer than `length − step` before it.
///
/// @param tokens the text
/// @param length of a window
/// @param step tokens that a window gives to be foretold; 0 to learn from
public record Windows(int[] tokens, int length, int step) implements Dataset<Batch> {

    /// The target that does not count.
    public static final long NONE = -100;

    /// Checks that there is a window. Shorter texts have shorter windows.
    ///
    /// @throws IllegalArgumentException if there are no two tokens
    public Windows {
        if (tokens.length < 2) {
            throw new IllegalArgumentException("a text of %d tokens foretells nothing; there must be 2 or more"
                    .formatted(tokens.length));
        }
        if (length < 1) throw new IllegalArgumentException("context=%d must be 1 or more".formatted(length));
        length = Math.min(length, tokens.length - 1);
        step = Math.min(step, length);
    }

    /// To learn from.
    public static Windows learning(int[] tokens, int length) {
        return new Windows(tokens, length, 0);
    }

    /// To judge by: each token is foretold from half a window or more.
    public static Windows judging(int[] tokens, int length) {
        return new Windows(tokens, length, Math.max(1, length / 2));
    }

    @Override
    public int size() {
        return step == 0 ? Math.ceilDiv(tokens.length - 1, length)
                : 1 + Math.ceilDiv(tokens.length - 1 - length, step);
    }

    @Override
    public Batch batch(int[] examples) {
        long[] inputs = new long[Math.multiplyExact(examples.length, length)];
        long[] targets = new long[inputs.length];
        long[] moved = step > 0 ? new long[examples.length]
                : Draws.randint(0, length, examples.length).toLongs();
        for (int i = 0; i < examples.length; i++) {
            int place = step > 0 ? examples[i] * step : examples[i] * length + (int) moved[i];
            int last = tokens.length - 1 - length;
            int from = step > 0 ? Math.min(place, last) : place % (last + 1);
            int counted = step == 0 || examples[i] == 0 ? from : place + length - step;
            for (int j = 0; j < length; j++) {
                inputs[i * length + j] = tokens[from + j];
                targets[i * length + j] = from + j >= counted ? tokens[from + j + 1] : NONE;
            }
        }
        return new Batch(Tensor.of(inputs, examples.length, length), Tensor.of(targets, examples.length, length));
    }
}
