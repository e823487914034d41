package gyrus.train.optim;

import gyrus.tensor.Operator;
import gyrus.tensor.Tensor;
import java.util.List;

/// Gradient descent, with momentum where it is asked for: `θ ← θ − ηb`, `b ← μb + (1 − δ)g`, g the gradient
/// plus `λθ`. The first b is g itself. Nesterov's looks ahead: `θ ← θ − η(g + μb)`.
///
/// Sutskever et al. 2013, On the importance of initialization and momentum in deep learning, §2, as PyTorch
/// has it.
///
/// @param rate the learning rate η
/// @param momentum μ, the share of the last step that goes on; 0 for none
/// @param dampening δ, the share of the gradient that momentum does not take up
/// @param weightDecay λ, added to the gradient as `λθ`
/// @param nesterov whether the step looks ahead
public record Sgd(double rate, double momentum, double dampening, double weightDecay, boolean nesterov)
        implements Rule {

    private static final Operator FUSED = Operator.named("aten::_fused_sgd_");

    /// Checks the values.
    public Sgd {
        Check.notNegative("rate", rate);
        Check.notNegative("momentum", momentum);
        Check.notNegative("weight decay", weightDecay);
        if (!Double.isFinite(dampening)) throw new IllegalArgumentException("dampening is " + dampening);
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("Nesterov's step needs momentum without dampening, "
                    + "not momentum %s and dampening %s".formatted(momentum, dampening));
        }
    }

    /// Plain gradient descent.
    public static Sgd of(double rate) {
        return new Sgd(rate, 0, 0, 0, false);
    }

    /// The same with this momentum.
    public Sgd momentum(double momentum) {
        return new Sgd(rate, momentum, dampening, weightDecay, nesterov);
    }

    /// The same with this dampening.
    public Sgd dampening(double dampening) {
        return new Sgd(rate, momentum, dampening, weightDecay, nesterov);
    }

    /// The same with this weight decay.
    public Sgd weightDecay(double weightDecay) {
        return new Sgd(rate, momentum, dampening, weightDecay, nesterov);
    }

    /// The same, looking ahead or not.
    public Sgd nesterov(boolean nesterov) {
        return new Sgd(rate, momentum, dampening, weightDecay, nesterov);
    }

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of("momentum_buffer");
    }

    @Override
    public void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step,
            double rate) {
        List<Tensor> buffers = momentum == 0 ? List.of() : memory.slot("momentum_buffer");
        FUSED.call(parameters, gradients, buffers, weightDecay, momentum, rate, dampening, nesterov, false,
                step == 1);
    }
}
