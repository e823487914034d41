package gyrus.nn;

import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Shape;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a net consists of, as [Nets#summary] finds it. Prints as a table.
///
/// ```
/// Lenet
/// name   type         output          parameters
/// conv1  DenseConv    (1, 6, 28, 28)         156
/// fc1    DenseLinear  (1, 120)            48,120
/// …
/// 61,706 parameters, all trainable; 246,824 bytes
/// ```
///
/// @param type the net's class
/// @param rows its parts, each before its own parts
/// @param parameters number of learned values; those that parts share count once
/// @param trainable how many of them a gradient is computed for
/// @param buffers number of values in buffers
/// @param bytes memory that parameters and buffers take
public record Summary(String type, List<Row> rows, long parameters, long trainable, long buffers, long bytes) {

    /// One part of the net.
    ///
    /// @param name its name in the net; empty for the net itself
    /// @param type its class
    /// @param weights shapes of its own tensors, not those of its parts, by their names in it
    /// @param parameters number of learned values in them
    /// @param output shape of what it gave, or null where that is unknown
    public record Row(String name, String type, SequencedMap<String, Shape> weights, long parameters,
            @Nullable Shape output) {}

    static Summary of(Net net) {
        return of(net, Map.of());
    }

    static Summary of(Layer net, Tensor input) {
        Map<String, Shape> outputs = new HashMap<>();
        try (var _ = Scope.open()) {
            Map<String, Tensor> traced = Gradients.off(() -> Mode.EVAL.call(() -> Trace.outputs(net, input)));
            traced.forEach((name, output) -> outputs.put(name, output.shape()));
        }
        return of(net, outputs);
    }

    private static Summary of(Net net, Map<String, Shape> outputs) {
        SequencedMap<String, Tensor> parameters = Nets.parameters(net);
        SequencedMap<String, Tensor> state = Nets.state(net);
        List<Row> rows = new ArrayList<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Nets.Part part : Nets.named(net)) {
            SequencedMap<String, Shape> weights = new LinkedHashMap<>();
            List<Tensor> learned = new ArrayList<>();
            Nets.own(part.path(), part.net(), (name, tensor) -> {
                if (state.get(name) != tensor || !seen.add(tensor)) return; // shared: in the row of its first name
                weights.put(name.substring(above(part.path())), tensor.shape());
                if (parameters.containsKey(name)) learned.add(tensor);
            });
            rows.add(new Row(part.name(), part.net().getClass().getSimpleName(), weights, count(learned),
                    outputs.get(part.name())));
        }
        long learned = count(parameters.values());
        return new Summary(net.getClass().getSimpleName(), List.copyOf(rows), learned,
                count(parameters.values().stream().filter(Tensor::trainable).toList()), count(state.values()) - learned,
                state.values().stream().mapToLong(Tensor::bytes).sum());
    }

    private static long count(Iterable<Tensor> tensors) {
        long count = 0;
        for (Tensor tensor : tensors) count = Math.addExact(count, tensor.count());
        return count;
    }

    /// How much of the names of a part's tensors is the path to the part.
    private static int above(String path) {
        int pattern = path.indexOf('*');
        if (pattern >= 0) return path.lastIndexOf('.', pattern) + 1;
        return path.isEmpty() ? 0 : path.length() + 1;
    }

    /// A table with a line for each part and one with the totals.
    @Override
    public String toString() {
        List<String[]> table = new ArrayList<>();
        table.add(new String[] {"name", "type", "output", "parameters"});
        for (Row row : rows) {
            if (row.name().isEmpty() && rows.size() > 1 && row.weights().isEmpty()) continue;
            table.add(new String[] {row.name(), row.type(), row.output() == null ? "" : row.output().toString(),
                    row.parameters() == 0 ? "" : "%,d".formatted(row.parameters())});
        }
        boolean traced = rows.stream().anyMatch(row -> row.output() != null);
        int[] widths = new int[4];
        for (String[] line : table) {
            for (int i = 0; i < 4; i++) widths[i] = Math.max(widths[i], line[i].length());
        }
        StringBuilder text = new StringBuilder(type).append('\n');
        for (String[] line : table) {
            text.append(left(line[0], widths[0])).append("  ").append(left(line[1], widths[1])).append("  ");
            if (traced) text.append(left(line[2], widths[2])).append("  ");
            text.append(" ".repeat(widths[3] - line[3].length())).append(line[3]);
            while (text.charAt(text.length() - 1) == ' ') text.setLength(text.length() - 1);
            text.append('\n');
        }
        return text.append(totals()).toString();
    }

    private String totals() {
        String said = trainable == parameters ? "all trainable" : "%,d of them trainable".formatted(trainable);
        String held = buffers == 0 ? "" : "; %,d values in buffers".formatted(buffers);
        return "%,d parameters, %s%s; %,d bytes".formatted(parameters, said, held, bytes);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
