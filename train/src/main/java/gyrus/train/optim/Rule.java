package gyrus.train.optim;

import gyrus.tensor.Tensor;
import java.util.List;

/// How one step changes parameters, given their gradients: a record of hyper-parameters. What a rule
/// remembers from step to step it has in slots, tensors in the shape of the parameter, which an [Optimizer]
/// keeps for it.
public interface Rule {

    /// The learning rate, which a [Schedule] multiplies.
    double rate();

    /// The names of what is remembered for each parameter, as PyTorch has them, such as `exp_avg`.
    List<String> slots();

    /// The value with which that slot begins.
    default double initial(String slot) {
        return 0;
    }

    /// Changes `parameters` in place. They are of one type and on one device, and were all changed `step` − 1
    /// times before. Nothing is being recorded.
    ///
    /// @param gradients one for each parameter, laid out as it is; must not be changed
    /// @param memory what is remembered of the parameters; to be changed in place
    /// @param step number of this step, from 1
    /// @param rate the learning rate of this step
    void apply(List<Tensor> parameters, List<Tensor> gradients, Memory memory, long step, double rate);

    /// What is remembered of some parameters.
    interface Memory {

        /// The tensors of one of the [Rule#slots()], one for each parameter.
        List<Tensor> slot(String name);
    }
}
