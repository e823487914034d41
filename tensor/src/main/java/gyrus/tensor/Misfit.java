package gyrus.tensor;

import java.util.Arrays;
import java.util.List;

/// Checks before calls for which the engine makes none, and would read beyond its memory or end the program.
final class Misfit {

    private static final long MANY = 1 << 20;

    private Misfit() {}

    /// The engine takes indices out of range as those of another element.
    static void indices(Tensor from, long dim, Tensor indices) {
        long size = from.size(Math.toIntExact(dim));
        if (indices.count() == 0 || indices.device().equals(Device.META)) return;
        for (Tensor extreme : List.of(indices.amin(false), indices.amax(false))) {
            long index = extreme.itemLong();
            if (index < -size || index >= size) {
                throw new IndexOutOfBoundsException("index %d along dimension %d of shape %s"
                        .formatted(index, dim, from.shape()));
            }
        }
    }

    /// Kernels count strides, padding and dilations in 32 bits, and divide by what is left of longer numbers.
    static void steps(String what, long[]... numbers) {
        for (long[] list : numbers) {
            for (long n : list) {
                if (n != (int) n) {
                    throw new IllegalArgumentException(
                            "%s with %d in %s; windows, strides, padding and dilations are below 2³¹"
                            .formatted(what, n, Arrays.toString(list)));
                }
            }
        }
    }

    /// The engine would make views until no memory is left.
    static void views(Tensor from, long dim, long size) {
        int rank = from.rank();
        if (dim < -rank || dim >= rank || size < 1) return; // the engine says so
        long views = from.size((int) dim) / size;
        if (views > MANY) {
            throw new IllegalArgumentException("%,d views along dimension %d of shape %s; no more than %,d can be made"
                    .formatted(views, dim, from.shape(), MANY));
        }
    }

    static void attention(Tensor query, Tensor key, Tensor value, boolean grouped) {
        int rank = query.rank();
        if (rank < 2 || key.rank() != rank || value.rank() != rank) {
            throw new IllegalArgumentException(
                    "attention of ranks %d, %d and %d: all three are (batch, heads, positions, width)"
                    .formatted(rank, key.rank(), value.rank()));
        }
        if (query.size(-1) != key.size(-1)) {
            throw new IllegalArgumentException("query %s and key %s differ in width, %d and %d"
                    .formatted(query.shape(), key.shape(), query.size(-1), key.size(-1)));
        }
        if (key.size(-2) != value.size(-2)) {
            throw new IllegalArgumentException("key %s and value %s differ in positions, %d and %d"
                    .formatted(key.shape(), value.shape(), key.size(-2), value.size(-2)));
        }
        if (grouped && rank > 2) {
            long heads = query.size(-3);
            for (Tensor shared : List.of(key, value)) {
                long groups = shared.size(-3);
                if (groups == 0 || heads % groups != 0) {
                    throw new IllegalArgumentException(
                            "%d heads are not a multiple of the %d heads of keys and values"
                            .formatted(heads, groups));
                }
            }
        }
    }

    static void recurrence(Tensor input, String kind, List<Tensor> state, List<Tensor> weights,
            boolean biases, long layers, boolean bidirectional) {
        int gates = switch (kind) {
            case "lstm" -> 4;
            case "gru" -> 3;
            case "rnn_tanh", "rnn_relu" -> 1;
            default -> throw new IllegalArgumentException(
                    "no recurrence '%s'; there are rnn_tanh, rnn_relu, gru and lstm".formatted(kind));
        };
        int states = kind.equals("lstm") ? 2 : 1;
        if (state.size() != states) {
            throw new IllegalArgumentException("%d states for %s, which has %d"
                    .formatted(state.size(), kind, states));
        }
        long directions = bidirectional ? 2 : 1;
        long each = biases ? 4 : 2;
        if (layers < 1 || weights.size() != Math.multiplyExact(layers, directions * each)) {
            throw new IllegalArgumentException("%d weights for %d layers of %d directions, %d each"
                    .formatted(weights.size(), layers, directions, each));
        }
        if (input.rank() != 3) {
            throw new IllegalArgumentException("input %s is not (batch, steps, width)"
                    .formatted(input.shape()));
        }
        long hidden = state.getFirst().rank() == 3 ? state.getFirst().size(2) : -1;
        for (Tensor s : state) shape("state", s, layers * directions, input.size(0), hidden);
        for (int i = 0; i < weights.size(); i++) {
            long width = i < directions * each ? input.size(2) : directions * hidden;
            switch ((int) (i % each)) {
                case 0 -> shape("input weight", weights.get(i), gates * hidden, width);
                case 1 -> shape("recurrent weight", weights.get(i), gates * hidden, hidden);
                default -> shape("bias", weights.get(i), gates * hidden);
            }
        }
    }

    private static void shape(String what, Tensor tensor, long... sizes) {
        if (sizes[sizes.length - 1] < 0 || !tensor.shape().equals(Shape.of(sizes))) {
            throw new IllegalArgumentException("%s of shape %s where %s fits".formatted(what, tensor.shape(),
                    sizes[sizes.length - 1] < 0 ? "(layers · directions, batch, hidden)" : Shape.of(sizes)));
        }
    }
}
