package gyrus.data;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Data sets one after the other; a batch may take from several.
record Joined(List<Dataset<Batch>> parts) implements Dataset<Batch> {

    Joined {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalArgumentException("no data sets to join");
    }

    @Override
    public int size() {
        return parts.stream().mapToInt(Dataset::size).reduce(0, Math::addExact);
    }

    @Override
    public Batch batch(int[] examples) {
        var inputs = new ArrayList<Tensor>();
        var targets = new ArrayList<Tensor>();
        long[] place = new long[examples.length];                   // of each example in the parts' batches
        int placed = 0;
        int from = 0;
        for (var part : parts) {
            var inside = new ArrayList<Integer>();
            for (int i = 0; i < examples.length; i++) {
                if (examples[i] >= from && examples[i] - from < part.size()) {
                    place[i] = placed++;
                    inside.add(examples[i] - from);
                }
            }
            if (!inside.isEmpty()) {
                var batch = part.batch(inside.stream().mapToInt(Integer::intValue).toArray());
                inputs.add(batch.inputs());
                targets.add(batch.targets());
            }
            from += part.size();
        }
        if (placed < examples.length) {
            throw new IndexOutOfBoundsException("%d of %d examples are not below %d"
                    .formatted(examples.length - placed, examples.length, from));
        }
        var order = Tensor.of(place);
        return new Batch(Tensor.cat(inputs, 0).indexSelect(0, order),
                Tensor.cat(targets, 0).indexSelect(0, order));
    }
}
