package gyrus.data;

import java.util.Arrays;
import java.util.Objects;

/// Some examples of a data set, renumbered.
record Subset<B>(Dataset<B> data, int[] examples) implements Dataset<B> {

    Subset {
        for (int example : examples) Objects.checkIndex(example, data.size());
    }

    @Override
    public int size() {
        return examples.length;
    }

    @Override
    public B batch(int[] chosen) {
        return data.batch(Arrays.stream(chosen).map(i -> examples[i]).toArray());
    }
}
