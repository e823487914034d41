package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Activations;
import gyrus.nn.DenseLinear;
import gyrus.nn.LayerNorm;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.nn.Trace;
import gyrus.nn.attention.Mask;
import gyrus.nn.attention.MultiHeadAttention;
import gyrus.nn.attention.Positions.Rotary;
import gyrus.nn.attention.Positions.Sinusoidal;
import gyrus.nn.attention.Projections;
import gyrus.nn.attention.ScaledDotProduct;
import gyrus.nn.attention.TransformerLayer;
import gyrus.nn.recurrent.Gru;
import gyrus.nn.recurrent.Lstm;
import gyrus.nn.recurrent.Recurrence;
import gyrus.nn.recurrent.Rnn;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Layers that work along a sequence against PyTorch: recurrence, attention, positions, transformer layers.
class SequenceParityTest {

    static final Set<String> OPS = Set.of("RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell",
            "MultiheadAttention",
            "scaled_dot_product_attention", "sinusoidal", "rotary", "TransformerEncoderLayer",
            "TransformerDecoderLayer");

    @TestFactory
    Stream<DynamicTest> recurrent() {
        return Stream.of(false, true).flatMap(steps ->
                Parity.tests("layers", c -> Set.of("RNN", "LSTM", "GRU").contains(Parity.op(c)),
                (c, type) -> recurrent(c, type, steps)));
    }

    private static void recurrent(Golden.Case c, DType type, boolean stepwise) {
        long hidden = 3;
        int layers = (int) Parity.whole(c, "num_layers", 1);
        boolean both = Parity.flag(c, "bidirectional", false);
        switch (Parity.op(c)) {
            case "RNN" -> {
                var function = Parity.text(c, "nonlinearity", "tanh").equals("relu") ? Rnn.Function.RELU
                        : Rnn.Function.TANH;
                Rnn made = Rnn.of(4, hidden, layers, both, function);
                Rnn net = Parity.flag(c, "bias", true) ? made : Nets.map(made, Rnn.Cell.class,
                        cell -> new Rnn.Cell(cell.inputWeight(), cell.stateWeight(), null, null,
                        cell.function()));
                Parity.check(c, type, net, (n, in) -> single(c, in, stepwise ? n::stepwise : n::run));
            }
            case "GRU" -> {
                Gru made = Gru.of(4, hidden, layers, both);
                Gru net = Parity.flag(c, "bias", true) ? made : Nets.map(made, Gru.Cell.class,
                        cell -> new Gru.Cell(cell.inputWeight(), cell.stateWeight(), null, null));
                Parity.check(c, type, net, (n, in) -> single(c, in, stepwise ? n::stepwise : n::run));
            }
            default -> {
                Lstm made = Lstm.of(4, hidden, layers, both);
                Lstm net = Parity.flag(c, "bias", true) ? made : Nets.map(made, Lstm.Cell.class,
                        cell -> new Lstm.Cell(cell.inputWeight(), cell.stateWeight(), null, null));
                Parity.check(c, type, net, (n, in) -> {
                    Lstm.State start = in.containsKey("h0") ? new Lstm.State(in.get("h0"), in.get("c0"))
                            : null;
                    Tensor x = batchFirst(c, in.get("x"));
                    var end = stepwise ? n.stepwise(x, start) : n.run(x, start);
                    return Map.of("y", batchFirst(c, end.outputs()), "h", end.state().hidden(), "c",
                            end.state().cell());
                });
            }
        }
    }

    private static Map<String, Tensor> single(Golden.Case c, Map<String, Tensor> in,
            BiFunction<Tensor, @Nullable Tensor, Recurrence<Tensor>> run) {
        var end = run.apply(batchFirst(c, in.get("x")), in.get("h0"));
        return Map.of("y", batchFirst(c, end.outputs()), "h", end.state());
    }

    private static Tensor batchFirst(Golden.Case c, Tensor x) {
        return Parity.flag(c, "batch_first", false) ? x : x.transpose(0, 1);
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        return Parity.tests("layers", c -> Parity.op(c).endsWith("Cell"), (c, type) -> {
            switch (Parity.op(c)) {
                case "RNNCell" -> Parity.check(c, type, Rnn.Cell.of(4, 5, Rnn.Function.TANH), (n, in) ->
                        Map.of("y", n.step(in.get("x"), in.get("h0"))));
                case "GRUCell" -> Parity.check(c, type, Gru.Cell.of(4, 5), (n, in) ->
                        Map.of("y", n.step(in.get("x"), in.get("h0"))));
                default -> Parity.check(c, type, Lstm.Cell.of(4, 5), (n, in) -> {
                    Lstm.State end = n.step(in.get("x"), new Lstm.State(in.get("h0"), in.get("c0")));
                    return Map.of("h", end.hidden(), "c", end.cell());
                });
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> attention() {
        return Parity.tests("layers", c -> Parity.op(c).equals("MultiheadAttention"), (c, type) -> {
            attention(c, type, true);
            if (!c.name().equals("attention_self_heads")) attention(c, type, false);
        });
    }

    /// Once traced, which gives the weights, and once fused, which cannot.
    private static void attention(Golden.Case c, DType type, boolean traced) {
        long heads = Parity.whole(c, "num_heads", 1);
        boolean widths = c.options().has("kdim");
        MultiHeadAttention net = MultiHeadAttention.of(6, heads);
        if (!Parity.flag(c, "bias", true)) {
            net = Nets.map(net, DenseLinear.class, l -> new DenseLinear(l.weight(), null));
        } else if (widths) {
            net = new MultiHeadAttention(new Projections.Separate(Linear.of(6, 6), Linear.of(4, 6),
                    Linear.of(7, 6)), Linear.of(6, 6), heads, heads, 0);
        }
        var weights = widths ? separate(c.weights()) : c.weights();
        var gradients = widths ? separate(c.weightGradients()) : c.weightGradients();
        Parity.check(c, type, net, weights, gradients, (n, in) -> {
            boolean first = Parity.flag(c, "batch_first", false);
            Tensor query = in.getOrDefault("query", in.get("x"));
            Tensor q = first ? query : query.transpose(0, 1);
            Tensor k = in.getOrDefault("key", in.getOrDefault("memory", q));
            Tensor v = in.getOrDefault("value", in.getOrDefault("memory", q));
            Trace trace = Trace.of(n);
            Tensor y = traced ? trace.call(() -> n.attend(q, k, v, mask(in))) : n.attend(q, k, v, mask(in));
            Map<String, Tensor> out = new LinkedHashMap<>();
            out.put("y", first ? y : y.transpose(0, 1));
            Tensor seen = trace.notes().get("weights");
            assertThat(seen != null).isEqualTo(traced);
            if (seen == null) out.put("weights", c.out().get("weights"));
            else out.put("weights", Parity.flag(c, "average_attn_weights", true) ? seen.mean(1) : seen);
            return out;
        });
    }

    /// The keys of projections of different widths: `q_proj_weight` and one bias for all three.
    private static SequencedMap<String, Tensor> separate(Map<String, Tensor> packed) {
        SequencedMap<String, Tensor> apart = new TreeMap<>();
        packed.forEach((name, tensor) -> {
            if (name.equals("in_proj_bias")) {
                Tensor[] parts = tensor.chunk(3, 0);
                for (int i = 0; i < 3; i++) apart.put("qkv".charAt(i) + "_proj.bias", parts[i]);
            } else {
                apart.put(name.replace("_proj_weight", "_proj.weight"), tensor);
            }
        });
        return apart;
    }

    /// PyTorch's layer takes truth values that forbid.
    private static Mask mask(Map<String, Tensor> in) {
        Tensor mask = in.get("mask");
        if (in.get("padding") != null) return Mask.keys(in.get("padding").not());
        if (mask == null) return Mask.NONE;
        return Mask.of(mask.dtype() == DType.BOOL ? mask.not() : mask);
    }

    @TestFactory
    Stream<DynamicTest> scaledDotProducts() {
        return Parity.tests("layers", c -> Parity.op(c).equals("scaled_dot_product_attention")
                && !c.options().has("scale"), (c, type) -> {
            Mask mask = c.in().containsKey("mask") ? Mask.of(c.in("mask"))
                    : Parity.flag(c, "is_causal", false) ? Mask.CAUSAL : Mask.NONE;
            var net = MultiHeadAttention.of(2, 1);
            Parity.check(c, in -> Map.of("y",
                    ScaledDotProduct.attend(net, in.get("q"), in.get("k"), in.get("v"), mask, 0)));
            Parity.check(c, in -> Map.of("y", Trace.of(net).call(() ->
                    ScaledDotProduct.attend(net, in.get("q"), in.get("k"), in.get("v"), mask, 0))));
        });
    }

    @TestFactory
    Stream<DynamicTest> scaledOtherwise() {
        return Parity.tests("layers", c -> c.name().equals("sdpa_scale"),
                (c, type) -> Parity.check(c, in -> Map.of("y",
                ScaledDotProduct.weights(in.get("q"), in.get("k"), Mask.NONE, 0.3).matmul(in.get("v")))));
    }

    @TestFactory
    Stream<DynamicTest> positions() {
        return Parity.tests("layers", c -> Set.of("sinusoidal", "rotary").contains(Parity.op(c)),
                (c, type) -> {
            double base = c.number("base", 10_000);
            if (Parity.op(c).equals("sinusoidal")) {
                Parity.check(c, in -> Map.of("y", new Sinusoidal(Parity.whole(c, "width", 0), base)
                        .table(0, Parity.whole(c, "length", 0), type)));
            } else {
                var pairs = Parity.text(c, "layout", "").equals("halves") ? Rotary.Pairs.HALVES
                        : Rotary.Pairs.NEIGHBOURS;
                Parity.check(c, in -> Map.of("y", new Rotary(6, base, pairs)
                        .turn(Parity.whole(c, "start", 0), 5, type).apply(in.get("x"))));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> transformers() {
        return Parity.tests("layers", c -> Parity.op(c).equals("TransformerEncoderLayer"), (c, type) -> {
            boolean relu = Parity.text(c, "activation", "").equals("relu");
            var net = new TransformerLayer(MultiHeadAttention.of(6, 2), Linear.of(6, 8), Linear.of(8, 6),
                    LayerNorm.of(6),
                    LayerNorm.of(6), relu ? new Activations.Relu() : new Activations.Gelu(), 0,
                    Parity.flag(c, "norm_first", false));
            Parity.check(c, type, net, (n, in) -> Map.of("y", n.apply(in.get("x"))));
        });
    }
}
