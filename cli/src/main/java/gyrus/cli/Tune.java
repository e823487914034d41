package gyrus.cli;

import gyrus.train.Methods;
import java.util.List;

/// `gyrus tune`: teaches a trained net more.
final class Tune implements Verb {

    @Override
    public String help() {
        return """
                gyrus tune RUN --lora [rank=8] [data=FOLDER] [--merge] [key=value...] [--runs DIR] [--json]

                Teaches a trained net more, by few weights: low-rank additions to its linear maps and
                convolutions, which alone learn. The net that comes out is a run of its own, lora/1 and
                so on, which can be judged, asked, resumed and changed again as any other.

                  gyrus tune lenet --lora rank=4 data=my-digits

                With --merge the weights that are kept are plain ones with the names that the run's have.

                RUN is a run's folder, or a recipe's id for its newest run.

                --json gives {"run", "bytes": {"before", "after"}, "metrics": {"before": {...}, "after":
                {...}}, "seconds": {"before", "after"}}: the size of the file of weights, the figures on
                the test data, and the time for a batch of 64. comparison.json in the run has the same.
                """;
    }

    @Override
    public void explain(Call call) {
        call.out().print(help());
        Transformation.explain(call, Methods.named("lora"));
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        if (!arguments.flag("lora")) {
            throw new Usage("how is %s to be tuned? write: gyrus tune %s --lora".formatted(name, name));
        }
        List<String> given = arguments.options();
        arguments.end();
        Transformation.of(call, name, "lora", given);
    }
}
