package gyrus.data.image;

import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Standardises each channel: `(x − mean) / deviation`. (…, C, H, W) → (…, C, H, W)
///
/// @param mean      of each channel
/// @param deviation standard deviation of each channel
public record Normalize(List<Double> mean, List<Double> deviation) implements UnaryOperator<Tensor> {

    /// What the nets published for ImageNet expect.
    public static final Normalize IMAGENET = new Normalize(
            List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /// Checks that there are as many means as deviations, all of them positive.
    public Normalize {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size() || mean.isEmpty()) {
            throw new IllegalArgumentException("means " + mean + " with deviations " + deviation);
        }
        for (double d : deviation) {
            if (!(d > 0)) {
                throw new IllegalArgumentException("deviation " + d + " is not positive");
            }
        }
    }

    /// One channel.
    public static Normalize grey(double mean, double deviation) {
        return new Normalize(List.of(mean), List.of(deviation));
    }

    @Override
    public Tensor apply(Tensor pictures) {
        if (pictures.rank() < 3 || pictures.size(-3) != mean.size()) {
            throw new IllegalArgumentException("pictures %s have other channels than the %d means"
                    .formatted(pictures.shape(), mean.size()));
        }
        return pictures.sub(perChannel(mean).to(pictures.device()))
                .div(perChannel(deviation).to(pictures.device()));
    }

    private static Tensor perChannel(List<Double> values) {
        var floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return Tensor.of(floats, floats.length, 1, 1);
    }
}
