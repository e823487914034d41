/// LeNet, the first convolutional network that read handwriting at work.
@NullMarked
package gyrus.models.vision.lenet;

import org.jspecify.annotations.NullMarked;
