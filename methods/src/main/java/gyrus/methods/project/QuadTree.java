package gyrus.methods.project;

import java.util.Arrays;

/// Points of the plane in squares within squares, each with the centre of what it holds: a quadtree laid out in the
/// order in which it is walked, so that a walk goes forward in arrays.
///
/// A node's subtree is the nodes from it to its `skip`. The points of a node are neighbours in the sorted order, along
/// a Z-curve.
final class QuadTree {

    /// Points in a leaf at most, unless they cannot be told apart.
    private static final int LEAF = 12;

    /// Halvings of the square at most.
    private static final int DEPTH = 16;

    final int[] order;
    final float[] x;
    final float[] y;
    float[] centreX;
    float[] centreY;
    float[] width;
    int[] from;
    int[] to;
    int[] skip;
    boolean[] leaf;
    int nodes;
    private final long[] keys;
    private float side;

    QuadTree(int points) {
        order = new int[points];
        x = new float[points];
        y = new float[points];
        keys = new long[points];
        int room = Math.max(64, points);
        centreX = new float[room];
        centreY = new float[room];
        width = new float[room];
        from = new int[room];
        to = new int[room];
        skip = new int[room];
        leaf = new boolean[room];
    }

    /// Builds the tree anew for `map`: x and y of each point in turn.
    void build(float[] map) {
        int n = order.length;
        float lowX = Float.POSITIVE_INFINITY;
        float lowY = Float.POSITIVE_INFINITY;
        float highX = Float.NEGATIVE_INFINITY;
        float highY = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            lowX = Math.min(lowX, map[2 * i]);
            highX = Math.max(highX, map[2 * i]);
            lowY = Math.min(lowY, map[2 * i + 1]);
            highY = Math.max(highY, map[2 * i + 1]);
        }
        side = Math.max(Math.max(highX - lowX, highY - lowY), Float.MIN_NORMAL);
        float cells = (1 << DEPTH) / side * (1 - 1e-6f);
        for (int i = 0; i < n; i++) {
            long cell = spread((int) ((map[2 * i] - lowX) * cells))
                    | spread((int) ((map[2 * i + 1] - lowY) * cells)) << 1;
            keys[i] = cell << 31 | i;
        }
        Arrays.parallelSort(keys);
        for (int i = 0; i < n; i++) {
            int point = (int) (keys[i] & Integer.MAX_VALUE);
            order[i] = point;
            x[i] = map[2 * point];
            y[i] = map[2 * point + 1];
        }
        nodes = 0;
        node(0, n, 0);
    }

    private void node(int first, int end, int depth) {
        int node = nodes++;
        if (node == skip.length) grow();
        from[node] = first;
        to[node] = end;
        width[node] = side / (1 << depth);
        leaf[node] = end - first <= LEAF || depth == DEPTH;
        if (leaf[node]) {
            float sumX = 0;
            float sumY = 0;
            for (int i = first; i < end; i++) {
                sumX += x[i];
                sumY += y[i];
            }
            centre(node, sumX, sumY);
        } else {
            int shift = 31 + 2 * (DEPTH - 1 - depth);
            double sumX = 0;
            double sumY = 0;
            for (int at = first; at < end;) {
                int stop = end(at, end, shift);
                int child = nodes;
                node(at, stop, depth + 1);
                sumX += (double) centreX[child] * (stop - at);
                sumY += (double) centreY[child] * (stop - at);
                at = stop;
            }
            centre(node, sumX, sumY);
        }
        skip[node] = nodes;
    }

    private void centre(int node, double sumX, double sumY) {
        int count = to[node] - from[node];
        centreX[node] = (float) (sumX / count);
        centreY[node] = (float) (sumY / count);
    }

    /// Where the points that share the quarter of point `at` end.
    private int end(int at, int end, int shift) {
        long quarter = keys[at] >>> shift;
        int low = at + 1;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] >>> shift == quarter) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void grow() {
        int room = 2 * skip.length;
        centreX = Arrays.copyOf(centreX, room);
        centreY = Arrays.copyOf(centreY, room);
        width = Arrays.copyOf(width, room);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
        skip = Arrays.copyOf(skip, room);
        leaf = Arrays.copyOf(leaf, room);
    }

    /// The 16 bits of a coordinate with a gap after each.
    private static long spread(int cell) {
        long bits = cell & 0xFFFFL;
        bits = (bits | bits << 8) & 0x00FF00FFL;
        bits = (bits | bits << 4) & 0x0F0F0F0FL;
        bits = (bits | bits << 2) & 0x33333333L;
        return (bits | bits << 1) & 0x55555555L;
    }
}
