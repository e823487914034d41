package gyrus.nn.recurrent;

import gyrus.nn.Key;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A recurrent net whose state is a function of the input and the state before.
/// (B, T, in) → (B, T, directions·hidden)
///
/// Elman 1990, Finding Structure in Time.
///
/// @param layers from the input up
/// @param reverse the same for a second direction, from the end to the beginning; empty where there is none
/// @param dropout probability of dropping what one layer gives the next, in training
public record Rnn(@Key("*_l#") List<Cell> layers, @Key("*_l#_reverse") List<Cell> reverse, double dropout)
        implements Recurrent<Tensor> {

    /// The function of a step.
    public enum Function { TANH, RELU }

    /// Checks that the layers fit on each other.
    public Rnn {
        layers = List.copyOf(layers);
        reverse = List.copyOf(reverse);
        RecurrentStack.check(layers, reverse, dropout);
    }

    /// One layer, one direction, tanh.
    public static Rnn of(long in, long hidden) {
        return of(in, hidden, 1, false, Function.TANH);
    }

    /// Several layers, in one direction or both, without dropout; weights uniform within ±1/√hidden.
    public static Rnn of(long in, long hidden, int layers, boolean bidirectional, Function function) {
        LongFunction<Cell> cell = width -> Cell.of(width, hidden, function);
        List<Cell> there = RecurrentStack.cells(in, hidden, layers, bidirectional, cell);
        List<Cell> back = bidirectional ? RecurrentStack.cells(in, hidden, layers, true, cell) : List.of();
        return new Rnn(there, back, 0);
    }

    /// This net with dropout between its layers.
    public Rnn dropout(double dropout) {
        return new Rnn(layers, reverse, dropout);
    }

    /// One layer in one direction: `h′ = f(W·x + b + U·h + c)`.
    ///
    /// @param inputWeight W, (hidden, in)
    /// @param stateWeight U, (hidden, hidden)
    /// @param inputBias b, (hidden), or null
    /// @param stateBias c, (hidden), or null
    /// @param function f
    public record Cell(@Key("weight_ih") Tensor inputWeight, @Key("weight_hh") Tensor stateWeight,
                       @Key("bias_ih") @Nullable Tensor inputBias, @Key("bias_hh") @Nullable Tensor stateBias,
                       Function function) implements RecurrentCell<Tensor> {

        /// Checks that the weights belong together.
        public Cell {
            RecurrentStack.checkWeights(1, inputWeight, stateWeight, inputBias, stateBias);
        }

        /// A fresh one with biases.
        public static Cell of(long in, long hidden, Function function) {
            return new Cell(RecurrentStack.fresh(hidden, hidden, in),
                    RecurrentStack.fresh(hidden, hidden, hidden),
                    RecurrentStack.fresh(hidden, hidden), RecurrentStack.fresh(hidden, hidden), function);
        }

        @Override
        public Tensor step(Tensor input, Tensor state) {
            Tensor sum = input.linear(inputWeight, inputBias).add(state.linear(stateWeight, stateBias));
            return function == Function.TANH ? sum.tanh() : sum.relu();
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
            return function == Function.TANH ? "rnn_tanh" : "rnn_relu";
        }
    }
}
