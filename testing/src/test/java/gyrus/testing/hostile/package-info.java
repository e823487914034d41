/// Files from strangers: what a reader must survive, format by format.
@NullMarked
package gyrus.testing.hostile;

import org.jspecify.annotations.NullMarked;
