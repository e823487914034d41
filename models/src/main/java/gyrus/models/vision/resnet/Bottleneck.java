package gyrus.models.vision.resnet;

import gyrus.nn.Activations.Relu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Packable;
import gyrus.nn.Sequential;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A 3×3 convolution between two 1×1 ones that make its work narrow, added to what they were given.
/// (B, C, H, W) → (B, 4·width, H/s, W/s)
///
/// @param conv1 C → width, 1×1
/// @param conv2 width → width, 3×3, with the stride
/// @param conv3 width → 4·width, 1×1
/// @param shortcut makes the input fit where the shape changes; null where it does not
public record Bottleneck(Conv conv1, @Key("bn1") BatchNorm norm1, Conv conv2, @Key("bn2") BatchNorm norm2, Conv conv3,
        @Key("bn3") BatchNorm norm3, @Key("downsample") @Nullable Sequential shortcut, Relu relu)
        implements Layer, Packable {

    static Bottleneck of(long in, long width, long stride) {
        long out = width * ResNetConfig.Kind.BOTTLENECK.expansion();
        return new Bottleneck(
                ResNet.convolution(in, width, Window.square(1)), BatchNorm.of(width),
                ResNet.convolution(width, width, Window.square(3).stride(stride).padding(1)), BatchNorm.of(width),
                ResNet.convolution(width, out, Window.square(1)), BatchNorm.of(out),
                stride == 1 && in == out ? null : ResNet.shortcut(in, out, stride), new Relu());
    }

    @Override
    public Layer packed() {
        return PackedBlock.of(this, List.of(conv1, conv2, conv3), List.of(norm1, norm2, norm3), shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = relu.apply(norm1.apply(conv1.apply(x)));
        y = relu.apply(norm2.apply(conv2.apply(y)));
        y = norm3.apply(conv3.apply(y));
        return relu.apply(y.add(shortcut == null ? x : shortcut.apply(x)));
    }
}
