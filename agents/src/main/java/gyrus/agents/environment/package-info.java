/// Worlds to act in, computed by their published equations, one at a time or many at once.
@NullMarked
package gyrus.agents.environment;

import org.jspecify.annotations.NullMarked;
