package gyrus.train.text;

import gyrus.data.Batch;
import gyrus.data.text.token.Tokenizer;
import gyrus.data.text.token.TokenizerFile;
import gyrus.data.text.token.Windows;
import gyrus.nn.Layer;
import gyrus.nn.Losses;
import gyrus.nn.Losses.Reduction;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Judge;
import gyrus.train.Objective;
import gyrus.train.Packed;
import gyrus.train.Skill;
import gyrus.train.Task;
import gyrus.train.Writer;
import gyrus.train.metric.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Foretelling every next token of a text: the task of a language model. The loss is the mean of −ln of the probability
/// that was given to each, `−1/n · Σ ln p(tᵢ | t₁ … tᵢ₋₁)`.
///
/// It is judged in nats a token, as perplexity, and in nats a character, which alone can be compared between ways to
/// cut a text into tokens. At the end of a run a text that the net wrote lies in the folder, and the tokenizer as
/// `tokenizer.json`.
///
/// @param tokens what the net knows text by
/// @param writer how the net writes
/// @param <N> the net: (B, T) int64 → logits (B, T, tokens)
public record Foretelling<N extends Layer>(Tokenizer tokens, Function<N, Writer> writer) implements Task<N, Batch> {

    /// What the text in the run's folder is written with.
    private static final Writer.Request SAMPLE = Writer.Request.of("", 500, Sampling.at(0.8), 1);

    /// The loss to minimise. Targets of [Windows#NONE] do not count.
    public Objective<N, Batch> objective() {
        return (net, batch) -> losses(net, batch, Reduction.MEAN);
    }

    private static Tensor losses(Layer net, Batch batch, Reduction reduction) {
        Tensor logits = net.apply(batch.inputs()).flatten(0, 1); // (B·T, tokens)
        return Losses.crossEntropy(logits, batch.targets().flatten(), null, Windows.NONE, 0, reduction);
    }

    @Override
    public List<Skill> skills(N net) {
        Packed<N> packed = new Packed<>(net);
        return List.of((Writer) (request, reader) -> writer.apply(packed.get()).write(request, reader));
    }

    @Override
    public Judge<Batch> judge(N net) {
        return new Counting(net);
    }

    private final class Counting implements Judge<Batch> {
        private final N net;
        private final long[] characters = tokens.characters();
        private double lost;
        private long count;
        private long letters;

        Counting(N net) {
            this.net = net;
        }

        @Override
        public void see(Batch batch) {
            lost += losses(net, batch, Reduction.SUM).item();
            for (long target : batch.targets().toLongs()) {
                if (target == Windows.NONE) continue;
                count++;
                letters += characters[(int) target];
            }
        }

        @Override
        public Evaluation evaluation() {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put(Measure.LOSS.id(), lost / count);
            metrics.put(Measure.NATS_PER_CHARACTER.id(), lost / letters);
            metrics.put(Measure.PERPLEXITY.id(), Math.exp(lost / count));
            return new Evaluation(count, metrics, List.of(
                    Evaluation.Drawing.text("written", "txt", () -> writer.apply(net).write(SAMPLE, _ -> {}).text()),
                    Evaluation.Drawing.text("tokenizer", "json", () -> TokenizerFile.write(tokens))));
        }
    }
}
