/// Learning what actions are worth: tables and deep Q-networks, with the memory that they learn from.
@NullMarked
package gyrus.agents.value;

import org.jspecify.annotations.NullMarked;
