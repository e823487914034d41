/// Language models at work: foretelling tokens as a task, and writing with them: how a token is chosen, and where the
/// text ends.
@NullMarked
package gyrus.train.text;

import org.jspecify.annotations.NullMarked;
