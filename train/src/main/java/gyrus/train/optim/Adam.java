package gyrus.train.optim;

import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import java.util.List;

/// Steps scaled by running averages of the gradient and of its square: `θ ← θ − η·m̂/(√v̂ + ε)` with
/// `m ← β₁m + (1 − β₁)g`, `v ← β₂v + (1 − β₂)g²`, `m̂ = m/(1 − β₁ᵗ)`, `v̂ = v/(1 − β₂ᵗ)`. Weight decay is
/// added to the gradient; [AdamW] takes it from the weight instead, which mostly learns better.
///
/// Kingma & Ba 2015, Adam: A Method for Stochastic Optimization, Algorithm 1; AMSGrad: Reddi et al. 2018, On
/// the Convergence of Adam and Beyond, Algorithm 2.
///
/// @param rate the learning rate η
/// @param beta1 β₁, how slowly the average of the gradient fades
/// @param beta2 β₂, how slowly the average of its square fades
/// @param epsilon ε, against division by zero
/// @param weightDecay λ, added to the gradient as `λθ`
/// @param amsgrad whether v̂ is replaced by its largest value so far
public record Adam(double rate, double beta1, double beta2, double epsilon, double weightDecay,
        boolean amsgrad) implements Rule {

    private static final Operator FUSED = Operator.named("aten::_fused_adam_");

    /// Checks the values.
    public Adam {
        check(rate, beta1, beta2, epsilon, weightDecay);
    }

    static void check(double rate, double beta1, double beta2, double epsilon, double weightDecay) {
        Check.notNegative("rate", rate);
        Check.fading("beta1", beta1);
        Check.fading("beta2", beta2);
        Check.notNegative("epsilon", epsilon);
        Check.notNegative("weight decay", weightDecay);
    }

    /// Adam with β₁ 0.9, β₂ 0.999, ε 1e-8 and no weight decay.
    public static Adam of(double rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
    }

    /// The same with these averages.
    public Adam betas(double beta1, double beta2) {
        return new Adam(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /// The same with this ε.
    public Adam epsilon(double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /// The same with this weight decay.
    public Adam weightDecay(double weightDecay) {
        return new Adam(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /// The same, with AMSGrad or without.
    public Adam amsgrad(boolean amsgrad) {
        return new Adam(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    @Override
    public List<String> slots() {
        return slots(amsgrad);
    }

    static List<String> slots(boolean amsgrad) {
        return amsgrad ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
                : List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step,
            double rate) {
        FUSED.call(parameters, gradients, memory.slot("exp_avg"), memory.slot("exp_avg_sq"),
                amsgrad ? memory.slot("max_exp_avg_sq") : List.of(), Foreach.count(parameters, step),
                rate, beta1, beta2, weightDecay, epsilon, amsgrad, false);
    }
}
