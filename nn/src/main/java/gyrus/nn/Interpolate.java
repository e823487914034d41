package gyrus.nn;

import gyrus.tensor.Operator;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Resampling to another size, over one, two or three dimensions. (N, C, …) → (N, C, …)
///
/// ```java
/// Interpolate.by(2, 2)                                     // twice as high and wide, each pixel repeated
/// Interpolate.to(224, 224).how(Interpolate.How.LINEAR)
/// ```
///
/// @param size of the output, or null where `factors` say it
/// @param factors by how much each dimension grows, or null where `size` says it
/// @param how what is taken for a point between pixels
/// @param aligned whether the corner pixels' centres, not the corners, stay in place
/// @param antialias whether shrinking averages what it skips; over two dimensions, linear or cubic only
public record Interpolate(@Nullable Shape size, @Nullable List<Double> factors, How how, boolean aligned,
                          boolean antialias) implements Layer {

    /// What is taken for a point between pixels.
    public enum How {
        /// The pixel at the rounded-down position.
        NEAREST("nearest", "nearest", "nearest"),
        /// The pixel whose centre is nearest.
        NEAREST_CENTRE("nearest_exact", "nearest_exact", "nearest_exact"),
        /// The straight line between neighbours.
        LINEAR("linear", "bilinear", "trilinear"),
        /// A cubic curve through four neighbours; over two dimensions.
        CUBIC(null, "bicubic", null),
        /// The mean of the pixels that fall into the new one.
        AREA("", "", "");

        private final @Nullable String[] names;

        How(@Nullable String... names) {
            this.names = names;
        }

        @Nullable String over(int rank) {
            return rank >= 1 && rank <= 3 ? names[rank - 1] : null;
        }
    }

    /// Checks that either size or factors are given, and that the ways go together.
    public Interpolate {
        if ((size == null) == (factors == null)) {
            throw new IllegalArgumentException("give either a size or factors, not %s and %s"
                    .formatted(size, factors));
        }
        if (factors != null) {
            factors = List.copyOf(factors);
            for (double factor : factors) {
                if (!(factor > 0)) {
                    throw new IllegalArgumentException("factors %s must be above 0".formatted(factors));
                }
            }
        }
        int rank = size != null ? size.rank() : Objects.requireNonNull(factors).size();
        if (how.over(rank) == null) {
            throw new IllegalArgumentException("%s is not possible over %d dimensions".formatted(how, rank));
        }
        if (aligned && how != How.LINEAR && how != How.CUBIC) {
            throw new IllegalArgumentException("%s has no corners to align".formatted(how));
        }
        if (antialias && (rank != 2 || how != How.LINEAR && how != How.CUBIC)) {
            throw new IllegalArgumentException(
                    "antialiasing is for LINEAR and CUBIC over 2 dimensions, not %s over %d"
                    .formatted(how, rank));
        }
    }

    /// To this size, by nearest pixels.
    public static Interpolate to(long... size) {
        return new Interpolate(Shape.of(size), null, How.NEAREST, false, false);
    }

    /// By these factors, one for each dimension, by nearest pixels. Sizes are rounded down.
    public static Interpolate by(double... factors) {
        return new Interpolate(null, Arrays.stream(factors).boxed().toList(), How.NEAREST, false, false);
    }

    /// In another way.
    public Interpolate how(How how) {
        return new Interpolate(size, factors, how, aligned, antialias);
    }

    /// With the corner pixels' centres in place.
    public Interpolate withCorners() {
        return new Interpolate(size, factors, how, true, antialias);
    }

    /// With an average over what shrinking skips.
    public Interpolate withAntialias() {
        return new Interpolate(size, factors, how, aligned, true);
    }

    @Override
    public Tensor forward(Tensor input) {
        int rank = size != null ? size.rank() : Objects.requireNonNull(factors).size();
        if (input.rank() != rank + 2) {
            throw new IllegalArgumentException("an input of %s, where (N, C%s) is needed"
                    .formatted(input.shape(), ", …".repeat(rank)));
        }
        if (how == How.AREA) return input.adaptiveAvgPool(output(input));
        long[] to = size == null ? null : size.dims();
        double[] scales = factors == null ? null : factors.stream().mapToDouble(f -> f).toArray();
        String name = "upsample_%s%s".formatted(how.over(rank), rank + "d");
        boolean internal = antialias || how == How.NEAREST_CENTRE;
        var operator = Operator.named("aten::%s%s%s.vec"
                .formatted(internal ? "_" : "", name, antialias ? "_aa" : ""));
        boolean smooth = how == How.LINEAR || how == How.CUBIC;
        return smooth ? operator.tensor(input, to, aligned, scales) : operator.tensor(input, to, scales);
    }

    private long[] output(Tensor input) {
        if (size != null) return size.dims();
        List<Double> times = Objects.requireNonNull(factors);
        long[] to = new long[times.size()];
        Arrays.setAll(to, i -> (long) Math.floor(input.size(i + 2) * times.get(i)));
        return to;
    }
}
