package gyrus.data;

import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Examples by number, handed out in whole batches.
///
/// A batch is made at once because that is fast: data in memory is one tensor that is indexed; files are read
/// side by side. Random transforms draw from [gyrus.tensor.Generator#current()], which a [Loader] seeds for
/// each batch; those that draw by [Draws] do the same to an example whoever makes it.
///
/// @param <B> a batch
public interface Dataset<B> {

    /// Number of examples.
    int size();

    /// The examples of these numbers, in this order, as one batch.
    ///
    /// @throws IndexOutOfBoundsException for a number that is not below [#size()]
    B batch(int[] examples);

    /// Examples held in memory, one a slice along the first dimension. The tensors must belong to no
    /// [gyrus.tensor.Scope], since a loader's threads read them.
    static Dataset<Batch> of(Tensor inputs, Tensor targets) {
        return new InMemory(new Batch(inputs, targets));
    }

    /// Data sets one after the other.
    static Dataset<Batch> join(List<Dataset<Batch>> parts) {
        return new Joined(parts);
    }

    /// Data of `size` examples that is read or made when the first batch is asked for.
    static <B> Dataset<B> lazy(int size, Supplier<? extends Dataset<B>> source) {
        return new Lazy<>(size, source);
    }

    /// This data with every batch changed by `change` as it is handed out.
    default <C> Dataset<C> map(Function<? super B, ? extends C> change) {
        Dataset<B> all = this;
        return new Dataset<>() {
            @Override
            public int size() {
                return all.size();
            }

            @Override
            public C batch(int[] examples) {
                return change.apply(all.batch(examples));
            }
        };
    }

    /// The examples of these numbers only, renumbered from 0.
    default Dataset<B> subset(int... examples) {
        return new Subset<>(this, examples.clone());
    }

    /// The examples from `from` to `to` − 1 only.
    ///
    /// @throws IndexOutOfBoundsException unless 0 ≤ `from` ≤ `to` ≤ [#size()]
    default Dataset<B> range(int from, int to) {
        if (from < 0 || from > to || to > size()) {
            throw new IndexOutOfBoundsException("examples %d to %d of %d: give 0 ≤ from ≤ to ≤ %d"
                    .formatted(from, to, size(), size()));
        }
        int[] examples = new int[to - from];
        Arrays.setAll(examples, i -> from + i);
        return subset(examples);
    }

    /// Data in which the inputs of every batch are changed, such as by a random shift.
    static Dataset<Batch> inputs(Dataset<Batch> data, UnaryOperator<Tensor> change) {
        return data.map(batch -> new Batch(change.apply(batch.inputs()), batch.targets()));
    }
}
