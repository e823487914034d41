package gyrus.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.Batch;
import gyrus.data.text.token.BytePairs;
import gyrus.data.text.token.Windows;
import gyrus.nn.Layer;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Judge;
import gyrus.train.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForetellingTest {

    /// Knows nothing: every token is as probable as any other.
    public record Even(long tokens) implements Layer {
        @Override
        public Tensor forward(Tensor ids) {
            return Tensor.zeros(ids.size(0), ids.size(1), tokens);
        }
    }

    @Test
    void natsAreCountedATokenAndACharacter(@TempDir Path folder) throws IOException {
        BytePairs tokens = BytePairs.learn("abab abab", 257); // 256 is "ab"
        Writer writer = (request, reader) -> new Writer.Written("text", 1, false);
        var task = new Foretelling<Even>(tokens, net -> writer);
        int[] ids = tokens.encode("ababab!");
        assertThat(ids).hasSize(4);
        Batch batch = Windows.judging(ids, 8).batch(new int[] {0});
        Even even = new Even(tokens.size());
        assertThat(task.objective().loss(even, batch).item()).isCloseTo(Math.log(257), within(1e-5));
        Judge<Batch> judge = task.judge(even);
        judge.see(batch);
        Evaluation evaluation = judge.evaluation();
        assertThat(evaluation.samples()).isEqualTo(3);
        assertThat(evaluation.metrics().get("loss")).isCloseTo(Math.log(257), within(1e-5));
        assertThat(evaluation.metrics().get("perplexity")).isCloseTo(257, within(1e-2));
        assertThat(evaluation.metrics().get("nats_per_character")).as("three tokens of ab, ab, !")
                .isCloseTo(3 * Math.log(257) / 5, within(1e-5));
        assertThat(task.skills(even)).singleElement().isInstanceOfSatisfying(Writer.class, skill ->
                assertThat(skill.write(Writer.Request.of("", 1, Sampling.at(1), 1), _ -> { }).text())
                        .isEqualTo("text"));
        for (Evaluation.Drawing drawing : evaluation.drawings()) drawing.save().accept(folder.resolve(drawing.file()));
        assertThat(Files.readString(folder.resolve("written.txt"))).isEqualTo("text");
        assertThat(Files.readString(folder.resolve("tokenizer.json"))).startsWith("{");
    }

    @Test
    void whatIsMaskedDoesNotCount() {
        BytePairs tokens = BytePairs.learn("a", 256);
        var task = new Foretelling<Even>(tokens, net -> (request, reader) -> new Writer.Written("", 1, false));
        long[] targets = {Windows.NONE, 97};
        Judge<Batch> judge = task.judge(new Even(256));
        judge.see(new Batch(Tensor.of(new long[] {1, 2}, 1, 2), Tensor.of(targets, 1, 2)));
        assertThat(judge.evaluation().samples()).isOne();
        assertThat(judge.evaluation().metrics().get("loss")).isCloseTo(Math.log(256), within(1e-5));
    }
}
