package gyrus.nn.recurrent;

import gyrus.nn.Net;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One layer of a recurrent net in one direction: from the input at a step and the state before to the state
/// after.
///
/// @param <S> the state
public sealed interface RecurrentCell<S> extends Net permits Rnn.Cell, Gru.Cell, Lstm.Cell {

    /// From input (B, in) and state (B, hidden) to the new state.
    S step(Tensor input, S state);

    /// Weights for the input: (gates·hidden, in).
    Tensor inputWeight();

    /// Weights for the state: (gates·hidden, hidden).
    Tensor stateWeight();

    /// Bias beside the input's weights, (gates·hidden), or null.
    @Nullable Tensor inputBias();

    /// Bias beside the state's weights, (gates·hidden), or null together with the other.
    @Nullable Tensor stateBias();

    /// The tensors of a state, the one that is the output first.
    List<Tensor> tensors(S state);

    /// The state made of these tensors.
    S state(List<Tensor> tensors);

    /// What the engine calls this kind.
    String kind();

    /// Size of the inputs.
    default long in() {
        return inputWeight().size(1);
    }

    /// Size of the state.
    default long hidden() {
        return stateWeight().size(1);
    }

    /// The cell's weights in the engine's order.
    default List<Tensor> weights() {
        List<Tensor> weights = new ArrayList<>(List.of(inputWeight(), stateWeight()));
        if (inputBias() != null) weights.addAll(List.of(inputBias(), stateBias()));
        return weights;
    }
}
