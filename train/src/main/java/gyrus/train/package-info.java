/// How a net learns, from the choice of options to the weights that are kept.
///
/// A [Recipe] has options and builds a [Job] of them, most often a [Training]: a net, its data, the [Update] that a
/// batch makes, the [Task] that judges the net, and the [Plan] of how long. A [Runner] runs it in a [RunFolder], from
/// which it goes on to the same bits after a cut.
///
/// A run tells what happens as [Event]s. Everything that shows or keeps a run (the log on disk, the progress
/// line, TensorBoard files, pictures) is a consumer of these events and can replay them from the log.
@NullMarked
package gyrus.train;

import org.jspecify.annotations.NullMarked;
