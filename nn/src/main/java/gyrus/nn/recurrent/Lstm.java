package gyrus.nn.recurrent;

import gyrus.nn.Key;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Long short-term memory: a cell beside the state carries what gates let in, until they let it go.
/// (B, T, in) → (B, T, directions·hidden)
///
/// Hochreiter & Schmidhuber 1997, Long Short-Term Memory; with the forget gate of Gers et al. 2000.
///
/// @param layers from the input up
/// @param reverse the same for a second direction, from the end to the beginning; empty where there is none
/// @param dropout probability of dropping what one layer gives the next, in training
public record Lstm(@Key("*_l#") List<Cell> layers, @Key("*_l#_reverse") List<Cell> reverse, double dropout)
        implements Recurrent<Lstm.State> {

    /// What an LSTM remembers.
    ///
    /// @param hidden h, which is the output too
    /// @param cell c, in the same shape
    public record State(Tensor hidden, Tensor cell) {}

    /// Checks that the layers fit on each other.
    public Lstm {
        layers = List.copyOf(layers);
        reverse = List.copyOf(reverse);
        RecurrentStack.check(layers, reverse, dropout);
    }

    /// One layer, one direction.
    public static Lstm of(long in, long hidden) {
        return of(in, hidden, 1, false);
    }

    /// Several layers, in one direction or both, without dropout; weights uniform within ±1/√hidden.
    public static Lstm of(long in, long hidden, int layers, boolean bidirectional) {
        LongFunction<Cell> cell = width -> Cell.of(width, hidden);
        List<Cell> there = RecurrentStack.cells(in, hidden, layers, bidirectional, cell);
        List<Cell> back = bidirectional ? RecurrentStack.cells(in, hidden, layers, true, cell) : List.of();
        return new Lstm(there, back, 0);
    }

    /// This net with dropout between its layers.
    public Lstm dropout(double dropout) {
        return new Lstm(layers, reverse, dropout);
    }

    /// One layer in one direction. The rows of the weights are those of the gates i, f, g and o, one after
    /// the other:
    ///
    /// ```
    /// i = σ(W·x + b + U·h + d)        how much enters the cell
    /// f = σ(W·x + b + U·h + d)        how much of the cell stays
    /// g = tanh(W·x + b + U·h + d)     what enters
    /// o = σ(W·x + b + U·h + d)        how much of the cell is shown
    /// c′ = f ⊙ c + i ⊙ g
    /// h′ = o ⊙ tanh(c′)
    /// ```
    ///
    /// @param inputWeight W, (4·hidden, in)
    /// @param stateWeight U, (4·hidden, hidden)
    /// @param inputBias b, (4·hidden), or null
    /// @param stateBias d, (4·hidden), or null
    public record Cell(@Key("weight_ih") Tensor inputWeight, @Key("weight_hh") Tensor stateWeight,
                       @Key("bias_ih") @Nullable Tensor inputBias, @Key("bias_hh") @Nullable Tensor stateBias)
            implements RecurrentCell<State> {

        /// Checks that the weights belong together.
        public Cell {
            RecurrentStack.checkWeights(4, inputWeight, stateWeight, inputBias, stateBias);
        }

        /// A fresh one with biases.
        public static Cell of(long in, long hidden) {
            return new Cell(RecurrentStack.fresh(hidden, 4 * hidden, in),
                    RecurrentStack.fresh(hidden, 4 * hidden, hidden),
                    RecurrentStack.fresh(hidden, 4 * hidden), RecurrentStack.fresh(hidden, 4 * hidden));
        }

        @Override
        public State step(Tensor input, State state) {
            Tensor sums = input.linear(inputWeight, inputBias)
                    .add(state.hidden().linear(stateWeight, stateBias));
            Tensor[] gates = sums.chunk(4, -1);
            Tensor enter = gates[0].sigmoid();
            Tensor stay = gates[1].sigmoid();
            Tensor candidate = gates[2].tanh();
            Tensor show = gates[3].sigmoid();
            Tensor cell = stay.mul(state.cell()).add(enter.mul(candidate));
            return new State(show.mul(cell.tanh()), cell);
        }

        @Override
        public List<Tensor> tensors(State state) {
            return List.of(state.hidden(), state.cell());
        }

        @Override
        public State state(List<Tensor> tensors) {
            return new State(tensors.get(0), tensors.get(1));
        }

        @Override
        public String kind() {
            return "lstm";
        }
    }
}
