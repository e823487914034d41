package gyrus.train;

import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Tensors without their zeros. A tensor `w` becomes `w.mask`, a bit for each element, the lowest of a byte first,
/// that says whether it is not 0; `w.values`, those that are not, in their order; and `w.shape`. Of 90 % zeros a file
/// of float32 is left with 13 % of its bytes: a tenth for the values, a 32nd for the bits.
final class Sparse {

    private static final String MASK = ".mask";
    private static final String VALUES = ".values";
    private static final String SHAPE = ".shape";

    /// What the bits of a byte count.
    private static final int[] BITS = {1, 2, 4, 8, 16, 32, 64, 128};

    private Sparse() {}

    /// These tensors, each without its zeros where that takes fewer bytes.
    static SequencedMap<String, Tensor> pack(Map<String, Tensor> tensors) {
        return Gradients.off(() -> {
            SequencedMap<String, Tensor> packed = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                Tensor there = tensor.detach().flatten().ne(0);
                long bytes = Math.ceilDiv(tensor.count(), 8)
                        + there.sum().itemLong() * tensor.dtype().bytes() + Long.BYTES * (long) tensor.rank();
                if (bytes >= tensor.bytes()) {
                    packed.put(name, tensor);
                    return;
                }
                packed.put(name + MASK, bytes(there));
                packed.put(name + VALUES, tensor.detach().flatten().maskedSelect(there));
                packed.put(name + SHAPE, Tensor.of(tensor.shape().dims()));
            });
            return packed;
        });
    }

    /// The tensors that [#pack] was given.
    static SequencedMap<String, Tensor> unpack(SequencedMap<String, Tensor> packed) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        packed.forEach((name, tensor) -> {
            String whole = whole(name, packed);
            if (whole.equals(name)) tensors.put(name, tensor);
            else if (name.endsWith(MASK)) tensors.put(whole, whole(whole, tensor, packed));
        });
        return tensors;
    }

    /// The name of the tensor that `name` holds a part of, where it does.
    private static String whole(String name, Map<String, Tensor> packed) {
        int dot = name.lastIndexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        boolean part = packed.containsKey(base + MASK) && packed.containsKey(base + VALUES)
                && packed.containsKey(base + SHAPE);
        return part ? base : name;
    }

    private static Tensor whole(String name, Tensor mask, Map<String, Tensor> packed) {
        Tensor values = part(name + VALUES, packed);
        long[] shape = part(name + SHAPE, packed).toLongs();
        long count = 1;
        for (long size : shape) count = Math.multiplyExact(count, size);
        if (mask.dtype() != DType.UINT8 || mask.rank() != 1 || count < 0 || mask.count() != Math.ceilDiv(count, 8)) {
            throw new IllegalArgumentException("%s%s is %s %s, which is not a bit for each of %,d elements"
                    .formatted(name, MASK, mask.dtype(), mask.shape(), count));
        }
        Tensor there = mask.unsqueeze(1).bitAnd(bits()).ne(0).flatten().slice(0, 0, count);
        if (there.sum().itemLong() != values.count()) {
            throw new IllegalArgumentException("%s%s has %,d bits, but there are %,d values"
                    .formatted(name, MASK, there.sum().itemLong(), values.count()));
        }
        return Tensor.zeros(values.dtype(), count).maskedScatter(there, values).reshape(shape);
    }

    private static Tensor part(String name, Map<String, Tensor> packed) {
        Tensor tensor = packed.get(name);
        if (tensor == null) throw new IllegalArgumentException("there is no " + name);
        return tensor;
    }

    private static Tensor bytes(Tensor truths) {
        long rest = Math.floorMod(-truths.count(), 8);
        Tensor padded = truths.to(DType.UINT8).pad(0, rest).reshape(-1, 8);
        return padded.mul(bits()).sum(1).to(DType.UINT8);
    }

    private static Tensor bits() {
        return Tensor.of(BITS).to(DType.UINT8);
    }
}
