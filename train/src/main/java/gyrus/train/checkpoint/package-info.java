/// Checkpoints that survive a kill, a full disk and a failing one.
@NullMarked
package gyrus.train.checkpoint;

import org.jspecify.annotations.NullMarked;
