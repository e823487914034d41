/// Nets that go along a sequence and remember.
///
/// [gyrus.nn.recurrent.Rnn], [gyrus.nn.recurrent.Gru] and [gyrus.nn.recurrent.Lstm] are stacks of cells. A
/// cell's `step` says what happens from its gates; `run` computes the same by fused kernels, and `stepwise`
/// by the cells.
@NullMarked
package gyrus.nn.recurrent;

import org.jspecify.annotations.NullMarked;
