/// Data: sets of examples, their division, and the order in which they are dealt out.
@NullMarked
package gyrus.data;

import org.jspecify.annotations.NullMarked;
