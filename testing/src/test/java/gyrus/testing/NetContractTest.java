package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.BatchNorm;
import gyrus.nn.Dropout;
import gyrus.nn.Init;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Net;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract holds for a net that keeps it, and finds each way to break it.
class NetContractTest {

    public record Good(Linear first, BatchNorm norm, Dropout dropout, Linear last) implements Layer {
        static Good of() {
            return new Good(Linear.of(4, 3), BatchNorm.of(3), new Dropout(0.5), Linear.of(3, 2));
        }

        @Override
        public Tensor forward(Tensor input) {
            return last.apply(dropout.apply(norm.apply(first.apply(input)).relu()));
        }
    }

    @Nested
    class OfAGoodNet implements NetContract<Good> {
        @Override
        public Good net() {
            return Good.of();
        }

        @Override
        public Tensor input() {
            return Tensor.randn(5, 4);
        }
    }

    /// A net of two weights with a function that the test brings.
    public record Bad(Tensor a, @Key("BadName") Tensor b, Linear part, Code code) implements Net {
        static Bad of(Code code) {
            return new Bad(Init.normal(0, 1, 3), Init.normal(0, 1, 3), Linear.of(3, 3), code);
        }
    }

    interface Code {
        Tensor run(Bad net, Tensor input);
    }

    private record Contract(Supplier<Bad> fresh, Set<String> unused) implements NetContract<Bad> {
        @Override
        public Bad net() {
            return fresh.get();
        }

        @Override
        public Tensor input() {
            return Tensor.randn(2, 3);
        }

        @Override
        public Tensor output(Bad net, Tensor input) {
            return net.code().run(net, input);
        }
    }

    private static Contract contract(Code code) {
        return new Contract(() -> Bad.of(code), Set.of());
    }

    @Test
    void findsNamesThatAreNoPaths() {
        assertThatThrownBy(() -> contract((net, x) -> x).namesAreSnakeCasePaths()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("BadName");
    }

    @Test
    void findsWeightsWithoutAGradient() {
        assertThatThrownBy(() -> contract((net, x) -> x.mul(net.a())).gradientsReachEveryTrainableTensor())
                .isInstanceOf(AssertionError.class).hasMessageContaining("BadName").hasMessageContaining("part.weight");
    }

    @Test
    void findsChanceAndChangeInEvaluation() {
        assertThatThrownBy(() -> contract((net, x) -> x.add(Tensor.randn(2, 3))).evaluationIsDeterministic())
                .isInstanceOf(AssertionError.class).hasMessageContaining("second call");
        assertThatThrownBy(() -> contract((net, x) -> {
            net.a().addAssign(1);
            return x;
        }).evaluationIsDeterministic()).isInstanceOf(AssertionError.class).hasMessageContaining("a: 3 of 3");
        assertThatThrownBy(() -> contract((net, x) -> x.div(0)).evaluationIsDeterministic())
                .isInstanceOf(AssertionError.class).hasMessageContaining("finite");
    }

    @Test
    void findsStateThatIsNotSaved(@TempDir Path folder) {
        var hidden = new Object() {
            int made;
        };
        var contract = new Contract(() -> {
            int bias = hidden.made++;
            return Bad.of((net, x) -> x.add(bias));
        }, Set.of());
        assertThatThrownBy(() -> contract.savedAndLoadedItGivesTheSame(folder)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("after loading");
    }

    @Test
    void findsLayersThatAreCalledPastTheTrace() {
        assertThatThrownBy(() -> contract((net, x) -> net.part().forward(x)).aTraceSeesEveryLayer())
                .isInstanceOf(AssertionError.class).hasMessageContaining("part");
        assertThatCode(() -> contract((net, x) -> net.part().apply(x)).aTraceSeesEveryLayer())
                .doesNotThrowAnyException();
        assertThatCode(() -> new Contract(() -> Bad.of((net, x) -> x), Set.of("part")).aTraceSeesEveryLayer())
                .doesNotThrowAnyException();
    }

    @Test
    void findsSizesThatDependOnTheDevice() {
        Supplier<Bad> onTheCpu = () -> Device.CPU.call(() -> Bad.of((net, x) -> x));
        assertThatThrownBy(() -> new Contract(onTheCpu, Set.of()).onTheMetaDeviceItCountsTheSame())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsTheSameNameTwice() {
        record Twice(@Key("x") Tensor one, @Key("x") Tensor two) implements Net {}
        NetContract<Twice> contract = new NetContract<>() {
            @Override
            public Twice net() {
                return new Twice(Init.ones(1), Init.ones(1));
            }

            @Override
            public Tensor input() {
                return Tensor.zeros(1);
            }
        };
        assertThatThrownBy(contract::everyTensorHasANameOfItsOwn).hasMessageContaining("called x");
        assertThatThrownBy(() -> contract.output(contract.net(), Generator.seeded(1).call(contract::input)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("override output");
    }
}
