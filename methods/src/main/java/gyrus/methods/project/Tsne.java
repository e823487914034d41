package gyrus.methods.project;

import gyrus.data.Batch;
import gyrus.tensor.Tensor;
import gyrus.train.Event;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// t-SNE: moves the points of a map until neighbours in the data are neighbours in the plane. A step is one of gradient
/// descent on `KL(P‖Q) = Σ pᵢⱼ ln(pᵢⱼ / qᵢⱼ)`, with `qᵢⱼ ∝ 1 / (1 + ‖yᵢ − yⱼ‖²)`:
/// `∂KL/∂yᵢ = 4 Σⱼ (pᵢⱼ − qᵢⱼ)(yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²)`.
///
/// Van der Maaten & Hinton 2008, Visualizing Data using t-SNE, with momentum, a gain for each coordinate, and
/// affinities exaggerated at first; the repulsion by [Repulsion]. It begins with the first two principal components and
/// learns at a rate of N over the exaggeration: Kobak & Berens 2019, The art of using t-SNE for single-cell
/// transcriptomics. So nothing is random.
public final class Tsne implements Update<Plane, Batch> {

    /// Iterations with exaggerated affinities, at most a quarter of all.
    private static final long EXPLORING = 250;

    private static final double LEAST_RATE = 200;
    private static final double START = 1e-4;
    private static final double STILL = 1e-7;
    private static final float LEAST_GAIN = 0.01f;

    /// Iterations between two tellings of the divergence.
    private static final long TELL = 50;

    /// Iterations after the exaggerated ones in which small forces are no end: the map may still be as small.
    private static final long SPREADING = 100;

    private static final int BLOCK = 256;

    private final Settings settings;
    private @Nullable Forces forces;
    private float[] velocity = {};
    private float[] gains = {};
    private double divergence = Double.NaN;
    private boolean still;

    /// What can be chosen.
    ///
    /// @param perplexity neighbours that count for a point
    /// @param iterations steps in all
    /// @param exaggeration what affinities are multiplied by at first
    /// @param angle of [Repulsion]: 0 computes every pair
    /// @param components principal components that the data is reduced to before
    public record Settings(double perplexity, long iterations, double exaggeration, double angle, int components) {

        /// Checks the numbers.
        public Settings {
            if (!(perplexity >= 1)) {
                throw new IllegalArgumentException("perplexity=%s must be 1 or more; 5 to 50 is usual"
                        .formatted(perplexity));
            }
            if (iterations < 1) {
                throw new IllegalArgumentException("iterations=%d must be 1 or more".formatted(iterations));
            }
            if (!(exaggeration >= 1)) {
                throw new IllegalArgumentException("exaggeration=%s must be 1 or more".formatted(exaggeration));
            }
            if (!(angle >= 0 && angle <= 2)) {
                throw new IllegalArgumentException("angle=%s must be within 0 and 2".formatted(angle));
            }
            if (components < 2) {
                throw new IllegalArgumentException("components=%d must be 2 or more".formatted(components));
            }
        }

        /// The usual ones.
        public static Settings of(double perplexity, long iterations) {
            return new Settings(perplexity, iterations, 12, 0.7, 50);
        }
    }

    /// What the data says, computed once, and room for the forces.
    private record Forces(Affinities affinities, double negentropy, Repulsion repulsion, float[] pulled,
            float[] pushed, double[] logs) {}

    /// A map by these settings.
    public Tsne(Settings settings) {
        this.settings = settings;
    }

    /// The map of `batch`, all steps of it.
    public static Plane map(Batch batch, Settings settings) {
        Plane plane = Plane.of(batch.size());
        Tsne tsne = new Tsne(settings);
        for (long step = 0; step < settings.iterations() && !tsne.done(); step++) tsne.step(plane, batch, step);
        return plane;
    }

    @Override
    public Map<String, Tensor> step(Plane net, Batch batch, long step) {
        Forces known = forces;
        if (known == null) forces = known = prepare(net, batch, step == 0);
        float[] map = net.points().toFloats();
        long explored = Math.min(EXPLORING, settings.iterations() / 4);
        boolean exploring = step < explored;
        double sum = known.repulsion.of(map, known.pushed);
        boolean tell = step % TELL == 0 || step == settings.iterations() - 1;
        pull(known, map, tell);
        if (tell) {
            divergence = known.negentropy + Arrays.stream(known.logs).sum() + Math.log(sum);
        }
        move(known, map, exploring ? settings.exaggeration() : 1, (float) (1 / sum), exploring ? 0.5f : 0.8f);
        net.points().assign(Tensor.of(map, map.length / 2, 2));
        still &= step >= explored + SPREADING;
        return Map.of(Event.LOSS, Tensor.scalar(divergence));
    }

    private Forces prepare(Plane net, Batch batch, boolean start) {
        int n = Math.toIntExact(batch.size());
        Tensor rows = batch.inputs().reshape(n, -1);
        Pca pca = Pca.fit(rows, Math.toIntExact(Math.min(settings.components(), Math.min(n, rows.size(1)))));
        Tensor reduced = pca.apply(rows);
        if (start) {
            Tensor first = reduced.narrow(1, 0, 2);
            net.points().assign(first.mul(START / Math.sqrt(pca.variance().get(0).item())));
            net.classes().assign(batch.targets());
            velocity = new float[2 * n];
            gains = new float[2 * n];
            Arrays.fill(gains, 1);
        }
        int near = (int) Math.min(n - 1, Math.ceil(3 * settings.perplexity()) + 1);
        Affinities affinities = Affinities.of(Neighbours.of(reduced, near), settings.perplexity());
        return new Forces(affinities, affinities.negentropy(), new Repulsion(n, settings.angle()), new float[2 * n],
                new float[2 * n], new double[(n + BLOCK - 1) / BLOCK]);
    }

    /// `Σⱼ pᵢⱼ qᵢⱼ (yᵢ − yⱼ)` of every point; with `logs`, also `Σ pᵢⱼ ln(1 + ‖yᵢ − yⱼ‖²)`.
    private static void pull(Forces forces, float[] map, boolean logs) {
        Affinities p = forces.affinities;
        IntStream.range(0, forces.logs.length).parallel().forEach(block -> {
            int end = Math.min(p.size(), (block + 1) * BLOCK);
            double sum = 0;
            for (int i = block * BLOCK; i < end; i++) {
                float x = map[2 * i];
                float y = map[2 * i + 1];
                float pullX = 0;
                float pullY = 0;
                for (int e = p.starts()[i]; e < p.starts()[i + 1]; e++) {
                    int j = p.columns()[e];
                    float dx = x - map[2 * j];
                    float dy = y - map[2 * j + 1];
                    float far = 1 + dx * dx + dy * dy;
                    float pull = p.values()[e] / far;
                    pullX += pull * dx;
                    pullY += pull * dy;
                    if (logs) sum += p.values()[e] * Math.log(far);
                }
                forces.pulled[2 * i] = pullX;
                forces.pulled[2 * i + 1] = pullY;
            }
            forces.logs[block] = sum;
        });
    }

    private void move(Forces forces, float[] map, double exaggeration, float share, float momentum) {
        float rate = (float) rate(0);
        float more = (float) exaggeration;
        double square = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < map.length; i++) {
            float gradient = more * forces.pulled[i] - share * forces.pushed[i];
            square += (double) gradient * gradient;
            gains[i] = Math.max(LEAST_GAIN, velocity[i] * gradient < 0 ? gains[i] + 0.2f : gains[i] * 0.8f);
            velocity[i] = momentum * velocity[i] - rate * gains[i] * gradient;
            map[i] += velocity[i];
            if ((i & 1) == 0) sumX += map[i];
            else sumY += map[i];
        }
        float middleX = (float) (2 * sumX / map.length);
        float middleY = (float) (2 * sumY / map.length);
        for (int i = 0; i < map.length; i++) map[i] -= (i & 1) == 0 ? middleX : middleY;
        still = 4 * Math.sqrt(square) < STILL;
    }

    @Override
    public double rate(long step) {
        return Math.max(LEAST_RATE, gains.length / 2.0 / settings.exaggeration());
    }

    @Override
    public boolean done() {
        return still;
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("velocity", Tensor.of(velocity)).with("gains", Tensor.of(gains))
                .with("divergence", Double.toString(divergence)).with("still", still);
    }

    @Override
    public void restore(Snapshot state) {
        velocity = state.tensor("velocity").toFloats();
        gains = state.tensor("gains").toFloats();
        divergence = state.number("divergence");
        still = Boolean.TRUE.equals(state.values().get("still"));
    }
}
