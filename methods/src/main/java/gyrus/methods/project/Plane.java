package gyrus.methods.project;

import gyrus.nn.Buffer;
import gyrus.nn.Net;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;

/// A map: where in the plane each example lies, and of which class it is.
///
/// @param points x and y of each example, (N, 2)
/// @param classes the number of each one's class, (N) int64
public record Plane(@Buffer Tensor points, @Buffer Tensor classes) implements Net {

    /// An empty map of so many examples.
    public static Plane of(long examples) {
        return new Plane(Tensor.zeros(examples, 2), Tensor.zeros(DType.INT64, examples));
    }

    /// Share of the examples from `from` to `to` − 1 whose nearest neighbour in the plane, among all others, is of
    /// their class.
    public double knn(int from, int to) {
        return Neighbours.of(points, 1).agreement(classes.toLongs(), from, to);
    }
}
