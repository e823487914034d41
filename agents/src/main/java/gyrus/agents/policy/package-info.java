/// Learning what to do: an actor that is improved by what a critic makes of its deeds.
@NullMarked
package gyrus.agents.policy;

import org.jspecify.annotations.NullMarked;
