package gyrus.train.optim;

import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import java.util.List;

/// Steps scaled by the sum of all squared gradients so far: `θ ← θ − ηₜ·g/(√s + ε)`, `s ← s + g²`,
/// `ηₜ = η/(1 + (t − 1)·decay)`. For sparse features: each has its own rate, which falls as it is seen.
///
/// Duchi, Hazan & Singer 2011, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization.
///
/// @param rate the learning rate η
/// @param decay how fast the rate falls
/// @param weightDecay λ, added to the gradient as `λθ`
/// @param initial the s to begin with
/// @param epsilon ε, against division by zero
public record Adagrad(double rate, double decay, double weightDecay, double initial, double epsilon)
        implements Rule {

    private static final Operator FUSED = Operator.named("aten::_fused_adagrad_");

    /// Checks the values.
    public Adagrad {
        Check.notNegative("rate", rate);
        Check.notNegative("decay", decay);
        Check.notNegative("weight decay", weightDecay);
        Check.notNegative("initial sum", initial);
        Check.notNegative("epsilon", epsilon);
    }

    /// Adagrad with ε 1e-10, without decay.
    public static Adagrad of(double rate) {
        return new Adagrad(rate, 0, 0, 0, 1e-10);
    }

    /// The same with a rate that falls so fast.
    public Adagrad decay(double decay) {
        return new Adagrad(rate, decay, weightDecay, initial, epsilon);
    }

    /// The same with this weight decay.
    public Adagrad weightDecay(double weightDecay) {
        return new Adagrad(rate, decay, weightDecay, initial, epsilon);
    }

    /// The same with this sum to begin with.
    public Adagrad initial(double initial) {
        return new Adagrad(rate, decay, weightDecay, initial, epsilon);
    }

    /// The same with this ε.
    public Adagrad epsilon(double epsilon) {
        return new Adagrad(rate, decay, weightDecay, initial, epsilon);
    }

    @Override
    public List<String> slots() {
        return List.of("sum");
    }

    @Override
    public double initial(String slot) {
        return initial;
    }

    @Override
    public void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step,
            double rate) {
        FUSED.call(parameters, gradients, memory.slot("sum"), Foreach.count(parameters, step), rate, decay,
                weightDecay, epsilon, false);
    }
}
