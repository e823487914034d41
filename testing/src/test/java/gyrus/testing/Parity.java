package gyrus.testing;

import gyrus.nn.Mode;
import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Holds a layer against a golden case: outputs, gradients of inputs and weights, and what it leaves in its
/// buffers.
final class Parity {

    private Parity() {}

    /// A test for every case in `cases`, in single and double precision.
    static Stream<DynamicTest> tests(String subject, Function<Golden.Case, Boolean> chosen, Check check) {
        return Stream.of(DType.FLOAT32, DType.FLOAT64).flatMap(type -> {
            Golden golden = Golden.open(subject, type);
            return golden.cases().stream().map(golden::at).filter(chosen::apply)
                    .map(c -> DynamicTest.dynamicTest("%s %s"
                            .formatted(c.name(), type), () -> check.of(c, type)));
        });
    }

    interface Check {
        void of(Golden.Case c, DType type);
    }

    /// How a case's outputs are computed from its inputs, both by name.
    interface Run<N> {
        Map<String, Tensor> of(N net, SequencedMap<String, Tensor> in);
    }

    /// Checks a net whose state has the names of the case's weights.
    static <N extends Net> void check(Golden.Case c, DType type, N fresh, Run<N> run) {
        check(c, type, fresh, c.weights(), c.weightGradients(), run);
    }

    /// Checks a net with weights and gradients under other names than the case's.
    static <N extends Net> void check(Golden.Case c, DType type, N fresh, Map<String, Tensor> weights,
            Map<String, Tensor> gradients, Run<N> run) {
        N net = Nets.load(Nets.to(fresh, type), weights);
        SequencedMap<String, Tensor> in = inputs(c);
        Map<String, Tensor> out = mode(c).call(() -> run.of(net, in));
        compare(c, in, out);
        Map<String, Tensor> state = Nets.state(net);
        gradients.forEach((name, expected) ->
                gradient(c.name() + " weight " + name, state.get(name), expected));
        c.after().forEach((name, expected) ->
                Tolerance.check(c.name() + " after " + name, state.get(name), expected));
    }

    /// Checks a function without weights.
    static void check(Golden.Case c, Function<SequencedMap<String, Tensor>, Map<String, Tensor>> run) {
        SequencedMap<String, Tensor> in = inputs(c);
        compare(c, in, mode(c).call(() -> run.apply(in)));
    }

    private static void compare(Golden.Case c, Map<String, Tensor> in, Map<String, Tensor> out) {
        Map<String, Tensor> upstream = c.upstream();
        Tensor total = null;
        for (var expected : c.out().entrySet()) {
            String name = expected.getKey();
            Tensor found = out.get(name);
            if (found == null) throw new AssertionError("%s gives no %s".formatted(c.name(), name));
            Tolerance.check(c.name() + " " + name, found.detach(), expected.getValue());
            if (upstream.containsKey(name)) {
                Tensor part = found.mul(upstream.get(name)).sum();
                total = total == null ? part : total.add(part);
            }
        }
        if (total != null) total.backward();
        c.inputGradients().forEach((name, expected) ->
                gradient(c.name() + " input " + name, in.get(name), expected));
    }

    private static void gradient(String what, Tensor tensor, Tensor expected) {
        if (tensor == null) throw new AssertionError(what + " is missing");
        Tensor found = tensor.gradient();
        if (found == null) throw new AssertionError(what + " has no gradient");
        Tolerance.check("gradient of " + what, found, expected);
    }

    private static SequencedMap<String, Tensor> inputs(Golden.Case c) {
        SequencedMap<String, Tensor> in = new LinkedHashMap<>();
        var differentiated = c.inputGradients().keySet();
        c.in().forEach((name, t) ->
                in.put(name, differentiated.contains(name) ? t.copy().trainable(true) : t));
        return in;
    }

    private static Mode mode(Golden.Case c) {
        return flag(c, "eval", false) ? Mode.EVAL : Mode.TRAIN;
    }

    static boolean flag(Golden.Case c, String option, boolean otherwise) {
        var value = c.options().get(option);
        return value == null ? otherwise : value.booleanValue();
    }

    static long whole(Golden.Case c, String option, long otherwise) {
        return (long) c.number(option, otherwise);
    }

    static String text(Golden.Case c, String option, String otherwise) {
        var value = c.options().get(option);
        return value == null || !value.isString() ? otherwise : value.stringValue();
    }

    static String op(Golden.Case c) {
        return text(c, "op", "");
    }
}
