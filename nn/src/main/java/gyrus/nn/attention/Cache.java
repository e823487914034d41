package gyrus.nn.attention;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;

/// What the layers of a causal transformer have seen of a sequence: the keys and values of its positions, so that each
/// new one is computed alone. Pope et al. 2023, Efficiently Scaling Transformer Inference, §2.1.
///
/// It is an argument and a result: a net takes a cache, writes behind its [#length()] and gives the longer cache. Both
/// share one memory, which is made once; going on from an earlier cache overwrites what came after it there.
///
/// ```java
/// Cache cache = net.cache(1);
/// var first = net.read(prompt, cache);
/// var next = net.read(token, first.cache());
/// ```
///
/// @param keys (layers, B, heads, longest, d)
/// @param values (layers, B, heads, longest, d)
/// @param length positions that were seen
public record Cache(Tensor keys, Tensor values, long length) {

    /// Checks the shapes.
    public Cache {
        if (keys.rank() != 5 || !keys.shape().equals(values.shape())) {
            throw new IllegalArgumentException("keys %s, values %s, where both are (layers, B, heads, longest, d)"
                    .formatted(keys.shape(), values.shape()));
        }
        if (length < 0 || length > keys.size(3)) {
            throw new IllegalArgumentException("a cache of %d positions cannot have seen %d"
                    .formatted(keys.size(3), length));
        }
    }

    /// An empty one.
    ///
    /// @param type of the keys and values
    /// @param sequences how many are read side by side
    /// @param heads of keys and values
    /// @param longest positions that there is room for
    /// @param width of a head
    public static Cache of(DType type, long layers, long sequences, long heads, long longest, long width) {
        return new Cache(Tensor.zeros(type, layers, sequences, heads, longest, width),
                Tensor.zeros(type, layers, sequences, heads, longest, width), 0);
    }

    /// Positions that there is room for.
    public long longest() {
        return keys.size(3);
    }

    /// Keys and values of all positions, those before and new ones.
    ///
    /// @param keys (B, heads, S, d)
    /// @param values (B, heads, S, d)
    public record Seen(Tensor keys, Tensor values) {}

    /// Writes what a layer sees at the next positions, and gives all that it has seen. (B, heads, T, d)
    ///
    /// @throws IllegalArgumentException if there is no room for them
    public Seen write(int layer, Tensor newKeys, Tensor newValues) {
        long end = length + newKeys.size(2);
        if (end > longest()) {
            throw new IllegalArgumentException("positions %d to %d of %d: the sequence is too long for the cache"
                    .formatted(length, end, longest()));
        }
        return new Seen(written(keys.select(0, layer), newKeys, end), written(values.select(0, layer), newValues, end));
    }

    private Tensor written(Tensor memory, Tensor fresh, long end) {
        return Gradients.off(() -> {
            memory.slice(2, length, end).assign(fresh);
            return memory.slice(2, 0, end);
        });
    }

    /// What `queries` positions after those seen may see: all before them, and themselves.
    public Mask mask(long queries) {
        if (length == 0) return Mask.CAUSAL;
        if (queries == 1) return Mask.NONE;
        return Mask.of(keys.device().call(() -> Tensor.ones(DType.BOOL, queries, length + queries)).tril(length));
    }

    /// This cache with so many positions more, once every layer has written them.
    public Cache after(long positions) {
        return new Cache(keys, values, length + positions);
    }
}
