package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Losses;
import gyrus.nn.Losses.Reduction;
import gyrus.nn.MarginLosses;
import gyrus.tensor.DType;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every loss against PyTorch's, value and gradients.
class LossParityTest {

    @TestFactory
    Stream<DynamicTest> floats() {
        return cases(DType.FLOAT32);
    }

    @TestFactory
    Stream<DynamicTest> doubles() {
        return cases(DType.FLOAT64);
    }

    private static Stream<DynamicTest> cases(DType type) {
        Golden golden = Golden.open("losses", type);
        return golden.cases().stream().map(golden::at).map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    @Test
    void thereAreCases() {
        assertThat(Golden.open("losses", DType.FLOAT32).cases()).hasSizeGreaterThan(150);
    }

    private static void check(Golden.Case c) {
        SequencedMap<String, Tensor> wanted = c.inputGradients();
        List<Tensor> inputs = new ArrayList<>();
        wanted.keySet().forEach(name -> inputs.add(c.in(name).detach().trainable(true)));
        Tensor y = loss(c, name -> wanted.containsKey(name)
                ? inputs.get(List.copyOf(wanted.keySet()).indexOf(name)) : c.in().get(name));
        Tolerance.check(c.name(), y.detach(), c.out("y"));
        if (wanted.isEmpty()) return;
        List<Tensor> gradients = Gradients
                .of(List.of(y), inputs, List.of(Objects.requireNonNull(c.upstream().get("y"))), false);
        int at = 0;
        for (String name : wanted.keySet()) {
            Tolerance.check("%s, gradient of %s".formatted(c.name(), name), gradients.get(at++),
                    Objects.requireNonNull(wanted.get(name)));
        }
    }

    private interface Inputs {
        @Nullable Tensor get(String name);

        /// Of a name that the case must have.
        default Tensor at(String name) {
            return Objects.requireNonNull(get(name), name);
        }
    }

    private static Tensor loss(Golden.Case c, Inputs in) {
        String reduction = c.options().get("reduction").stringValue();
        boolean batch = reduction.equals("batchmean");
        Reduction r = batch ? Reduction.SUM : Reduction.valueOf(reduction.toUpperCase(Locale.ROOT));
        Tensor weight = in.get("weight");
        double margin = c.number("margin", 1);
        double zero = c.number("margin", 0);
        long ignore = (long) c.number("ignore_index", -100);
        boolean full = flag(c, "full", false);
        String op = c.options().get("op").stringValue();
        if (op.equals("CTCLoss")) {
            return Losses.ctc(in.at("x").logSoftmax(-1), in.at("targets"), in.at("lengths"), in.at("target_lengths"),
                    (long) c.number("blank", 0), flag(c, "zero_infinity", false), r);
        }
        if (op.equals("TripletMarginLoss")) {
            return MarginLosses.triplet(in.at("anchor"), in.at("positive"), in.at("negative"), margin, c.number("p", 2),
                    flag(c, "swap", false), r);
        }
        Tensor y = in.at("target");
        if (op.equals("MarginRankingLoss")) return MarginLosses.ranking(in.at("x1"), in.at("x2"), y, zero, r);
        if (op.equals("CosineEmbeddingLoss")) return MarginLosses.cosineEmbedding(in.at("x1"), in.at("x2"), y, zero, r);
        Tensor x = in.at("x");
        return switch (op) {
            case "MSELoss" -> Losses.mse(x, y, r);
            case "L1Loss" -> Losses.l1(x, y, r);
            case "SmoothL1Loss" -> Losses.smoothL1(x, y, c.number("beta", 1), r);
            case "HuberLoss" -> Losses.huber(x, y, c.number("delta", 1), r);
            case "BCELoss" -> Losses.binaryCrossEntropy(x, y, weight, r);
            case "BCEWithLogitsLoss" -> Losses.binaryCrossEntropyWithLogits(x, y, weight, in.get("pos_weight"), r);
            case "CrossEntropyLoss" -> Losses.crossEntropy(x, y, weight, ignore, c.number("label_smoothing", 0), r);
            case "NLLLoss" -> Losses.nll(x, y, weight, ignore, r);
            case "KLDivLoss" -> Losses.klDivergence(x, y, flag(c, "log_target", false), r).div(batch ? x.size(0) : 1);
            case "PoissonNLLLoss" -> Losses.poissonNll(x, y, flag(c, "log_input", true), full, 1e-8, r);
            case "GaussianNLLLoss" -> Losses.gaussianNll(x, y, in.at("variance"), full, c.number("eps", 1e-6), r);
            case "HingeEmbeddingLoss" -> MarginLosses.hingeEmbedding(x, y, margin, r);
            case "MultiMarginLoss" -> MarginLosses.multiClass(x, y, (int) c.number("p", 1), margin, weight, r);
            case "MultiLabelMarginLoss" -> MarginLosses.multiLabel(x, y, r);
            case "SoftMarginLoss" -> MarginLosses.softMargin(x, y, r);
            case "MultiLabelSoftMarginLoss" -> MarginLosses.multiLabelSoftMargin(x, y, weight, r);
            default -> throw new AssertionError("no loss here for " + op);
        };
    }

    private static boolean flag(Golden.Case c, String option, boolean otherwise) {
        var value = c.options().get(option);
        return value == null ? otherwise : value.booleanValue();
    }
}
