/// Numbers as 8-bit integers: how they are made ([gyrus.methods.quantize.Quantized]), the parts of a net that hold
/// their weights so, and the method that puts them in.
@NullMarked
package gyrus.methods.quantize;

import org.jspecify.annotations.NullMarked;
