/// Diffusion: pictures are made of noise by a net that has learned to see the noise in them.
@NullMarked
package gyrus.models.generative.diffusion;

import org.jspecify.annotations.NullMarked;
