package gyrus.tensor;

/// Prints a tensor as PyTorch does.
final class Printer {

    private Printer() {}

    static String print(Tensor tensor) {
        return "tensor(%s, %s)".formatted(tensor.shape(), tensor.dtype());
    }
}
