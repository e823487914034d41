/// Tensors: arrays of numbers of any rank that live in native memory, know how they were computed, and
/// can be differentiated.
///
/// [gyrus.tensor.Tensor] is the one class of the package that is used everywhere. What can be computed from
/// tensors is declared by topic in the interfaces that it implements ([gyrus.tensor.Arithmetic],
/// [gyrus.tensor.Reduction], [gyrus.tensor.Indexing], …); to a caller all of them are methods of a tensor.
/// [gyrus.tensor.Scope] bounds how long native memory is held, [gyrus.tensor.Gradients] differentiates,
/// [gyrus.tensor.Generator] makes random numbers.
@NullMarked
package gyrus.tensor;

import org.jspecify.annotations.NullMarked;
