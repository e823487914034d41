/// What the methods on a run have in common: [gyrus.methods.Retraining] teaches a changed net by what its run learned
/// by, [gyrus.methods.Change] changes one without, and [gyrus.methods.Footprint] measures what was gained and lost.
@NullMarked
package gyrus.methods;

import org.jspecify.annotations.NullMarked;
