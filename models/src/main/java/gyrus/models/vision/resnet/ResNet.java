package gyrus.models.vision.resnet;

import gyrus.nn.Activations.Relu;
import gyrus.nn.AdaptiveAvgPool;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Conv.Edges;
import gyrus.nn.DenseConv;
import gyrus.nn.Flatten;
import gyrus.nn.Init;
import gyrus.nn.Init.Fan;
import gyrus.nn.Init.Gain;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.MaxPool;
import gyrus.nn.Nets;
import gyrus.nn.Packable;
import gyrus.nn.Sequential;
import gyrus.nn.Window;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A residual network: a stem, four stages of blocks that each add a correction to what they are given, and a linear
/// map from the mean over the picture. (B, 3, H, W) → (B, classes)
///
/// He et al. 2016, Deep Residual Learning for Image Recognition, §3.3 and table 1; as torchvision has it, the stride of
/// a bottleneck is in its 3×3 convolution.
///
/// @param stem 7×7 convolution and pooling: a quarter of height and width
/// @param stage1 blocks 64 wide
/// @param stage2 blocks 128 wide, half the size
/// @param stage3 blocks 256 wide, half the size again
/// @param stage4 blocks 512 wide, half the size again
/// @param pool mean over the picture
/// @param flatten maps as one row
/// @param head channels → classes
public record ResNet(@Key("") Layer stem, @Key("layer1") Sequential stage1, @Key("layer2") Sequential stage2,
        @Key("layer3") Sequential stage3, @Key("layer4") Sequential stage4, AdaptiveAvgPool pool, Flatten flatten,
        @Key("fc") Linear head) implements Layer {

    private static final String COUNT = ".num_batches_tracked";

    /// With fresh weights.
    public static ResNet of(ResNetConfig config) {
        List<Sequential> stages = new ArrayList<>();
        long channels = 64;
        for (int stage = 0; stage < 4; stage++) {
            long width = 64L << stage;
            List<Layer> blocks = new ArrayList<>();
            for (int block = 0; block < config.blocks().get(stage); block++) {
                long stride = stage > 0 && block == 0 ? 2 : 1;
                blocks.add(switch (config.block()) {
                    case BASIC -> BasicBlock.of(channels, width, stride);
                    case BOTTLENECK -> Bottleneck.of(channels, width, stride);
                });
                channels = width * config.block().expansion();
            }
            stages.add(new Sequential(blocks));
        }
        return new ResNet(Stem.of(), stages.get(0), stages.get(1), stages.get(2), stages.get(3),
                AdaptiveAvgPool.of(1, 1), Flatten.of(), Linear.of(channels, config.classes()));
    }

    @Override
    public Tensor forward(Tensor pictures) {
        Tensor x = stem.apply(pictures); // (B, 64, H/4, W/4)
        x = stage1.apply(x); // (B, 64·e, H/4, W/4)
        x = stage2.apply(x); // (B, 128·e, H/8, W/8)
        x = stage3.apply(x); // (B, 256·e, H/16, W/16)
        x = stage4.apply(x); // (B, 512·e, H/32, W/32)
        return head.apply(flatten.apply(pool.apply(x))); // (B, classes)
    }

    /// Files from before norms counted their batches lack the counts, which nothing depends on.
    @Override
    public SequencedMap<String, Tensor> imported(SequencedMap<String, Tensor> weights) {
        SequencedMap<String, Tensor> own = new LinkedHashMap<>(weights);
        Nets.state(this).forEach((name, tensor) -> {
            if (name.endsWith(COUNT)) own.putIfAbsent(name, Tensor.zeros(tensor.dtype()));
        });
        return own;
    }

    /// The first layer: a wide look at the picture. (B, 3, H, W) → (B, 64, H/4, W/4)
    ///
    /// @param conv 7×7, every second pixel
    /// @param norm of its 64 channels
    /// @param relu rectifier
    /// @param pool 3×3 maximum, every second pixel
    public record Stem(@Key("conv1") Conv conv, @Key("bn1") BatchNorm norm, Relu relu, @Key("maxpool") MaxPool pool)
            implements Layer, Packable {

        static Stem of() {
            return new Stem(convolution(3, 64, Window.square(7).stride(2).padding(3)), BatchNorm.of(64), new Relu(),
                    MaxPool.of(Window.square(3).stride(2).padding(1)));
        }

        @Override
        public Layer packed() {
            return Sequential.of(conv, norm, relu, pool).packed();
        }

        @Override
        public Tensor forward(Tensor pictures) {
            return pool.apply(relu.apply(norm.apply(conv.apply(pictures))));
        }
    }

    /// The path past a block where its shape changes: a 1×1 convolution. (B, C, H, W) → (B, O, H/s, W/s)
    static Sequential shortcut(long in, long out, long stride) {
        return Sequential.of(convolution(in, out, Window.square(1).stride(stride)), BatchNorm.of(out));
    }

    /// A convolution without bias, its weights drawn so that gradients keep their size on the way back. He et al. 2015,
    /// Delving Deep into Rectifiers, §2.2.
    static Conv convolution(long in, long out, Window window) {
        long height = window.kernel().size(0);
        long width = window.kernel().size(1);
        return new DenseConv(Init.kaimingNormal(Fan.OUT, Gain.RELU, out, in, height, width), null, window, 1,
                Edges.ZEROS);
    }
}
