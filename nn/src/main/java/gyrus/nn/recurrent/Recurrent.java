package gyrus.nn.recurrent;

import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells that go along a sequence and remember, in layers on each other and in one direction or two.
/// (B, T, in) → (B, T, directions·hidden)
///
/// @param <S> what it remembers
public interface Recurrent<S> extends Layer {

    /// One cell a layer, from the input up.
    List<? extends RecurrentCell<S>> layers();

    /// The same for a second direction, from the end to the beginning; empty where there is none.
    List<? extends RecurrentCell<S>> reverse();

    /// Probability of dropping what one layer gives the next, in training.
    double dropout();

    /// Outputs and last state, by the engine's kernels.
    ///
    /// @param state to begin with, its tensors (layers·directions, B, hidden); null for zeros
    default Recurrence<S> run(Tensor input, @Nullable S state) {
        return new RecurrentStack<>(layers(), reverse(), dropout()).fused(input, state);
    }

    /// What [#run] computes, step by step by [RecurrentCell#step]: slower, and open to change.
    default Recurrence<S> stepwise(Tensor input, @Nullable S state) {
        return new RecurrentStack<>(layers(), reverse(), dropout()).stepwise(input, state);
    }

    @Override
    default Tensor forward(Tensor input) {
        return run(input, null).outputs();
    }
}
