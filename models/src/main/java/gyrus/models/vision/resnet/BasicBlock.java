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

/// Two 3×3 convolutions, added to what they were given. (B, C, H, W) → (B, O, H/s, W/s)
///
/// @param conv1 C → O, 3×3, with the stride
/// @param conv2 O → O, 3×3
/// @param shortcut makes the input fit where the shape changes; null where it does not
public record BasicBlock(Conv conv1, @Key("bn1") BatchNorm norm1, Conv conv2, @Key("bn2") BatchNorm norm2,
        @Key("downsample") @Nullable Sequential shortcut, Relu relu)
        implements Layer, Packable {

    static BasicBlock of(long in, long width, long stride) {
        return new BasicBlock(
                ResNet.convolution(in, width, Window.square(3).stride(stride).padding(1)), BatchNorm.of(width),
                ResNet.convolution(width, width, Window.square(3).padding(1)), BatchNorm.of(width),
                stride == 1 && in == width ? null : ResNet.shortcut(in, width, stride), new Relu());
    }

    @Override
    public Layer packed() {
        return PackedBlock.of(this, List.of(conv1, conv2), List.of(norm1, norm2), shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = relu.apply(norm1.apply(conv1.apply(x)));
        y = norm2.apply(conv2.apply(y));
        return relu.apply(y.add(shortcut == null ? x : shortcut.apply(x)));
    }
}
