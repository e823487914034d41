package gyrus.nn.recurrent;

import gyrus.nn.Init;
import gyrus.nn.Mode;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How recurrent cells work along a sequence, in layers and directions.
record RecurrentStack<S>(List<? extends RecurrentCell<S>> layers, List<? extends RecurrentCell<S>> reverse,
        double dropout) {

    static void check(List<? extends RecurrentCell<?>> layers, List<? extends RecurrentCell<?>> reverse,
            double dropout) {
        if (layers.isEmpty() || !reverse.isEmpty() && reverse.size() != layers.size()) {
            throw new IllegalArgumentException(
                    "%d layers forward and %d in reverse: give at least 1, and as many or 0"
                    .formatted(layers.size(), reverse.size()));
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("dropout probability %s is not within 0 and 1"
                    .formatted(dropout));
        }
        long hidden = layers.getFirst().hidden();
        for (int i = 0; i < layers.size(); i++) {
            long in = i == 0 ? layers.getFirst().in() : hidden * (reverse.isEmpty() ? 1 : 2);
            checkLayer(i, layers.get(i), in, hidden);
            if (!reverse.isEmpty()) checkLayer(i, reverse.get(i), in, hidden);
        }
    }

    private static void checkLayer(int i, RecurrentCell<?> cell, long in, long hidden) {
        if (cell.in() != in || cell.hidden() != hidden) {
            throw new IllegalArgumentException("layer %d goes from %d to %d, where %d to %d is needed"
                    .formatted(i, cell.in(), cell.hidden(), in, hidden));
        }
    }

    /// Checks that a cell's weights belong together.
    static void checkWeights(int gates, Tensor inputWeight, Tensor stateWeight, @Nullable Tensor inputBias,
            @Nullable Tensor stateBias) {
        if (stateWeight.rank() != 2 || inputWeight.rank() != 2
                || stateWeight.size(0) != gates * stateWeight.size(1)
                || inputWeight.size(0) != stateWeight.size(0)) {
            throw new IllegalArgumentException(
                    "weights %s, %s, where (%d·hidden, in), (%d·hidden, hidden) are needed"
                    .formatted(inputWeight.shape(), stateWeight.shape(), gates, gates));
        }
        if ((inputBias == null) != (stateBias == null)) {
            throw new IllegalArgumentException("give both biases or none");
        }
    }

    /// A fresh weight or bias, uniform within ±1/√hidden.
    static Tensor fresh(long hidden, long... shape) {
        double bound = 1 / Math.sqrt(hidden);
        return Init.uniform(-bound, bound, shape);
    }

    static <C> List<C> cells(long in, long hidden, int layers, boolean bidirectional, LongFunction<C> cell) {
        if (in < 1 || hidden < 1 || layers < 1) {
            throw new IllegalArgumentException("%d layers from %d to %d: all must be 1 or more"
                    .formatted(layers, in, hidden));
        }
        return IntStream.range(0, layers)
                .mapToObj(i -> cell.apply(i == 0 ? in : hidden * (bidirectional ? 2 : 1))).toList();
    }

    Recurrence<S> fused(Tensor input, @Nullable S initial) {
        List<Tensor> start = start(input, initial);
        // The engine's own dropout would draw from its global generator: with dropout each layer is a call.
        boolean dropping = dropout > 0 && Mode.training();
        if (!dropping || layers.size() == 1) return fused(input, start, 0, layers.size());
        Tensor x = input;
        List<List<Tensor>> ends = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (i > 0) x = dropped(x);
            long from = (long) i * directions();
            List<Tensor> at = start.stream().map(t -> t.slice(0, from, from + directions())).toList();
            Recurrence<S> one = fused(x, at, i, i + 1);
            x = one.outputs();
            ends.add(layers.getFirst().tensors(one.state()));
        }
        return new Recurrence<>(x, joined(ends, parts -> Tensor.cat(parts, 0)));
    }

    private Recurrence<S> fused(Tensor input, List<Tensor> start, int from, int to) {
        RecurrentCell<S> first = layers.getFirst();
        List<Tensor> weights = new ArrayList<>();
        for (int i = from; i < to; i++) {
            weights.addAll(layers.get(i).weights());
            if (!reverse.isEmpty()) weights.addAll(reverse.get(i).weights());
        }
        Tensor[] results = input.recurrent(first.kind(), start, weights, first.inputBias() != null,
                to - from, 0, Mode.training(), !reverse.isEmpty());
        return new Recurrence<>(results[0], first.state(List.of(results).subList(1, results.length)));
    }

    Recurrence<S> stepwise(Tensor input, @Nullable S initial) {
        List<Tensor> start = start(input, initial);
        List<List<Tensor>> ends = new ArrayList<>();
        Tensor x = input;
        for (int i = 0; i < layers.size(); i++) {
            if (i > 0 && dropout > 0 && Mode.training()) x = dropped(x);
            Tensor there = walk(layers.get(i), x, start, ends, false);
            x = reverse.isEmpty() ? there
                    : Tensor.cat(List.of(there, walk(reverse.get(i), x, start, ends, true)), -1);
        }
        return new Recurrence<>(x, joined(ends, parts -> Tensor.stack(parts, 0)));
    }

    private Tensor walk(RecurrentCell<S> cell, Tensor input, List<Tensor> start, List<List<Tensor>> ends,
            boolean backwards) {
        int at = ends.size();
        S state = cell.state(start.stream().map(t -> t.select(0, at)).toList());
        List<Tensor> steps = List.of(input.unbind(1));
        List<Tensor> outputs = new ArrayList<>(steps.size());
        for (Tensor x : backwards ? steps.reversed() : steps) {
            state = cell.step(x, state);
            outputs.add(cell.tensors(state).getFirst());
        }
        ends.add(cell.tensors(state));
        if (backwards) Collections.reverse(outputs);
        return Tensor.stack(outputs, 1);
    }

    private interface Join {
        Tensor of(List<Tensor> parts);
    }

    private S joined(List<List<Tensor>> ends, Join join) {
        int tensors = ends.getFirst().size();
        return layers.getFirst().state(IntStream.range(0, tensors)
                .mapToObj(k -> join.of(ends.stream().map(end -> end.get(k)).toList())).toList());
    }

    /// The tensors of the first state, checked; zeros where none is given.
    private List<Tensor> start(Tensor input, @Nullable S initial) {
        RecurrentCell<S> first = layers.getFirst();
        if (input.rank() != 3 || input.size(2) != first.in()) {
            throw new IllegalArgumentException("a sequence of %s, where (B, T, %d) is needed"
                    .formatted(input.shape(), first.in()));
        }
        long[] shape = {(long) layers.size() * directions(), input.size(0), first.hidden()};
        if (initial == null) {
            Tensor zeros = input.device().call(() -> Tensor.zeros(input.dtype(), shape));
            return Collections.nCopies(first.kind().equals("lstm") ? 2 : 1, zeros);
        }
        List<Tensor> tensors = first.tensors(initial);
        for (Tensor tensor : tensors) {
            if (!Arrays.equals(tensor.shape().dims(), shape)) {
                throw new IllegalArgumentException("a state of %s, where (%d, %d, %d) is needed"
                        .formatted(tensor.shape(), shape[0], shape[1], shape[2]));
            }
        }
        return tensors;
    }

    /// In one memory layout, on which the order of what is drawn depends.
    private Tensor dropped(Tensor x) {
        return x.contiguous().dropout(dropout, Generator.current());
    }

    private int directions() {
        return reverse.isEmpty() ? 1 : 2;
    }
}
