/// The command `gyrus`: one small class a verb, over what `gyrus.train` offers.
///
/// Standard output has the result and nothing else; progress and messages go to standard error. The process
/// ends with 0 when the work is done, 1 when it failed, 2 when the command was wrong. Arguments are read by
/// hand: those that matter come from the recipes' own records, and a library for the few others would take as
/// long as all of `--help` does now.
@NullMarked
package gyrus.cli;

import org.jspecify.annotations.NullMarked;
