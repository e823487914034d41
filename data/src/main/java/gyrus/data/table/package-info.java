/// Tables: reading CSV files, and turning their columns into numbers by what the training rows show.
@NullMarked
package gyrus.data.table;

import org.jspecify.annotations.NullMarked;
