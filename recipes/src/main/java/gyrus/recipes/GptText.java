package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.data.sets.GeneratedStories;
import gyrus.data.text.Texts;
import gyrus.data.text.token.BytePairs;
import gyrus.data.text.token.Characters;
import gyrus.data.text.token.Tokenizer;
import gyrus.data.text.token.TokenizerFile;
import gyrus.data.text.token.Windows;
import gyrus.models.language.gpt.Gpt;
import gyrus.models.language.gpt.GptConfig;
import gyrus.nn.Nets;
import gyrus.nn.attention.Cache;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Card;
import gyrus.train.Help;
import gyrus.train.Job;
import gyrus.train.Plan;
import gyrus.train.Precision;
import gyrus.train.Recipe;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import gyrus.train.optim.Schedule;
import gyrus.train.text.Foretelling;
import gyrus.train.text.TokenReader;
import gyrus.train.text.TokenWriter;
import java.nio.file.Path;
import java.util.Arrays;

/// A GPT learns to write like a text.
public final class GptText implements Recipe<GptText.Options> {

    /// Characters of generated stories, where there is no text.
    private static final int GENERATED = 120_000;

    /// The share of the text, its end, that validates.
    private static final double VALIDATION = 0.1;

    /// The share of the steps in which the learning rate rises.
    private static final double WARMUP = 0.05;

    /// What can be chosen.
    public record Options(
            @Help("text file in UTF-8, gzipped or not; empty makes stories up") String data,
            @Help("of weights, order and places of windows") long seed,
            @Help("times that the text is seen") int epochs,
            @Help("windows in a batch") int batch,
            @Help("learning rate at its highest") double rate,
            @Help("tokens that it sees at most") int context,
            @Help("width of what flows through the net") int width,
            @Help("number of blocks") int depth,
            @Help("heads of attention in a block") int heads,
            @Help("probability of dropping an element, in training") double dropout,
            @Help("characters; bpe, pairs of bytes learned from the text; or a tokenizer.json file") String tokenizer,
            @Help("tokens that bpe may learn, with the 256 bytes") int vocabulary,
            @Help("the tokenizer itself, as tokenizer.json has it; empty makes it as tokenizer= says") String encoding,
            @Help(Precision.HELP) Precision precision) {

        private Options with(String encoding) {
            return new Options(data, seed, epochs, batch, rate, context, width, depth, heads, dropout, tokenizer,
                    vocabulary, encoding, precision);
        }
    }

    @Override
    public Card card() {
        return new Card("gpt", "GPT writes like a text", "language",
                "Radford et al. 2019, Language Models are Unsupervised Multitask Learners",
                "1.47 nats a character on Shakespeare's last tenth, in 23 minutes on two cores");
    }

    @Override
    public Options defaults() {
        return new Options("", 1, 10, 16, 3e-3, 128, 192, 6, 3, 0, "characters", 512, "", Precision.AUTO);
    }

    /// Fills the tokenizer in, and the precision.
    @Override
    public Options resolve(Options given) {
        Options o = Precision.decided(given, Precision.BF16);
        return o.encoding().isBlank() ? o.with(TokenizerFile.write(tokenizer(o))) : o;
    }

    private static Tokenizer tokenizer(Options o) {
        return switch (o.tokenizer()) {
            case "characters" -> Characters.of(text(o));
            case "bpe" -> BytePairs.learn(learned(text(o)), o.vocabulary());
            default -> {
                if (o.tokenizer().endsWith(".json")) yield TokenizerFile.read(Path.of(o.tokenizer()));
                throw new IllegalArgumentException(
                        "tokenizer=%s must be characters, bpe or the name of a tokenizer.json file"
                                .formatted(o.tokenizer()));
            }
        };
    }

    @Override
    public Job build(Options given) {
        Options o = resolve(given);
        Tokenizer tokens = TokenizerFile.parse("option encoding", o.encoding());
        Gpt net = Gpt.of(new GptConfig(tokens.size(), o.context(), o.width(), o.depth(), o.heads(), o.dropout()));
        var task = new Foretelling<Gpt>(tokens,
                asked -> new TokenWriter(tokens, o.context(), () -> reader(asked)));
        AdamW rule = AdamW.of(o.rate()).betas(0.9, 0.99).weightDecay(0.1);
        var update = Update.minimize(task.objective(), new Optimizer(
                        (name, weight) -> weight.rank() > 1 ? rule : rule.weightDecay(0), Nets.parameters(net)))
                .schedule(GptText::schedule)
                .clip(1)
                .precision(o.precision());
        return new Training<>(net, () -> data(o, tokens), update, task,
                Plan.epochs(o.epochs(), o.batch(), Measure.LOSS));
    }

    /// Up in a straight line, then down along a cosine.
    private static Schedule schedule(long steps) {
        long up = Math.round(steps * WARMUP);
        return Schedule.cosine(Math.max(1, steps - up)).warmup(up);
    }

    private static Splits<Batch> data(Options o, Tokenizer tokens) {
        String text = text(o);
        String learned = learned(text);
        Dataset<Batch> validation = Windows.judging(tokens.encode(text.substring(learned.length())), o.context());
        return new Splits<>(Windows.learning(tokens.encode(learned), o.context()), validation, validation.subset());
    }

    private static String text(Options o) {
        String text = o.data().isBlank() ? GeneratedStories.of(GENERATED, o.seed()) : Texts.read(Path.of(o.data()));
        if (text.length() < 100) {
            throw new IllegalArgumentException("%s has %d characters; there must be 100 or more to learn from"
                    .formatted(o.data(), text.length()));
        }
        return text;
    }

    /// The text without its end, which validates.
    private static String learned(String text) {
        return text.substring(0, text.offsetByCodePoints(0,
                (int) Math.round(text.codePointCount(0, text.length()) * (1 - VALIDATION))));
    }

    /// Reads with a cache of keys and values.
    private static TokenReader reader(Gpt net) {
        return new TokenReader() {
            private Cache cache = net.cache(1);

            @Override
            public double[] read(int[] tokens) {
                try (Scope _ = Scope.open()) {
                    long[] ids = Arrays.stream(tokens).asLongStream().toArray();
                    Gpt.Read read = net.read(Tensor.of(ids, 1, ids.length), cache);
                    cache = read.cache();
                    return read.logits().toDoubles();
                }
            }
        };
    }
}
