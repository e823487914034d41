/// How parameters follow their gradients: rules of one step, the optimizer that drives them, learning rates
/// over time, and averages of the weights.
///
/// Rules and schedules are records; what has state from step to step ([gyrus.train.optim.Optimizer],
/// [gyrus.train.optim.Plateau], [gyrus.train.optim.Ema]) is saved and restored bit for bit.
@NullMarked
package gyrus.train.optim;

import org.jspecify.annotations.NullMarked;
