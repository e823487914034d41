package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.attention.MultiHeadAttention;
import gyrus.nn.attention.Positions;
import gyrus.nn.attention.TransformerLayer;
import gyrus.nn.recurrent.Gru;
import gyrus.nn.recurrent.Lstm;
import gyrus.nn.recurrent.Rnn;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NetsTest {

    /// A net with every kind of component: tensors, null, a buffer, parts, lists, settings, a key.
    public record Small(Linear firstPart, List<Linear> rest, @Key("ln") LayerNorm norm, Tensor scale,
            @Buffer Tensor seen,
                        double rate) implements Net {
        static Small of() {
            return new Small(Linear.of(2, 3), List.of(Linear.unbiased(3, 3), Linear.of(3, 1)),
                    LayerNorm.of(3),
                    Init.constant(1, 1), Tensor.zeros(DType.INT64), 0.5);
        }
    }

    public record Tied(Embedding embedding, Linear output) implements Net {}

    public record Clash(@Key("a") Tensor one, @Key("a") Tensor two) implements Net {}

    private static Tied tied() {
        Embedding embedding = Embedding.of(5, 4);
        return new Tied(embedding, new DenseLinear(embedding.weight(), null));
    }

    @Test
    void namesEveryTensorByItsPath() {
        assertThat(Nets.state(Small.of()))
                .containsOnlyKeys("first_part.weight", "first_part.bias", "rest.0.weight",
                "rest.1.weight", "rest.1.bias", "ln.weight", "ln.bias", "scale", "seen");
        assertThat(Nets.parameters(Small.of())).doesNotContainKey("seen").hasSize(8);
        assertThat(Nets.count(Small.of())).isEqualTo(6 + 3 + 9 + 3 + 1 + 3 + 3 + 1);
    }

    @Test
    void namesSequencesByNumber() {
        var net = Sequential.of(Linear.of(2, 2), new Activations.Relu(),
                Sequential.of(Linear.unbiased(2, 2)));
        assertThat(Nets.state(net)).containsOnlyKeys("0.weight", "0.bias", "2.0.weight");
        assertThat(Nets.parts(net)).containsOnlyKeys("", "0", "1", "2", "2.0");
    }

    @Test
    void namesByPattern() {
        var net = new LinkedHashMap<String, Net>();
        net.put("rnn", Sequential.of(Lstm.of(2, 3, 2, true)));
        assertThat(Nets.state(net.get("rnn"))).containsOnlyKeys(
                "0.weight_ih_l0", "0.weight_hh_l0", "0.bias_ih_l0", "0.bias_hh_l0",
                "0.weight_ih_l1", "0.weight_hh_l1", "0.bias_ih_l1", "0.bias_hh_l1",
                "0.weight_ih_l0_reverse", "0.weight_hh_l0_reverse", "0.bias_ih_l0_reverse",
                "0.bias_hh_l0_reverse",
                "0.weight_ih_l1_reverse", "0.weight_hh_l1_reverse", "0.bias_ih_l1_reverse",
                "0.bias_hh_l1_reverse");
        assertThat(Nets.parts(net.get("rnn")))
                .containsOnlyKeys("", "0", "0.l0", "0.l1", "0.l0_reverse", "0.l1_reverse");
        assertThat(Nets.state(MultiHeadAttention.of(4, 2)))
                .containsOnlyKeys("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
    }

    @Test
    void refusesTwoTensorsOfOneName() {
        var net = new Clash(Tensor.zeros(1), Tensor.zeros(1));
        assertThatThrownBy(() -> Nets.state(net)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("called a");
    }

    @Test
    void aSharedTensorAppearsOnce() {
        assertThat(Nets.state(tied())).containsOnlyKeys("embedding.weight");
        assertThat(Nets.count(tied())).isEqualTo(20);
    }

    @Test
    void mappingWithoutChangeGivesTheSameNet() {
        for (Net net : List.of(Small.of(), tied(), Lstm.of(2, 3, 2, true), MultiHeadAttention.of(4, 2),
                Sequential.of(Linear.of(1, 1)))) {
            assertThat(Nets.mapTensors(net, t -> t)).isSameAs(net);
            assertThat(Nets.map(net, Linear.class, Function.identity())).isSameAs(net);
        }
    }

    @Test
    void mappingKeepsTiesAndSharesWhatDoesNotChange() {
        Tied twice = Nets.mapTensors(tied(), Tensor::copy);
        assertThat(((DenseLinear) twice.output()).weight()).isSameAs(twice.embedding().weight());

        Small net = Small.of();
        Small changed = Nets.map(net, LayerNorm.class, norm -> LayerNorm.of(3));
        assertThat(changed).isNotSameAs(net);
        assertThat(changed.norm()).isNotSameAs(net.norm());
        assertThat(changed.rest()).isSameAs(net.rest());
        assertThat(changed.firstPart()).isSameAs(net.firstPart());
    }

    @Test
    void replacesPartsInsideLists() {
        Small net = Small.of();
        Small changed = Nets.map(net, Linear.class, l -> l.out() == 1 ? Linear.unbiased(3, 1) : l);
        assertThat(Nets.state(changed)).doesNotContainKey("rest.1.bias").containsKey("rest.1.weight");
        assertThat(changed.rest().getFirst()).isSameAs(net.rest().getFirst());
    }

    @Test
    void loadsByNameAndConverts() {
        Small from = Small.of();
        Small to = Nets.load(Small.of(), Nets.state(Nets.to(from, DType.FLOAT64)));
        assertThat(to.scale().dtype()).isEqualTo(DType.FLOAT32);
        Nets.state(from).forEach((name, tensor) -> assertThat(Nets.state(to).get(name).toFloats()).as(name)
                .isEqualTo(tensor.toFloats()));
    }

    @Test
    void aLoadThatDoesNotFitNamesEverythingAndChangesNothing() {
        Small net = Small.of();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Nets.state(net).forEach((name, tensor) -> weights.put(name, tensor.onesLike().mul(7)));
        weights.remove("ln.bias");
        weights.remove("seen");
        weights.put("head.weight", Tensor.zeros(1));
        weights.put("extra", Tensor.zeros(1));
        weights.put("scale", Tensor.zeros(4));
        float[] before = net.norm().weight().toFloats();
        assertThatThrownBy(() -> Nets.load(net, weights)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing ln.bias, seen")
                .hasMessageContaining("extra extra, head.weight")
                .hasMessageContaining("scale is (4,), not (1,)");
        assertThat(net.norm().weight().toFloats()).isEqualTo(before);

        Nets.Differences left = Nets.loadPartly(net, weights);
        assertThat(left.missing()).containsExactly("ln.bias", "seen");
        assertThat(left.unfit()).containsOnlyKeys("scale");
        assertThat(net.norm().weight().toFloats()).containsOnly(7);
        assertThat(net.scale().item()).isEqualTo(1);
    }

    @Test
    void withOtherTensorsAGradientFlowsThrough() {
        Sequential net = Sequential.of(Linear.unbiased(1, 1));
        Tensor source = Tensor.of(new float[] {3}, 1, 1).trainable(true);
        Sequential made = Nets.with(net, Map.of("0.weight", source.mul(2)));
        Tensor y = made.apply(Tensor.of(new float[] {5}, 1, 1));
        assertThat(y.item()).isEqualTo(30);
        assertThat(Gradients.of(y.sum(), source).item()).isEqualTo(10);
        assertThatThrownBy(() -> Nets.with(net, Map.of("1.weight", source)))
                .hasMessageContaining("extra 1.weight");
    }

    @Test
    void otherTensorsMustHaveTheShape() {
        assertThatThrownBy(() -> Nets.with(BatchNorm.of(3), Map.of("running_mean", Tensor.zeros(7))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("running_mean is (7,), not (3,)");
    }

    @Test
    void aNetWithoutMemoryIsNotLoadedInto() {
        Linear net = Device.META.call(() -> Linear.of(2, 3));
        Map<String, Tensor> weights = Nets.state(Linear.of(2, 3));
        assertThatThrownBy(() -> Nets.load(net, weights)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nets.with");
        assertThatThrownBy(() -> Nets.loadPartly(net, weights)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Nets.load(Linear.of(2, 3), Nets.state(net))).hasMessageContaining("weights are");
        assertThat(Nets.state(Nets.with(net, weights)).get("weight")).isSameAs(weights.get("weight"));
    }

    /// Two parts with one weight, which published files may have under the name of either or both.
    public record Twins(Linear a, Linear b) implements Net {
        static Twins of() {
            Linear one = Linear.unbiased(2, 1);
            return new Twins(one, one);
        }
    }

    @Test
    void aSharedTensorLoadsUnderAnyOfItsNames() {
        Tensor five = Tensor.of(new float[] {5, Float.NaN}, 1, 2);
        for (var weights : List.of(Map.of("a.weight", five), Map.of("b.weight", five),
                Map.of("a.weight", five, "b.weight", five.copy()))) {
            assertThat(Nets.state(Nets.load(Twins.of(), weights)).get("a.weight").toFloats())
                    .containsExactly(5, Float.NaN);
            Twins made = Nets.with(Twins.of(), weights);
            assertThat(made.a()).isSameAs(made.b());
            assertThat(Nets.state(made).get("a.weight").toFloats()).containsExactly(5, Float.NaN);
        }
        var unequal = Map.of("a.weight", five, "b.weight", five.mul(2));
        assertThatThrownBy(() -> Nets.load(Twins.of(), unequal)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b.weight is not the same as a.weight");
        assertThatThrownBy(() -> Nets.load(Twins.of(), Map.of())).hasMessageContaining("missing a.weight");
    }

    @Test
    void oneKindOfNumberIsNotLoadedAsAnother() {
        Small net = Small.of();
        Map<String, Tensor> weights = new LinkedHashMap<>(Nets.state(Small.of()));
        weights.put("seen", Tensor.scalar(1.5));
        weights.put("scale", Tensor.zeros(DType.INT64, 1));
        assertThatThrownBy(() -> Nets.load(net, weights)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scale is int64, which is not converted to float32")
                .hasMessageContaining("seen is float32, which is not converted to int64");
        weights.put("scale", Tensor.zeros(DType.BFLOAT16, 1));
        weights.put("seen", Tensor.zeros(DType.INT32));
        assertThat(Nets.load(net, weights).scale().item()).isZero();
    }

    @Test
    void freezesByName() {
        Small net = Small.of();
        Nets.trainable(net, false, name -> name.startsWith("rest"));
        assertThat(Nets.trainable(net)).hasSize(5);
        assertThat(Nets.trainable(Nets.freeze(net))).isEmpty();
    }

    @Test
    void movesTypesButNotIntegers() {
        BatchNorm norm = Nets.to(BatchNorm.of(3), DType.BFLOAT16);
        assertThat(norm.weight().dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(norm.weight().trainable()).isTrue();
        assertThat(norm.batches().dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void aNetWithoutMemoryCanBeCounted() {
        long wide = 1 << 14;
        var net = Device.META.call(() -> Sequential.of(
                Embedding.of(50_000, 12_288, 0), Linear.of(4 * wide, 4 * wide),
                Conv.of(4096, 4096, Window.cube(9)), ConvTransposed.of(4096, 4096, Window.cube(9)),
                BatchNorm.of(wide), LayerNorm.of(wide), RmsNorm.of(wide), GroupNorm.of(2, wide),
                InstanceNorm.of(wide), Lstm.of(wide, wide, 4, true), Gru.of(wide, wide), Rnn.of(wide, wide),
                MultiHeadAttention.of(wide, 8), MultiHeadAttention.grouped(wide, 8, 2),
                TransformerLayer.of(wide, 8, 4 * wide), Positions.Learned.of(1 << 20, 1 << 10)));
        assertThat(Nets.count(net)).isGreaterThan(30_000_000_000L);
        assertThat(Nets.state(net).values()).allMatch(t -> t.device().equals(Device.META));
    }

    @Test
    void countsOfRecurrentNets() {
        assertThat(Nets.count(Rnn.of(28, 128))).isEqualTo(20_224);
        assertThat(Nets.count(Gru.of(28, 128))).isEqualTo(60_672);
        assertThat(Nets.count(Lstm.of(28, 128))).isEqualTo(80_896);
    }

    @Test
    void aPartThatDoesNotFitIsRefusedByName() {
        var net = new Residual(MultiHeadAttention.of(4, 2));
        assertThatThrownBy(() -> Nets.map(Small.of(), LayerNorm.class, _ -> Linear.of(3, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("component norm of Small, 'ln' in the net, takes LayerNorm, not DenseLinear");
        assertThatThrownBy(() -> Nets.map(Small.of(), Linear.class, l -> l.out() == 1 ? LayerNorm.of(3) : l))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("component rest of Small, 'rest' in the net, takes Linear, not LayerNorm");
        assertThatThrownBy(() -> Nets.map(net, DenseLinear.class, _ -> new Activations.Relu()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("layer.");
    }

    /// The shape of an adapter: the tensors of what it wraps keep their names.
    public record Wrap(@Key("") Layer inner, Tensor added) implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return inner.apply(input).add(added);
        }
    }

    @Test
    void aPartWithoutAKeyHasItsComponentsName() {
        Wrap wrap = new Wrap(Linear.of(2, 3), Tensor.zeros(3));
        Sequential net = Sequential.of(wrap, new Wrap(new Wrap(LayerNorm.of(3), Tensor.zeros(3)), Tensor.zeros(3)));
        assertThat(Nets.state(wrap)).containsOnlyKeys("weight", "bias", "added");
        assertThat(Nets.parts(wrap)).containsExactly(Map.entry("", wrap), Map.entry("inner", wrap.inner()));
        assertThat(Nets.parts(Sequential.of(wrap)).keySet()).containsExactly("", "0", "0.inner");
        assertThat(Trace.outputs(Sequential.of(wrap), Tensor.zeros(1, 2)).keySet()).containsExactly("0.inner", "0", "");
        assertThat(Nets.parts(new Wrap(net.layers().getLast(), Tensor.zeros(3))).keySet())
                .containsExactly("", "inner", "inner.inner", "inner.inner.inner");
        assertThat(Nets.parts(new Wrap(new Holder(Linear.of(1, 1)), Tensor.zeros(1))).keySet())
                .containsExactly("", "inner_2", "inner");
        var rows = Nets.summary(Sequential.of(wrap), Tensor.zeros(1, 2)).rows();
        assertThat(rows).extracting(Summary.Row::name).containsExactly("", "0", "0.inner");
        assertThat(rows).extracting(Summary.Row::parameters).containsExactly(0L, 3L, 9L);
        assertThat(rows.getLast().weights()).containsOnlyKeys("weight", "bias");
    }

    /// A part that is called as the component it is wrapped in.
    public record Holder(Layer inner) implements Layer {
        @Override
        public Tensor forward(Tensor input) {
            return inner.apply(input);
        }
    }
}
