package gyrus.methods.project;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How the points of a map push each other away, in O(N log N): a square of points that is far off pushes as one in its
/// centre. Barnes & Hut 1986, A hierarchical O(N log N) force-calculation algorithm; for t-SNE van der Maaten 2014,
/// §4.2.
///
/// Points near each other are served together: one walk through the tree lists what pushes the whole group, and the
/// list is then applied to all of it in straight loops, which the processor takes many points at a time. A square
/// counts as far off by its distance from the group's box, so no point is served worse than by a walk of its own.
/// Barnes 1990, A modified tree code: don't laugh; it runs.
///
/// The same bits come out whatever the number of threads: groups depend on the points alone, and their sums are added
/// in their order.
final class Repulsion {

    /// Points in a group at most.
    private static final int GROUP = 128;

    private final double angle;
    private final QuadTree tree;
    private final int[] groups;
    private final double[] sums;

    /// For so many points.
    ///
    /// @param angle width of a square over its distance below which it counts as far off
    Repulsion(int points, double angle) {
        this.angle = angle;
        this.tree = new QuadTree(points);
        this.groups = new int[points + 1];
        this.sums = new double[points];
    }

    /// Computes `Σⱼ qᵢⱼ²(yᵢ − yⱼ)` with `qᵢⱼ = 1 / (1 + ‖yᵢ − yⱼ‖²)` for every point of `map`.
    ///
    /// @param map x and y of each point in turn
    /// @param forces takes the sums, likewise
    /// @return `Z = Σᵢ≠ⱼ qᵢⱼ`
    double of(float[] map, float[] forces) {
        tree.build(map);
        int count = 0;
        for (int node = 0; node < tree.nodes;) {
            if (tree.leaf[node] || tree.to[node] - tree.from[node] <= GROUP) {
                groups[count++] = node;
                node = tree.skip[node];
            } else {
                node++;
            }
        }
        IntStream.range(0, count).parallel().forEach(group -> sums[group] = push(groups[group], forces));
        double sum = -tree.order.length;                                                   // each saw itself
        for (int group = 0; group < count; group++) sum += sums[group];
        return sum;
    }

    private double push(int group, float[] forces) {
        int from = tree.from[group];
        int size = tree.to[group] - from;
        float[] x = Arrays.copyOfRange(tree.x, from, from + size);
        float[] y = Arrays.copyOfRange(tree.y, from, from + size);
        float[] forceX = new float[size];
        float[] forceY = new float[size];
        float[] near = new float[size];
        Pushers pushers = list(x, y);
        for (int e = 0; e < pushers.count; e++) {
            push(x, y, pushers.x[e], pushers.y[e], pushers.mass[e], forceX, forceY, near);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            int point = tree.order[from + i];
            forces[2 * point] = forceX[i];
            forces[2 * point + 1] = forceY[i];
            sum += near[i];
        }
        return sum;
    }

    private static void push(float[] x, float[] y, float fromX, float fromY, float mass, float[] forceX,
            float[] forceY, float[] near) {
        for (int i = 0; i < x.length; i++) {
            float dx = x[i] - fromX;
            float dy = y[i] - fromY;
            float q = 1 / (1 + dx * dx + dy * dy);
            float massQ = mass * q;
            float massQQ = massQ * q;
            near[i] += massQ;
            forceX[i] += massQQ * dx;
            forceY[i] += massQQ * dy;
        }
    }

    /// What pushes the points of a group: squares that are far off, and single points.
    private Pushers list(float[] x, float[] y) {
        float lowX = x[0];
        float lowY = y[0];
        float highX = lowX;
        float highY = lowY;
        for (int i = 1; i < x.length; i++) {
            lowX = Math.min(lowX, x[i]);
            highX = Math.max(highX, x[i]);
            lowY = Math.min(lowY, y[i]);
            highY = Math.max(highY, y[i]);
        }
        Pushers pushers = new Pushers();
        float far = (float) (1 / (angle * angle));
        for (int node = 0; node < tree.nodes;) {
            float dx = Math.max(0, Math.max(lowX - tree.centreX[node], tree.centreX[node] - highX));
            float dy = Math.max(0, Math.max(lowY - tree.centreY[node], tree.centreY[node] - highY));
            float width = tree.width[node];
            if (width * width * far < dx * dx + dy * dy) {
                pushers.add(tree.centreX[node], tree.centreY[node], tree.to[node] - tree.from[node]);
                node = tree.skip[node];
            } else if (tree.leaf[node]) {
                for (int i = tree.from[node]; i < tree.to[node]; i++) pushers.add(tree.x[i], tree.y[i], 1);
                node = tree.skip[node];
            } else {
                node++;
            }
        }
        return pushers;
    }

    private static final class Pushers {
        private float[] x = new float[1024];
        private float[] y = new float[1024];
        private float[] mass = new float[1024];
        private int count;

        void add(float atX, float atY, int points) {
            if (count == x.length) {
                x = Arrays.copyOf(x, 2 * count);
                y = Arrays.copyOf(y, 2 * count);
                mass = Arrays.copyOf(mass, 2 * count);
            }
            x[count] = atX;
            y[count] = atY;
            mass[count++] = points;
        }
    }
}
