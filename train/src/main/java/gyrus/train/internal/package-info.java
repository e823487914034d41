/// Small parts that this module shares with itself alone.
@NullMarked
package gyrus.train.internal;

import org.jspecify.annotations.NullMarked;
