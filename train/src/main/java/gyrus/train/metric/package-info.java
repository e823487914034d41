/// Figures that say how good predictions are, exact and over plain arrays.
@NullMarked
package gyrus.train.metric;

import org.jspecify.annotations.NullMarked;
