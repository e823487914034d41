package gyrus.train.optim;

import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import java.util.List;

/// [Adam] with weight decay apart from the gradient: `θ ← (1 − ηλ)θ − η·m̂/(√v̂ + ε)`. The usual choice for
/// transformers.
///
/// Loshchilov & Hutter 2019, Decoupled Weight Decay Regularization, Algorithm 2.
///
/// @param rate the learning rate η
/// @param beta1 β₁, how slowly the average of the gradient fades
/// @param beta2 β₂, how slowly the average of its square fades
/// @param epsilon ε, against division by zero
/// @param weightDecay λ
/// @param amsgrad whether v̂ is replaced by its largest value so far
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay,
        boolean amsgrad) implements Rule {

    private static final Operator FUSED = Operator.named("aten::_fused_adamw_");

    /// Checks the values.
    public AdamW {
        Adam.check(rate, beta1, beta2, epsilon, weightDecay);
    }

    /// AdamW with β₁ 0.9, β₂ 0.999, ε 1e-8 and weight decay 0.01.
    public static AdamW of(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, false);
    }

    /// The same with these averages.
    public AdamW betas(double beta1, double beta2) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /// The same with this ε.
    public AdamW epsilon(double epsilon) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /// The same with this weight decay.
    public AdamW weightDecay(double weightDecay) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    /// The same, with AMSGrad or without.
    public AdamW amsgrad(boolean amsgrad) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay, amsgrad);
    }

    @Override
    public List<String> slots() {
        return Adam.slots(amsgrad);
    }

    @Override
    public void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step,
            double rate) {
        FUSED.call(parameters, gradients, memory.slot("exp_avg"), memory.slot("exp_avg_sq"),
                amsgrad ? memory.slot("max_exp_avg_sq") : List.of(), Foreach.count(parameters, step),
                rate, beta1, beta2, weightDecay, epsilon, amsgrad, false);
    }
}
