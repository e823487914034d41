/// Residual networks of 18 to 152 layers, with torchvision's names of weights.
@NullMarked
package gyrus.models.vision.resnet;

import org.jspecify.annotations.NullMarked;
