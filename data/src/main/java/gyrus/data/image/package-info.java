/// Pictures: reading and writing files, resizing as the reference libraries do, and random transforms of
/// batches.
@NullMarked
package gyrus.data.image;

import org.jspecify.annotations.NullMarked;
