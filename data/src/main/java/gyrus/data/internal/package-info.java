/// What the packages of this module share and nobody else sees.
@NullMarked
package gyrus.data.internal;

import org.jspecify.annotations.NullMarked;
