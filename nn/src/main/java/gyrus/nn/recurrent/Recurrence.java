package gyrus.nn.recurrent;

import gyrus.tensor.Tensor;

/// What a recurrent net gives for a sequence.
///
/// @param outputs of the last layer at every step, both directions side by side: (B, T, directions·hidden)
/// @param state after the last step, from which the next piece of the sequence can go on; its tensors are
///     (layers·directions, B, hidden), the directions of one layer next to each other
public record Recurrence<S>(Tensor outputs, S state) {}
