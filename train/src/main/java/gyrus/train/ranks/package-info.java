/// Training on several ranks: processes that hold the same net, each learn from a share of every batch, and average
/// their gradients.
///
/// [gyrus.train.ranks.Place] is where a process stands among the others, as its launcher says. [gyrus.train.ranks.Crew]
/// is what a step sees of the others. Between two steps all ranks hold the same state, so a checkpoint is that of any
/// of them, and a run goes on with another number of ranks.
///
/// Li et al. 2020, PyTorch Distributed: Experiences on Accelerating Data Parallel Training.
@NullMarked
package gyrus.train.ranks;

import org.jspecify.annotations.NullMarked;
