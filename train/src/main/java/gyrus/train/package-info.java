/// How a run is described, watched and written down: recipes' options, events, the run folder and its log.
///
/// A run tells what happens as [Event]s. Everything that shows or keeps a run (the log on disk, the progress
/// line, TensorBoard files, pictures) is a consumer of these events and can replay them from the log.
@NullMarked
package gyrus.train;

import org.jspecify.annotations.NullMarked;
