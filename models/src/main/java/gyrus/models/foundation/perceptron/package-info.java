/// The first network: layers of neurons, each connected to all of the layer before; and its gradients by hand.
@NullMarked
package gyrus.models.foundation.perceptron;

import org.jspecify.annotations.NullMarked;
