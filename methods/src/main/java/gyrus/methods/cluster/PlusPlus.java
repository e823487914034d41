package gyrus.methods.cluster;

import gyrus.tensor.Tensor;

/// Draws centroids to begin with: rows far from each other. The first is drawn evenly, each next with a probability in
/// proportion to its squared distance from the nearest that was drawn; of a few such draws the one is taken that leaves
/// the least sum of squares. Arthur & Vassilvitskii 2007, k-means++: the advantages of careful seeding, with the greedy
/// choice of its §5.
public final class PlusPlus {

    private PlusPlus() {}

    /// `count` of these rows, drawn from the current generator. (N, D) → (count, D)
    public static Tensor draw(Tensor rows, int count) {
        int n = Math.toIntExact(rows.size(0));
        int tries = 2 + (int) Math.log(count);
        long[] drawn = new long[count];
        drawn[0] = (long) (Tensor.rand(1).item() * n);
        double[] squares = squares(rows, drawn[0]).toDoubles();
        for (int c = 1; c < count; c++) {
            double[] chances = Tensor.rand(tries).toDoubles();
            double least = Double.POSITIVE_INFINITY;
            double[] best = squares;
            for (double chance : chances) {
                int row = pick(squares, chance);
                double[] left = squares(rows, row).toDoubles();
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    left[i] = Math.min(left[i], squares[i]);
                    sum += left[i];
                }
                if (sum < least) {
                    least = sum;
                    best = left;
                    drawn[c] = row;
                }
            }
            squares = best;
        }
        return rows.indexSelect(0, Tensor.of(drawn));
    }

    private static Tensor squares(Tensor rows, long row) {
        return rows.sub(rows.select(0, row)).square().sum(1);
    }

    /// The row where the running sum of the weights passes its share `chance`.
    private static int pick(double[] weights, double chance) {
        double sum = 0;
        for (double weight : weights) sum += weight;
        double place = chance * sum;
        int row = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] <= 0) continue;
            row = i;
            place -= weights[i];
            if (place < 0) break;
        }
        return row;
    }
}
