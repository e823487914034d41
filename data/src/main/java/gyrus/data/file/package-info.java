/// Getting files and opening them safely: downloads checked by hash, archives, IDX arrays.
///
/// What comes from outside is never trusted: sizes are checked before memory is asked for, and a bad file is
/// refused with a [BadFileException] that names the file, the place and the rule.
@NullMarked
package gyrus.data.file;

import org.jspecify.annotations.NullMarked;
