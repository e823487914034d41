package gyrus.cli;

import gyrus.train.Methods;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `gyrus shrink`: makes a trained net smaller.
final class Shrink implements Verb {

    @Override
    public String help() {
        return """
                gyrus shrink RUN --int8[=dynamic] [data=FOLDER] [--runs DIR] [--json]
                gyrus shrink RUN --prune 0.9 [key=value...] [--runs DIR] [--json]

                Makes a trained net smaller. The net that comes out is a run of its own, int8/1 or prune/1
                and so on, which can be judged, asked, resumed and changed again as any other.

                --int8 keeps the weights of linear maps and convolutions as 8-bit integers: a quarter of
                the file. With --int8=dynamic activations are rounded as they come, and large nets are
                quicker for it. --prune cuts that share of the weights, the smallest, and teaches the
                others to do without; the file leaves out the zeros. Both can be done, one after the other:

                  gyrus shrink lenet --prune 0.9
                  gyrus shrink prune --int8

                RUN is a run's folder, or a recipe's id for its newest run.

                --json gives {"run", "bytes": {"before", "after"}, "metrics": {"before": {...}, "after":
                {...}}, "seconds": {"before", "after"}}: the size of the file of weights, the figures on
                the test data, and the time for a batch of 64. comparison.json in the run has the same.
                """;
    }

    @Override
    public void explain(Call call) {
        call.out().print(help());
        Transformation.explain(call, Methods.named("int8"));
        Transformation.explain(call, Methods.named("prune"));
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        boolean int8 = arguments.flag("int8");
        String product = int8 ? null : arguments.take("int8");
        String share = arguments.take("prune");
        boolean integers = int8 || product != null;
        if (integers == (share != null)) {
            throw new Usage("%s; write: gyrus shrink %s --int8, or: gyrus shrink %s --prune 0.9"
                    .formatted(integers ? "one thing at a time" : "how is " + name + " to be shrunk", name, name));
        }
        List<String> given = new ArrayList<>(arguments.options());
        arguments.end();
        option(given, "product", product);
        option(given, "share", share);
        Transformation.of(call, name, integers ? "int8" : "prune", given);
    }

    private static void option(List<String> given, String name, @Nullable String value) {
        if (value != null) given.add("%s=%s".formatted(name, value));
    }
}
