/// The only place that sees LibTorch: its start-up, its tensors, and the door to its operators.
@NullMarked
package gyrus.tensor.internal;

import org.jspecify.annotations.NullMarked;
