package gyrus.models.language.gpt;

import gyrus.nn.Dropout;
import gyrus.nn.Embedding;
import gyrus.nn.Init;
import gyrus.nn.Key;
import gyrus.nn.Layer;
import gyrus.nn.LayerNorm;
import gyrus.nn.attention.Cache;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// GPT-2: foretells from the tokens so far what the next one is, by blocks of causal attention. Tokens go in and
/// logits come out of every position: (B, T) int64 → (B, T, vocabulary)
///
/// Radford et al. 2019, Language Models are Unsupervised Multitask Learners, §2.3; the table of embeddings is also the
/// last linear map: Press & Wolf 2017, Using the Output Embedding to Improve Language Models. Keys are those of the
/// published checkpoints.
///
/// @param tokens an embedding for each token
/// @param positions an embedding for each position
/// @param drop of their sum
/// @param blocks one after the other
/// @param norm after them
public record Gpt(@Key("wte") Embedding tokens, @Key("wpe") Embedding positions, Dropout drop,
        @Key("h") List<GptBlock> blocks, @Key("ln_f") LayerNorm norm) implements Layer {

    private static final double DEVIATION = 0.02;
    private static final String PREFIX = "transformer.";
    private static final Pattern MASKS = Pattern.compile("h\\.\\d+\\.attn\\.(masked_)?bias");

    /// Copies the list.
    public Gpt {
        blocks = List.copyOf(blocks);
    }

    /// With fresh weights: normal of deviation 0.02, what a block adds scaled by `1/√(2·depth)`.
    public static Gpt of(GptConfig config) {
        double last = DEVIATION / Math.sqrt(2.0 * config.depth());
        Embedding tokens = new Embedding(Init.normal(0, DEVIATION, config.vocabulary(), config.width()), -1);
        Embedding positions = new Embedding(Init.normal(0, DEVIATION, config.context(), config.width()), -1);
        List<GptBlock> blocks = new ArrayList<>();
        for (int i = 0; i < config.depth(); i++) blocks.add(GptBlock.of(config, DEVIATION, last));
        return new Gpt(tokens, positions, new Dropout(config.dropout()), blocks, LayerNorm.of(config.width()));
    }

    /// Positions that it sees at most.
    public long context() {
        return positions.rows();
    }

    /// Tokens that there are.
    public long vocabulary() {
        return tokens.rows();
    }

    /// Without the prefix that files of a language model have and those of a bare one do not, without causal masks, and
    /// without a last map that is the table of embeddings once more.
    @Override
    public SequencedMap<String, Tensor> imported(SequencedMap<String, Tensor> weights) {
        SequencedMap<String, Tensor> own = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            String key = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            if (!MASKS.matcher(key).matches()) own.put(key, tensor);
        });
        Tensor table = own.get("wte.weight");
        Tensor last = own.get("lm_head.weight");
        if (table != null && last != null && last.same(table)) own.remove("lm_head.weight");
        return own;
    }

    @Override
    public Tensor forward(Tensor ids) {
        return logits(features(ids, null));
    }

    /// What was read.
    ///
    /// @param logits of the token after the last one, (B, vocabulary)
    /// @param cache with the tokens read
    public record Read(Tensor logits, Cache cache) {}

    /// Reads tokens that follow those in `cache`. (B, T) int64
    ///
    /// @throws IllegalArgumentException if they are more than the context has room for
    public Read read(Tensor ids, Cache cache) {
        Tensor features = features(ids, cache);
        return new Read(logits(features.select(1, ids.size(1) - 1)), cache.after(ids.size(1)));
    }

    /// A cache that has seen nothing yet, for so many sequences side by side.
    public Cache cache(long sequences) {
        long heads = blocks.getFirst().attention().heads();
        return Cache.of(tokens.weight().dtype(), blocks.size(), sequences, heads, context(),
                tokens.width() / heads);
    }

    /// → (B, T, width)
    private Tensor features(Tensor ids, @Nullable Cache cache) {
        long start = cache == null ? 0 : cache.length();
        long end = start + check(ids);
        if (end > context()) {
            throw new IllegalArgumentException(
                    "%d tokens, and the context has room for %d; read fewer, or train with a longer context="
                            .formatted(end, context()));
        }
        Tensor places = ids.device().call(() -> Tensor.arange(DType.INT64, start, end, 1));
        Tensor x = drop.apply(tokens.apply(ids).add(positions.apply(places)));
        for (int i = 0; i < blocks.size(); i++) x = blocks.get(i).read(x, cache, i);
        return norm.apply(x);
    }

    private Tensor logits(Tensor features) {
        return features.linear(tokens.weight(), null);
    }

    private static long check(Tensor ids) {
        if (ids.rank() != 2 || ids.size(1) < 1) {
            throw new IllegalArgumentException("tokens %s, where (B, T) with T of 1 or more is needed"
                    .formatted(ids.shape()));
        }
        return ids.size(1);
    }
}
