package gyrus.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;

/// The nets of the rows in DJL, those that its blocks make.
final class DjlNets {

    private DjlNets() {}

    /// The net of a row, with fresh weights to come.
    static Block of(Work work) {
        return switch (work.text("net")) {
            case "mlp" -> perceptron(work.wholes("widths"));
            case "lenet" -> lenet();
            case "resnet18" -> resnet18();
            default -> throw new UnsupportedOperationException("DJL has no blocks for " + work.text("net"));
        };
    }

    private static Block perceptron(long[] widths) {
        var net = new SequentialBlock().add(Blocks.batchFlattenBlock(widths[0]));
        for (int i = 1; i < widths.length; i++) net.add(linear(widths[i])).add(Activation::sigmoid);
        return net;
    }

    private static Block lenet() {
        return new SequentialBlock()
                .add(convolution(6, 5, 1, 2, true)).add(Activation::relu).add(halved(2, 2, 0))
                .add(convolution(16, 5, 1, 0, true)).add(Activation::relu).add(halved(2, 2, 0))
                .add(Blocks.batchFlattenBlock())
                .add(linear(120)).add(Activation::relu).add(linear(84)).add(Activation::relu).add(linear(10));
    }

    private static Block resnet18() {
        var net = new SequentialBlock().add(convolution(64, 7, 2, 3, false)).add(norm()).add(Activation::relu)
                .add(halved(3, 2, 1));
        int in = 64;
        for (int width : new int[] {64, 128, 256, 512}) {
            for (int block = 0; block < 2; block++) {
                net.add(residual(in, width, block == 0 && width > 64 ? 2 : 1));
                in = width;
            }
        }
        return net.add(Pool.globalAvgPool2dBlock()).add(Blocks.batchFlattenBlock()).add(linear(10));
    }

    private static Block residual(int in, int width, int stride) {
        var corrected = new SequentialBlock()
                .add(convolution(width, 3, stride, 1, false)).add(norm()).add(Activation::relu)
                .add(convolution(width, 3, 1, 1, false)).add(norm());
        var kept = new SequentialBlock();
        if (in == width && stride == 1) kept.add(Blocks.identityBlock());
        else kept.add(convolution(width, 1, stride, 0, false)).add(norm());
        return new ParallelBlock(both -> {
            NDArray sum = both.get(0).singletonOrThrow().add(both.get(1).singletonOrThrow());
            return new NDList(Activation.relu(sum));
        }).add(corrected).add(kept);
    }

    private static Block linear(long width) {
        return Linear.builder().setUnits(width).build();
    }

    private static Block norm() {
        return BatchNorm.builder().build();
    }

    private static Block convolution(int filters, int kernel, int stride, int padding, boolean biased) {
        return Conv2d.builder().setFilters(filters).setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride)).optPadding(new Shape(padding, padding)).optBias(biased).build();
    }

    private static Block halved(int kernel, int stride, int padding) {
        return Pool.maxPool2dBlock(new Shape(kernel, kernel), new Shape(stride, stride), new Shape(padding, padding));
    }
}
