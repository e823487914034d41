/// Pruning: the weights that matter least are cut, and those that are left learn to do without.
@NullMarked
package gyrus.methods.prune;

import org.jspecify.annotations.NullMarked;
