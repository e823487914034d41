package gyrus.bench.peers;

import gyrus.models.language.gpt.Gpt;
import gyrus.nn.Nets;
import gyrus.recipes.GptText;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.train.Training;
import gyrus.train.Writer;
import gyrus.train.text.Sampling;

/// A GPT writes, as the command `generate` lets it.
final class Generation implements Task {

    private final Writer writer;
    private final int tokens;
    private final Gpt net;

    Generation(Work work) {
        tokens = work.whole("tokens");
        Training<Gpt, ?> training = Generator.seeded(1).call(() -> gpt(Learner.training(new GptText(),
                Learner.gpt(work))));
        net = switch (work.precision()) {
            case Work.F32 -> training.net();
            case Inference.SHORT -> Nets.to(training.net(), DType.BFLOAT16);
            default -> throw new UnsupportedOperationException("a text is not written with " + work);
        };
        writer = training.task().skills(net).stream().filter(Writer.class::isInstance).map(Writer.class::cast)
                .findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked") // the net of the recipe
    private static Training<Gpt, ?> gpt(Training<?, ?> training) {
        return (Training<Gpt, ?>) training;
    }

    @Override
    public double run(int times) {
        for (int i = 0; i < times; i++) {
            writer.write(Writer.Request.of("!", tokens, Sampling.at(1), 1), _ -> { });
        }
        return Double.NaN;
    }

    @Override
    public long parameters() {
        return Nets.count(net);
    }

    @Override
    public double units() {
        return tokens;
    }
}
