package gyrus.methods.project;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.stream.IntStream;

/// The nearest neighbours of every point of a set, exact: distances by matrix products, the nearest by a heap.
///
/// `‖xᵢ − xⱼ‖² = ‖xᵢ‖² + ‖xⱼ‖² − 2 xᵢ·xⱼ`; the first term does not change the order. The distances of those chosen are
/// computed again from the differences, where nothing cancels.
///
/// @param k neighbours of a point
/// @param indices k of them for each point, the nearest first; none is the point itself
/// @param squares their squared distances, likewise
public record Neighbours(int k, int[] indices, double[] squares) {

    /// Distances that are held at a time.
    private static final int HELD = 1 << 23;

    /// Finds the `k` nearest of every row of `points`, (N, D). Of those that are equally near, the first.
    ///
    /// @throws IllegalArgumentException unless there are more than `k` points
    public static Neighbours of(Tensor points, int k) {
        int n = Math.toIntExact(points.size(0));
        if (k < 1 || k >= n) {
            throw new IllegalArgumentException("%d neighbours among %d points; ask for 1 to %d".formatted(k, n, n - 1));
        }
        int width = Math.toIntExact(points.size(1));
        Neighbours found = new Neighbours(k, new int[Math.multiplyExact(n, k)], new double[n * k]);
        int block = Math.clamp(HELD / n, 1, n);
        Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                Tensor rows = points.detach().to(DType.FLOAT32).contiguous();
                Tensor columns = rows.t();                                                 // (D, N)
                Tensor half = rows.square().sum(1).mul(0.5);                               // (N)
                float[] values = rows.toFloats();
                for (int from = 0; from < n; from += block) {
                    int first = from;
                    int count = Math.min(block, n - from);
                    float[] order;
                    try (Scope _ = Scope.open()) {
                        order = half.addmm(rows.narrow(0, first, count).neg(), columns).toFloats(); // (count, N)
                    }
                    IntStream.range(0, count).parallel()
                            .forEach(i -> found.choose(order, i * n, n, first + i, values, width));
                }
            }
            return found;
        });
        return found;
    }

    /// Share of the points from `from` to `to` − 1 whose nearest neighbour is of their class.
    public double agreement(long[] classes, int from, int to) {
        int agreed = 0;
        for (int i = from; i < to; i++) {
            if (classes[indices[i * k]] == classes[i]) agreed++;
        }
        return (double) agreed / (to - from);
    }

    /// Keeps the k least numbers of a row in a heap whose top is the largest of them.
    private void choose(float[] order, int at, int n, int self, float[] values, int width) {
        float[] keys = new float[k];
        int[] heap = new int[k];
        int size = 0;
        for (int j = 0; j < n; j++) {
            float key = order[at + j];
            if (size == k ? key >= keys[0] : false) continue;
            if (j == self) continue;
            if (size < k) {
                rise(keys, heap, size++, key, j);
            } else {
                sink(keys, heap, key, j);
            }
        }
        double[] squares = new double[k];
        for (int i = 0; i < k; i++) squares[i] = square(values, self * width, heap[i] * width, width);
        Integer[] ranks = new Integer[k];
        for (int i = 0; i < k; i++) ranks[i] = i;
        java.util.Arrays.sort(ranks, (a, b) -> squares[a] != squares[b] ? Double.compare(squares[a], squares[b])
                : Integer.compare(heap[a], heap[b]));
        for (int i = 0; i < k; i++) {
            indices[self * k + i] = heap[ranks[i]];
            this.squares[self * k + i] = squares[ranks[i]];
        }
    }

    private static void rise(float[] keys, int[] heap, int place, float key, int index) {
        int child = place;
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (keys[parent] >= key) break;
            keys[child] = keys[parent];
            heap[child] = heap[parent];
            child = parent;
        }
        keys[child] = key;
        heap[child] = index;
    }

    private static void sink(float[] keys, int[] heap, float key, int index) {
        int parent = 0;
        for (int child = 1; child < keys.length; child = 2 * parent + 1) {
            if (child + 1 < keys.length && keys[child + 1] > keys[child]) child++;
            if (keys[child] <= key) break;
            keys[parent] = keys[child];
            heap[parent] = heap[child];
            parent = child;
        }
        keys[parent] = key;
        heap[parent] = index;
    }

    private static double square(float[] values, int a, int b, int width) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double difference = (double) values[a + i] - values[b + i];
            sum += difference * difference;
        }
        return sum;
    }
}
