package gyrus.train.optim;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Steps scaled by a running average of the squared gradient: `θ ← θ − η·g/(√v + ε)`, `v ← αv + (1 − α)g²`.
/// Centred, v is less the square of the gradient's own average; with momentum, `b ← μb + g/(√v + ε)`,
/// `θ ← θ − ηb`.
///
/// Tieleman & Hinton 2012, Neural Networks for Machine Learning, lecture 6.5; centred: Graves 2013,
/// Generating Sequences With Recurrent Neural Networks, §4.2.
///
/// @param rate the learning rate η
/// @param alpha α, how slowly the average of the square fades
/// @param epsilon ε, against division by zero
/// @param weightDecay λ, added to the gradient as `λθ`
/// @param momentum μ, the share of the last step that goes on; 0 for none
/// @param centered whether the variance of the gradient takes the place of its square
public record RmsProp(double rate, double alpha, double epsilon, double weightDecay, double momentum,
        boolean centered) implements Rule {

    /// Checks the values.
    public RmsProp {
        Check.notNegative("rate", rate);
        Check.fading("alpha", alpha);
        Check.notNegative("epsilon", epsilon);
        Check.notNegative("weight decay", weightDecay);
        Check.notNegative("momentum", momentum);
    }

    /// RMSprop with α 0.99 and ε 1e-8, without momentum and weight decay, not centred.
    public static RmsProp of(double rate) {
        return new RmsProp(rate, 0.99, 1e-8, 0, 0, false);
    }

    /// The same with this average of squares.
    public RmsProp alpha(double alpha) {
        return new RmsProp(rate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /// The same with this ε.
    public RmsProp epsilon(double epsilon) {
        return new RmsProp(rate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /// The same with this weight decay.
    public RmsProp weightDecay(double weightDecay) {
        return new RmsProp(rate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /// The same with this momentum.
    public RmsProp momentum(double momentum) {
        return new RmsProp(rate, alpha, epsilon, weightDecay, momentum, centered);
    }

    /// The same, centred or not.
    public RmsProp centered(boolean centered) {
        return new RmsProp(rate, alpha, epsilon, weightDecay, momentum, centered);
    }

    @Override
    public List<String> slots() {
        List<String> slots = new ArrayList<>(List.of("square_avg"));
        if (momentum > 0) slots.add("momentum_buffer");
        if (centered) slots.add("grad_avg");
        return List.copyOf(slots);
    }

    @Override
    public void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step,
            double rate) {
        List<Tensor> g = weightDecay == 0 ? gradients : Foreach.add(gradients, parameters, weightDecay);
        List<Tensor> squares = memory.slot("square_avg");
        Foreach.mulAssign(squares, alpha);
        Foreach.addcmulAssign(squares, g, g, 1 - alpha);
        List<Tensor> scale = centered ? deviation(squares, memory.slot("grad_avg"), g)
                : Foreach.sqrt(squares);
        Foreach.addAssign(scale, epsilon);
        if (momentum == 0) {
            Foreach.addcdivAssign(parameters, g, scale, -rate);
            return;
        }
        List<Tensor> buffers = memory.slot("momentum_buffer");
        Foreach.mulAssign(buffers, momentum);
        Foreach.addcdivAssign(buffers, g, scale, 1);
        Foreach.addAssign(parameters, buffers, -rate);
    }

    /// `√(E[g²] − E[g]²)`, once `means` have taken up the gradients.
    private List<Tensor> deviation(List<Tensor> squares, List<Tensor> means, List<Tensor> gradients) {
        Foreach.lerpAssign(means, gradients, 1 - alpha);
        List<Tensor> variance = Foreach.addcmul(squares, means, means, -1);
        Foreach.sqrtAssign(variance);
        return variance;
    }
}
