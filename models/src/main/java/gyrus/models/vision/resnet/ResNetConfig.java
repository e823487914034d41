package gyrus.models.vision.resnet;

import java.util.List;

/// The plan of a residual network. He et al. 2016, Deep Residual Learning for Image Recognition, table 1.
///
/// @param block how one block is built
/// @param blocks in each of the four stages
/// @param classes to tell apart
public record ResNetConfig(Kind block, List<Integer> blocks, int classes) {

    /// How one block is built.
    public enum Kind {
        /// Two 3×3 convolutions.
        BASIC(1),
        /// 1×1 down, 3×3, 1×1 up to four times the width.
        BOTTLENECK(4);

        private final int expansion;

        Kind(int expansion) {
            this.expansion = expansion;
        }

        /// Channels that a block gives, over the width that it works in.
        public int expansion() {
            return expansion;
        }
    }

    /// Checks the numbers.
    public ResNetConfig {
        blocks = List.copyOf(blocks);
        if (blocks.size() != 4 || blocks.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("blocks %s: there are four stages of at least one block"
                    .formatted(blocks));
        }
        if (classes < 1) throw new IllegalArgumentException("classes %d must be 1 or more".formatted(classes));
    }

    /// The published net of that many layers.
    ///
    /// @throws IllegalArgumentException for a depth other than 18, 34, 50, 101 and 152
    public static ResNetConfig depth(int layers, int classes) {
        return switch (layers) {
            case 18 -> new ResNetConfig(Kind.BASIC, List.of(2, 2, 2, 2), classes);
            case 34 -> new ResNetConfig(Kind.BASIC, List.of(3, 4, 6, 3), classes);
            case 50 -> new ResNetConfig(Kind.BOTTLENECK, List.of(3, 4, 6, 3), classes);
            case 101 -> new ResNetConfig(Kind.BOTTLENECK, List.of(3, 4, 23, 3), classes);
            case 152 -> new ResNetConfig(Kind.BOTTLENECK, List.of(3, 8, 36, 3), classes);
            default -> throw new IllegalArgumentException("no ResNet of %d layers; there are 18, 34, 50, 101 and 152"
                    .formatted(layers));
        };
    }
}
