package gyrus.models.language.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Nets;
import gyrus.nn.attention.Cache;
import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GptTest implements NetContract<Gpt> {

    private static final GptConfig GOLDEN = new GptConfig(50, 96, 32, 3, 4, 0);

    @Override
    public Gpt net() {
        return Gpt.of(new GptConfig(11, 8, 12, 2, 3, 0.1));
    }

    @Override
    public Tensor input() {
        return Tensor.randint(0, 11, 2, 8);
    }

    /// Logits, loss and the lengths of gradients are those of transformers.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void equalsTransformers(DType type) {
        Golden.Case golden = Golden.open("gpt", type).at("gpt2");
        Gpt net = FormulaWeights.fill(Gpt.of(GOLDEN), type);
        Tensor ids = golden.in("ids");
        Tensor logits = net.apply(ids);
        Tensor difference = logits.detach().sub(golden.out("logits")).abs().max();
        assertThat(difference.item()).as("largest difference").isLessThan(1e-4);
        Tolerance.check("logits", logits.detach(), golden.out("logits"));
        long last = ids.size(1) - 1;
        Tensor loss = logits.slice(1, 0, last).flatten(0, 1).crossEntropy(ids.slice(1, 1, last + 1).flatten());
        Tolerance.check("loss", loss.detach(), golden.out("loss"));
        loss.backward();
        Map<String, Tensor> parameters = Nets.parameters(net);
        Map<String, Tensor> norms = golden.role("norm/weight");
        assertThat(norms.keySet()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
        norms.forEach((name, expected) -> {
            Tensor gradient = parameters.get(name).gradient();
            assertThat(gradient).as(name).isNotNull();
            Tolerance.check("length of the gradient of " + name, gradient.norm(), expected);
        });
    }

    /// Files have a prefix or none, masks that are no weights, and the table of embeddings once or twice.
    @Test
    void readsFilesAsTheyArePublished() {
        Gpt net = net();
        SequencedMap<String, Tensor> published = new LinkedHashMap<>();
        Nets.state(net).forEach((name, tensor) -> published.put("transformer." + name, tensor.detach()));
        published.put("transformer.h.0.attn.bias", Tensor.ones(1, 1, 8, 8));
        published.put("transformer.h.1.attn.masked_bias", Tensor.zeros(1));
        published.put("lm_head.weight", net.tokens().weight().detach());
        assertThat(net.imported(published)).containsOnlyKeys(Nets.state(net).keySet());
        assertThat(net.imported(Nets.state(net))).containsOnlyKeys(Nets.state(net).keySet());

        published.put("lm_head.weight", Tensor.zeros(11, 12));
        assertThatThrownBy(() -> Nets.load(net, net.imported(published))).hasMessageContaining("extra lm_head.weight");
    }

    /// 64 tokens, each the likeliest: with the cache, without it, and as transformers writes them.
    @Test
    void writesWhatTransformersWrites() {
        Golden.Case golden = Golden.open("gpt", DType.FLOAT32).at("gpt2");
        Gpt net = FormulaWeights.fill(Gpt.of(GOLDEN), DType.FLOAT32);
        Tensor prompt = golden.in("ids").slice(0, 0, 1).slice(1, 0, 8);
        long[] expected = golden.out("written").toLongs();
        assertThat(expected).hasSize(64);
        Gradients.off(() -> {
            assertThat(cached(net, prompt, expected.length)).containsExactly(box(expected));
            assertThat(plain(net, prompt, expected.length)).containsExactly(box(expected));
            return null;
        });
    }

    private static List<Long> cached(Gpt net, Tensor prompt, int count) {
        List<Long> written = new ArrayList<>();
        Gpt.Read read = net.read(prompt, net.cache(1));
        while (true) {
            long token = (long) read.logits().argmax(1).item();
            written.add(token);
            if (written.size() == count) return written;
            read = net.read(Tensor.of(new long[] {token}, 1, 1), read.cache());
        }
    }

    private static List<Long> plain(Gpt net, Tensor prompt, int count) {
        List<Long> written = new ArrayList<>();
        Tensor all = prompt;
        while (written.size() < count) {
            long token = (long) net.apply(all).select(1, all.size(1) - 1).argmax(1).item();
            written.add(token);
            all = Tensor.cat(List.of(all, Tensor.of(new long[] {token}, 1, 1)), 1);
        }
        return written;
    }

    private static Long[] box(long[] values) {
        Long[] boxed = new Long[values.length];
        for (int i = 0; i < boxed.length; i++) boxed[i] = values[i];
        return boxed;
    }

    /// In whatever portions a sequence is read, the logits after it are the same.
    @Test
    void portionsDoNotMatter() {
        Gpt net = Generator.seeded(1).call(this::net);
        Tensor ids = Generator.seeded(2).call(this::input);
        Gradients.off(() -> {
            Tensor whole = net.apply(ids);
            for (long[] cut : new long[][] {{8}, {1, 7}, {3, 2, 3}, {7, 1}, {4, 4}}) {
                Cache cache = net.cache(2);
                long at = 0;
                for (long length : cut) {
                    Gpt.Read read = net.read(ids.slice(1, at, at + length), cache);
                    at += length;
                    cache = read.cache();
                    Tolerance.check("after " + at, read.logits(), whole.select(1, at - 1));
                }
                assertThat(cache.length()).isEqualTo(8);
            }
            return null;
        });
    }

    /// What comes later does not change what was foretold before.
    @Test
    void theFutureIsNotSeen() {
        Gpt net = Generator.seeded(1).call(this::net);
        Tensor ids = Tensor.of(new long[] {1, 2, 3, 4, 5, 6}, 1, 6);
        Tensor other = Tensor.of(new long[] {1, 2, 3, 9, 9, 9}, 1, 6);
        Tolerance.check("first three", net.apply(ids).slice(1, 0, 3).detach(),
                net.apply(other).slice(1, 0, 3).detach());
    }

    @Test
    void whatIsTooLongIsRefused() {
        Gpt net = net();
        assertThatThrownBy(() -> net.apply(Tensor.zeros(DType.INT64, 1, 9)))
                .hasMessageContaining("9 tokens, and the context has room for 8");
        Gpt.Read read = net.read(Tensor.zeros(DType.INT64, 1, 8), net.cache(1));
        assertThatThrownBy(() -> net.read(Tensor.zeros(DType.INT64, 1, 1), read.cache()))
                .hasMessageContaining("9 tokens, and the context has room for 8");
        assertThatThrownBy(() -> net.apply(Tensor.zeros(DType.INT64, 3))).hasMessageContaining("(B, T)");
        assertThatThrownBy(() -> new GptConfig(10, 8, 10, 1, 3, 0)).hasMessageContaining("width=10");
    }

    @ParameterizedTest
    @CsvSource({"124439808, 768, 12, 12, 1024", "354823168, 1024, 24, 16, 1024", "774030080, 1280, 36, 20, 1024",
        "1557611200, 1600, 48, 25, 1024", "174604259328, 12288, 96, 96, 2048"})
    void publishedSizesHaveTheirParameters(long count, long width, int depth, long heads, long context) {
        GptConfig config = new GptConfig(GptConfig.TOKENS, context, width, depth, heads, 0.1);
        assertThat(Nets.count(Device.META.call(() -> Gpt.of(config)))).isEqualTo(count);
    }

    @Test
    void publishedNamesAreKept() {
        assertThat(Nets.state(net()).keySet()).contains("wte.weight", "wpe.weight", "h.0.ln_1.weight",
                "h.0.attn.c_attn.weight", "h.1.attn.c_proj.bias", "h.1.ln_2.bias", "h.0.mlp.c_fc.weight",
                "h.0.mlp.c_proj.weight", "ln_f.bias").hasSize(2 + 2 * 12 + 2);
        assertThat(Nets.state(net()).get("h.0.mlp.c_fc.weight").shape().dims()).containsExactly(12, 48);
        for (GptConfig config : List.of(GptConfig.small(), GptConfig.medium(), GptConfig.large(), GptConfig.xl())) {
            assertThat(config.width() / config.heads()).isEqualTo(64);
        }
    }
}
