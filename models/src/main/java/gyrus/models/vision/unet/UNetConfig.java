package gyrus.models.vision.unet;

import java.util.Arrays;
import java.util.List;

/// What a U-Net is like.
///
/// @param in channels that it takes
/// @param out channels that it gives
/// @param levels from the full size down, each half as high and wide as the one before
/// @param blocks residual blocks of a level on the way down; on the way up there is one more
/// @param groups into how many parts the norms divide the channels
/// @param heads channels of a head of attention
/// @param embedding size of the vector that tells every block something, such as the time; 0 for none
/// @param dropout probability of dropping an activation, in training
public record UNetConfig(long in, long out, List<Level> levels, int blocks, long groups, long heads, long embedding,
        double dropout) {

    /// A level.
    ///
    /// @param width its channels
    /// @param attention whether each of its blocks is followed by attention
    public record Level(long width, boolean attention) {}

    /// Checks that the widths can be divided.
    public UNetConfig {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) throw new IllegalArgumentException("a U-Net needs a level or more");
        if (in < 1 || out < 1 || blocks < 1 || embedding < 0) {
            throw new IllegalArgumentException("in=%d, out=%d, blocks=%d must be 1 or more, embedding=%d 0 or more"
                    .formatted(in, out, blocks, embedding));
        }
        for (int i = 0; i < levels.size(); i++) {
            long width = levels.get(i).width();
            boolean attentive = levels.get(i).attention() || i == levels.size() - 1;
            if (width < 1 || groups < 1 || width % groups != 0) {
                throw new IllegalArgumentException("width %d is not a multiple of groups %d".formatted(width, groups));
            }
            if (attentive && (heads < 1 || width % heads != 0)) {
                throw new IllegalArgumentException("width %d is not a multiple of heads of %d channels"
                        .formatted(width, heads));
            }
        }
    }

    /// A plain one, as for segmentation: no embedding, attention in the middle alone.
    public static UNetConfig plain(long in, long out, int blocks, long groups, long... widths) {
        List<Level> levels = Arrays.stream(widths).mapToObj(width -> new Level(width, false)).toList();
        return new UNetConfig(in, out, levels, blocks, groups, groups, 0, 0);
    }

    /// The widest level's channels, those of the middle.
    long middle() {
        return levels.getLast().width();
    }
}
