/// The search for good options: what can be tried ([Space]), what to try next ([Strategy]), and the run that tries it
/// ([Search]).
@NullMarked
package gyrus.methods.search;

import org.jspecify.annotations.NullMarked;
