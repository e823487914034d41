/// The variational autoencoder: pictures as points that lie where a normal distribution says.
@NullMarked
package gyrus.models.generative.vae;

import org.jspecify.annotations.NullMarked;
