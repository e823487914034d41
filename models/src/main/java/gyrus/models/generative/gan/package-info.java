/// Adversarial nets: one makes pictures, the other tells them from real ones, and each learns from the other.
@NullMarked
package gyrus.models.generative.gan;

import org.jspecify.annotations.NullMarked;
