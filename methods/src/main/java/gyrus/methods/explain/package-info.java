/// What in a picture a net's answer rests on.
@NullMarked
package gyrus.methods.explain;

import org.jspecify.annotations.NullMarked;
