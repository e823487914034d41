/// U-Nets: pictures in, pictures of the same size out. The parts of diffusion and of segmentation.
@NullMarked
package gyrus.models.vision.unet;

import org.jspecify.annotations.NullMarked;
