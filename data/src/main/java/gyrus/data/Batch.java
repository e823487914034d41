package gyrus.data;

import gyrus.tensor.Tensor;

/// Examples that are learned from together: what goes in, and what should come out.
///
/// @param inputs (N, …)
/// @param targets (N, …): classes as int64, or numbers
public record Batch(Tensor inputs, Tensor targets) {

    /// Checks that there are as many inputs as targets.
    public Batch {
        if (inputs.rank() == 0 || targets.rank() == 0) {
            throw new IllegalArgumentException("inputs %s, targets %s; both need a first dimension of examples"
                    .formatted(inputs.shape(), targets.shape()));
        }
        if (inputs.size(0) != targets.size(0)) {
            throw new IllegalArgumentException("%d inputs with %d targets"
                    .formatted(inputs.size(0), targets.size(0)));
        }
    }

    /// Number of examples.
    public long size() {
        return inputs.size(0);
    }
}
