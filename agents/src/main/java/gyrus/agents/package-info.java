/// The work of learning by acting.
@NullMarked
package gyrus.agents;

import org.jspecify.annotations.NullMarked;
