package gyrus.models.vision.resnet;

import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Layer;
import gyrus.nn.PackedConv;
import gyrus.nn.Sequential;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block for use alone: norms, rectifiers and the sum at its end are computed by the convolutions themselves.
/// (B, C, H, W) → (B, O, H/s, W/s)
///
/// @param convs all but the last
/// @param last the one whose output is added to what the block was given
/// @param shortcut makes the input fit where the shape changes; null where it does not
record PackedBlock(List<PackedConv> convs, PackedConv last, @Nullable Layer shortcut) implements Layer {

    /// `block` packed, or as it is where one of its convolutions cannot be.
    static Layer of(Layer block, List<Conv> convs, List<BatchNorm> norms, @Nullable Sequential shortcut) {
        List<PackedConv> packed = new ArrayList<>();
        for (int i = 0; i < convs.size(); i++) {
            if (!PackedConv.possible(convs.get(i)) || norms.get(i).runningMean() == null) return block;
            packed.add(PackedConv.of(convs.get(i).dense(), norms.get(i)));
        }
        PackedConv last = packed.removeLast();
        return new PackedBlock(packed.stream().map(PackedConv::rectified).toList(), last,
                shortcut == null ? null : shortcut.packed());
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (PackedConv conv : convs) y = conv.apply(y);
        return last.rectified(y, shortcut == null ? x : shortcut.apply(x));
    }
}
