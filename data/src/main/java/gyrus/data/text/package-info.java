/// Text: reading files of it, and splitting it into words that are counted.
@NullMarked
package gyrus.data.text;

import org.jspecify.annotations.NullMarked;
