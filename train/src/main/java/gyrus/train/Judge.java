package gyrus.train;

/// Sums up how a net does, batch by batch. What it keeps of a batch must not be tensors: they are freed after each.
///
/// @param <B> a batch
public interface Judge<B> {

    /// Looks at one batch.
    void see(B batch);

    /// The figures for all batches seen.
    Evaluation evaluation();
}
