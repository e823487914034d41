/// Attention, and what belongs to it: masks, heads, positions, a transformer's layer.
///
/// [gyrus.nn.attention.ScaledDotProduct] is attention itself, for nets with projections of their own;
/// [gyrus.nn.attention.MultiHeadAttention] is the layer.
@NullMarked
package gyrus.nn.attention;

import org.jspecify.annotations.NullMarked;
