package gyrus.models.vision.conv4;

import gyrus.nn.BatchNorm;
import gyrus.nn.Flatten;
import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Four blocks of convolution, batch norm, rectifier and pool: small pictures become points in a space in which those
/// of a class lie together. (B, C, H, W) → (B, width·⌊H/16⌋·⌊W/16⌋), which is (B, 64) for 28×28.
///
/// Vinyals et al. 2016, Matching Networks for One Shot Learning, §4.1; keys as in Snell et al.'s code.
/// 111,936 parameters for one channel and a width of 64.
///
/// @param encoder the blocks
/// @param flatten maps as one row
public record Conv4(List<ConvBlock> encoder, Flatten flatten) implements Layer {

    /// Copies the list.
    public Conv4 {
        encoder = List.copyOf(encoder);
    }

    /// With fresh weights, and norms that keep running statistics for use.
    public static Conv4 of(int channels, int width) {
        return of(channels, width, BatchNorm::of);
    }

    /// With fresh weights, and norms that always take the statistics of the batch at hand: what Finn et al. 2017 use,
    /// since weights that change with every task leave no statistics to run.
    public static Conv4 ofBatches(int channels, int width) {
        return of(channels, width, size -> new BatchNorm(Init.ones(size), Init.zeros(size), null, null, null, null,
                1e-5));
    }

    private static Conv4 of(int channels, int width, IntFunction<BatchNorm> norm) {
        return new Conv4(IntStream.range(0, 4)
                .mapToObj(i -> ConvBlock.of(i == 0 ? channels : width, width, norm.apply(width))).toList(),
                Flatten.of());
    }

    @Override
    public Tensor forward(Tensor pictures) {
        Tensor x = pictures;
        for (ConvBlock block : encoder) x = block.apply(x);
        return flatten.apply(x);
    }
}
