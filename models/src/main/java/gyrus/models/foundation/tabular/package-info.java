/// Nets for tables: rows of numbers.
@NullMarked
package gyrus.models.foundation.tabular;

import org.jspecify.annotations.NullMarked;
