package gyrus.cli;

import gyrus.train.Evaluation;
import gyrus.train.Judged;
import gyrus.train.Learning;
import gyrus.train.Split;

/// `gyrus eval`: judges a trained net on data.
final class Eval implements Verb {

    @Override
    public String help() {
        return """
                gyrus eval RUN [data=FOLDER] [split=test] [--runs DIR] [--json]
                gyrus eval RECIPE weights=FILE [key=value...]

                Judges a trained net on data: that of its run, or other data of the same kind by data=.
                split is train, validation, test or all; where the data has no part for tests and none
                is named, it is validation.

                RUN is a run's folder, or a recipe's id for its newest run. With weights= a recipe's net
                gets the weights of a safetensors file with the keys published for that architecture;
                other options are those of the recipe (gyrus train RECIPE --help).

                --json gives {"run", "recipe", "split", "samples", "metrics": {"accuracy": 0.98, ...}}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        String weights = arguments.take("weights");
        String part = arguments.take("split");
        Split chosen = part == null ? null : Usage.check(() -> Split.of(part));
        Subject subject = Subject.of(call.runs(), name, weights, arguments.rest());
        if (!(subject.job() instanceof Judged judged)) {
            throw new Usage("what %s makes cannot be judged on data".formatted(subject.recipe()));
        }
        Split split = chosen != null ? chosen
                : judged instanceof Learning<?, ?> learning ? learning.unseen() : Split.TEST;
        Evaluation evaluation = judged.evaluate(split);
        if (call.json()) {
            Json.print(call.out(), Json.object("run", subject.runName(), "recipe", subject.recipe(),
                    "split", split.toString(), "samples", evaluation.samples(),
                    "metrics", evaluation.metrics()));
            return;
        }
        String samples = Figures.count(evaluation.samples());
        call.out().println("%s on %s examples (%s)".formatted(subject.title(), samples, split));
        Figures.print(evaluation.metrics(), call.out());
    }
}
