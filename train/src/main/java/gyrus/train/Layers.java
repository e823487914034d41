package gyrus.train;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Loader;
import gyrus.data.Splits;
import gyrus.nn.Net;
import gyrus.nn.Trace;
import gyrus.tensor.DType;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What the layers of a net make of its data, seen by a [Trace] while the net runs.
///
/// @param net the net
/// @param data its data
/// @param run runs the net on a batch
/// @param names of the classes; empty where they have none
record Layers<N extends Net, B>(N net, Supplier<Splits<B>> data, BiConsumer<N, B> run, List<String> names)
        implements Embedder {

    private static final int BATCH = 256;

    @Override
    public List<String> layers() {
        return Skill.use(() -> List.copyOf(outputs(parts().getFirst().batch(new int[] {0})).keySet()));
    }

    @Override
    public Embedded embed(String layer, int count) {
        if (count < 1) throw new IllegalArgumentException("count=%d must be 1 or more".formatted(count));
        List<String> known = layers();
        if (!known.contains(layer)) throw new IllegalArgumentException(OptionName.unknown("layer", layer, known));
        return Skill.use(() -> {
            List<float[]> rows = new ArrayList<>();
            List<long[]> classes = new ArrayList<>();
            int left = count;
            for (Dataset<B> part : parts()) {
                var batches = Loader.inOrder(part.range(0, Math.min(left, part.size())), BATCH).iterator();
                while (batches.hasNext()) {
                    try (Scope _ = Scope.open()) {
                        B batch = batches.next();
                        rows.add(rows(layer, outputs(layer, batch), examples(batch).size()));
                        classes.add(classes(examples(batch)));
                    }
                }
                left -= Math.min(left, part.size());
            }
            float[] all = new float[Math.toIntExact(rows.stream().mapToLong(row -> row.length).sum())];
            int at = 0;
            for (float[] some : rows) {
                System.arraycopy(some, 0, all, at, some.length);
                at += some.length;
            }
            int size = Math.min(count, parts().stream().mapToInt(Dataset::size).sum());
            return new Embedded(all.length / size, all, classes.stream().flatMapToLong(Arrays::stream).toArray(),
                    names);
        });
    }

    /// What the net has not learned from comes first.
    private List<Dataset<B>> parts() {
        List<Dataset<B>> parts = data.get().parts().reversed().stream().filter(part -> part.size() > 0).toList();
        if (parts.isEmpty()) throw new IllegalArgumentException("there is no data to look at the net with");
        return parts;
    }

    private Tensor outputs(String layer, B batch) {
        Tensor output = layer.equals(INPUT) ? examples(batch).inputs() : outputs(batch).get(layer);
        if (output == null) throw new IllegalArgumentException("layer %s is not always used".formatted(layer));
        return output;
    }

    private SequencedMap<String, Tensor> outputs(B batch) {
        Trace trace = Trace.of(net);
        trace.run(() -> run.accept(net, batch));
        SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put(INPUT, examples(batch).inputs());
        trace.outputs().forEach((name, output) -> outputs.putIfAbsent(name.isEmpty() ? OUTPUT : name, output));
        return outputs;
    }

    private static Batch examples(Object batch) {
        if (batch instanceof Batch examples) return examples;
        throw new IllegalArgumentException("the examples of this net are no rows: %s".formatted(
                batch == null ? "none" : batch.getClass().getSimpleName()));
    }

    private static float[] rows(String layer, Tensor output, long examples) {
        if (output.rank() == 0 || output.size(0) != examples) {
            throw new IllegalArgumentException("layer %s gives %s for %d examples, not a row for each; choose another"
                    .formatted(layer, output.shape(), examples));
        }
        return output.to(DType.FLOAT32).toFloats();
    }

    private static long[] classes(Batch batch) {
        boolean known = batch.targets().rank() == 1 && batch.targets().dtype() == DType.INT64;
        return known ? batch.targets().toLongs() : new long[0];
    }
}
