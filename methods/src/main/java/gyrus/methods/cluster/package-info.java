/// Data in groups: k-means.
@NullMarked
package gyrus.methods.cluster;

import org.jspecify.annotations.NullMarked;
