package gyrus.data;

import gyrus.tensor.Tensor;
import java.util.Arrays;

/// Data that is one batch of all examples.
record InMemory(Batch all) implements Dataset<Batch> {

    @Override
    public int size() {
        return Math.toIntExact(all.size());
    }

    @Override
    public Batch batch(int[] examples) {
        Tensor rows = Tensor.of(Arrays.stream(examples).asLongStream().toArray());
        return new Batch(all.inputs().indexSelect(0, rows), all.targets().indexSelect(0, rows));
    }
}
