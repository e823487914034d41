/// Pictures of a run: curves, confusion matrices, samples with their predictions.
///
/// They are drawn without any font, so that they come out the same on a bare server as on a desktop.
@NullMarked
package gyrus.train.picture;

import org.jspecify.annotations.NullMarked;
