/// Data sets that are ready to learn from: generated ones that need no download, and readers of well-known
/// folders.
@NullMarked
package gyrus.data.sets;

import org.jspecify.annotations.NullMarked;
