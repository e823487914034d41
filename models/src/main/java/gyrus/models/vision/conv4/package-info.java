/// Four convolutions: the embedding of most papers on learning from few examples.
@NullMarked
package gyrus.models.vision.conv4;

import org.jspecify.annotations.NullMarked;
