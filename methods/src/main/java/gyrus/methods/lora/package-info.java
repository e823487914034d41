/// Low-rank adaptation: a trained net learns more by few weights, which are merged in the end.
@NullMarked
package gyrus.methods.lora;

import org.jspecify.annotations.NullMarked;
