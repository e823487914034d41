package gyrus.nn.recurrent;

import gyrus.nn.Key;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Gated recurrent units: gates decide how much of the state is used and how much replaced.
/// (B, T, in) → (B, T, directions·hidden)
///
/// Cho et al. 2014, Learning Phrase Representations using RNN Encoder-Decoder, §2.3; the reset gate is
/// applied after the product with the state, as fused kernels do.
///
/// @param layers from the input up
/// @param reverse the same for a second direction, from the end to the beginning; empty where there is none
/// @param dropout probability of dropping what one layer gives the next, in training
public record Gru(@Key("*_l#") List<Cell> layers, @Key("*_l#_reverse") List<Cell> reverse, double dropout)
        implements Recurrent<Tensor> {

    /// Checks that the layers fit on each other.
    public Gru {
        layers = List.copyOf(layers);
        reverse = List.copyOf(reverse);
        RecurrentStack.check(layers, reverse, dropout);
    }

    /// One layer, one direction.
    public static Gru of(long in, long hidden) {
        return of(in, hidden, 1, false);
    }

    /// Several layers, in one direction or both, without dropout; weights uniform within ±1/√hidden.
    public static Gru of(long in, long hidden, int layers, boolean bidirectional) {
        LongFunction<Cell> cell = width -> Cell.of(width, hidden);
        List<Cell> there = RecurrentStack.cells(in, hidden, layers, bidirectional, cell);
        List<Cell> back = bidirectional ? RecurrentStack.cells(in, hidden, layers, true, cell) : List.of();
        return new Gru(there, back, 0);
    }

    /// This net with dropout between its layers.
    public Gru dropout(double dropout) {
        return new Gru(layers, reverse, dropout);
    }

    /// One layer in one direction. The rows of the weights are those of the gates r, z and n, one after the
    /// other:
    ///
    /// ```
    /// r = σ(W·x + b + U·h + c)            how much of the state the candidate sees
    /// z = σ(W·x + b + U·h + c)            how much of the state stays
    /// n = tanh(W·x + b + r ⊙ (U·h + c))   the candidate
    /// h′ = (1 − z) ⊙ n + z ⊙ h
    /// ```
    ///
    /// @param inputWeight W, (3·hidden, in)
    /// @param stateWeight U, (3·hidden, hidden)
    /// @param inputBias b, (3·hidden), or null
    /// @param stateBias c, (3·hidden), or null
    public record Cell(@Key("weight_ih") Tensor inputWeight, @Key("weight_hh") Tensor stateWeight,
                       @Key("bias_ih") @Nullable Tensor inputBias, @Key("bias_hh") @Nullable Tensor stateBias)
            implements RecurrentCell<Tensor> {

        /// Checks that the weights belong together.
        public Cell {
            RecurrentStack.checkWeights(3, inputWeight, stateWeight, inputBias, stateBias);
        }

        /// A fresh one with biases.
        public static Cell of(long in, long hidden) {
            return new Cell(RecurrentStack.fresh(hidden, 3 * hidden, in),
                    RecurrentStack.fresh(hidden, 3 * hidden, hidden),
                    RecurrentStack.fresh(hidden, 3 * hidden), RecurrentStack.fresh(hidden, 3 * hidden));
        }

        @Override
        public Tensor step(Tensor input, Tensor state) {
            Tensor[] x = input.linear(inputWeight, inputBias).chunk(3, -1);
            Tensor[] h = state.linear(stateWeight, stateBias).chunk(3, -1);
            Tensor reset = x[0].add(h[0]).sigmoid();
            Tensor keep = x[1].add(h[1]).sigmoid();
            Tensor candidate = x[2].add(reset.mul(h[2])).tanh();
            return candidate.add(keep.mul(state.sub(candidate)));    // (1 − z)·n + z·h
        }

        @Override
        public List<Tensor> tensors(Tensor state) {
            return List.of(state);
        }

        @Override
        public Tensor state(List<Tensor> tensors) {
            return tensors.getFirst();
        }

        @Override
        public String kind() {
            return "gru";
        }
    }
}
