/// Event files that TensorBoard shows, written beside a run's own log.
@NullMarked
package gyrus.train.tensorboard;

import org.jspecify.annotations.NullMarked;
