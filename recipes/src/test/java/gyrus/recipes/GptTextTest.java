package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.sets.GeneratedStories;
import gyrus.data.text.token.BytePairs;
import gyrus.data.text.token.Characters;
import gyrus.data.text.token.TokenizerFile;
import gyrus.train.Evaluation;
import gyrus.train.Job;
import gyrus.train.Judged;
import gyrus.train.Options;
import gyrus.train.Precision;
import gyrus.train.RunFolder;
import gyrus.train.Runner;
import gyrus.train.Skill;
import gyrus.train.Split;
import gyrus.train.Writer;
import gyrus.train.text.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GptTextTest {

    private static final List<String> SMALL =
            List.of("epochs=1", "batch=128", "context=24", "width=16", "depth=1", "heads=2", "vocabulary=300");

    private final GptText recipe = new GptText();

    private GptText.Options options(List<String> more) {
        return Options.parse(Options.parse(recipe.defaults(), SMALL), more);
    }

    /// A run can be asked when its text is no longer there, and its tokenizer is a file that others read.
    @ParameterizedTest
    @ValueSource(strings = {"characters", "bpe"})
    void aRunKeepsItsTokenizer(String kind, @TempDir Path folder) throws IOException {
        String stories = GeneratedStories.of(20_000, 7);
        Path text = Files.writeString(folder.resolve("text.txt"), stories);
        RunFolder run = new Runner(List.of())
                .start(recipe, options(List.of("data=" + text, "tokenizer=" + kind)), folder.resolve("runs")).folder();
        assertThat(Files.readString(run.file("written.txt"))).isNotBlank();
        Files.delete(text);
        Job job = Runner.build(run);
        Runner.loadBest(job, run);
        Writer writer = Skill.of(job, Writer.class).orElseThrow();
        var request = Writer.Request.of("In the evening", 30, Sampling.at(0.8), 1);
        Writer.Written written = writer.write(request, piece -> {});
        assertThat(written.tokens()).isEqualTo(30);
        assertThat(writer.write(request, piece -> {})).isEqualTo(written);
        String learned = stories.substring(0, (int) Math.round(stories.length() * 0.9));
        assertThat(TokenizerFile.read(run.file("tokenizer.json")))
                .isEqualTo(kind.equals("bpe") ? BytePairs.learn(learned, 300) : Characters.of(stories));
    }

    /// With characters a token is one; with pairs of bytes there are fewer tokens, over the same characters.
    @Test
    void validationIsTheLastTenth() {
        String stories = GeneratedStories.of(120_000, 1);
        for (String kind : List.of("characters", "bpe")) {
            Job job = Runner.build(recipe, recipe.resolve(options(List.of("tokenizer=" + kind))), 1);
            Evaluation evaluation = ((Judged) job).evaluate(Split.VALIDATION);
            double nats = evaluation.metrics().get("loss") * evaluation.samples();
            double characters = nats / evaluation.metrics().get("nats_per_character");
            double tenth = stories.length() - Math.round(stories.length() * 0.9);
            assertThat(characters).as(kind).isBetween(tenth - 8, tenth);
            if (kind.equals("characters")) assertThat(evaluation.samples()).isEqualTo((long) tenth - 1);
            else assertThat(evaluation.samples()).isLessThan((long) (tenth / 1.5));
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefused(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"model\": {\"type\": \"WordPiece\"}}");
        assertThatThrownBy(() -> recipe.resolve(options(List.of("tokenizer=" + bad))))
                .hasMessageContaining("bad.json").hasMessageContaining("only BPE");
        assertThatThrownBy(() -> recipe.resolve(options(List.of("tokenizer=words"))))
                .hasMessageContaining("tokenizer=words must be characters, bpe");
        assertThatThrownBy(() -> recipe.resolve(options(List.of("tokenizer=bpe", "vocabulary=10"))))
                .hasMessageContaining("vocabulary=10");
        assertThatThrownBy(() -> recipe.build(options(List.of("encoding=no"))))
                .hasMessageContaining("option encoding: not JSON");
        assertThatThrownBy(() -> recipe.build(options(List.of("width=15")))).hasMessageContaining("width=15");
        Path little = Files.writeString(folder.resolve("little.txt"), "too little");
        assertThatThrownBy(() -> recipe.resolve(options(List.of("data=" + little))))
                .hasMessageContaining("10 characters");
        assertThat(options(List.of("precision=f32")).precision()).isEqualTo(Precision.F32);
    }
}
