package gyrus.train.optim;

import gyrus.tensor.Tensor;
import java.util.List;

/// Every weight moves by the same amount, the sign decides where: `θ ← θ − η(sign(β₁m + (1 − β₁)g) + λθ)`,
/// then `m ← β₂m + (1 − β₂)g`. Half the memory of Adam; wants a rate three to ten times smaller and a weight
/// decay as much larger.
///
/// Chen et al. 2023, Symbolic Discovery of Optimization Algorithms, Algorithm 2.
///
/// @param rate the learning rate η
/// @param beta1 β₁, the share of the memory in the step
/// @param beta2 β₂, how slowly the memory fades
/// @param weightDecay λ
public record Lion(double rate, double beta1, double beta2, double weightDecay) implements Rule {

    /// Checks the values.
    public Lion {
        Check.notNegative("rate", rate);
        Check.fading("beta1", beta1);
        Check.fading("beta2", beta2);
        Check.notNegative("weight decay", weightDecay);
    }

    /// Lion with β₁ 0.9, β₂ 0.99 and no weight decay.
    public static Lion of(double rate) {
        return new Lion(rate, 0.9, 0.99, 0);
    }

    /// The same with these averages.
    public Lion betas(double beta1, double beta2) {
        return new Lion(rate, beta1, beta2, weightDecay);
    }

    /// The same with this weight decay.
    public Lion weightDecay(double weightDecay) {
        return new Lion(rate, beta1, beta2, weightDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("exp_avg");
    }

    @Override
    public void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step,
            double rate) {
        List<Tensor> average = memory.slot("exp_avg");
        List<Tensor> direction = Foreach.mul(average, beta1);
        Foreach.addAssign(direction, gradients, 1 - beta1);
        Foreach.signAssign(direction);
        if (weightDecay != 0) Foreach.mulAssign(parameters, 1 - rate * weightDecay);
        Foreach.addAssign(parameters, direction, -rate);
        Foreach.mulAssign(average, beta2);
        Foreach.addAssign(average, gradients, 1 - beta2);
    }
}
