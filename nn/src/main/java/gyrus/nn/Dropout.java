package gyrus.nn;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;

/// In training, sets each element to zero with probability `p` and divides the rest by 1 − p; otherwise
/// changes nothing. Draws from the current [Generator].
///
/// Srivastava et al. 2014, Dropout: A Simple Way to Prevent Neural Networks from Overfitting.
///
/// @param p the probability
public record Dropout(double p) implements Layer {

    /// Checks that `p` is a probability.
    public Dropout {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout probability %s is not within 0 and 1".formatted(p));
        }
    }

    @Override
    public Tensor forward(Tensor input) {
        return p > 0 && Mode.training() ? input.dropout(p, Generator.current()) : input;
    }
}
