package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SampleTest {

    private static final Trained TRAINED = Trained.once();

    /// A net that has learned next to nothing makes pictures too.
    private static final class Once {
        static final String RUN = train();

        private static String train() {
            Answer answer = TRAINED.ask("train", "ddpm", "epochs=1", "digits=100", "batch=25", "width=16",
                    "samples=10", "steps=2", "--quiet");
            assertThat(answer.status()).as(answer.err()).isZero();
            return TRAINED.run("ddpm").toString();
        }
    }

    @Test void picturesAndTheirMakingAreWritten() throws IOException {
        Path file = TRAINED.runs().resolve("made.png");
        Answer answer = TRAINED.ask("sample", Once.RUN, "count=12", "steps=3", "out=" + file, "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        JsonNode json = answer.json();
        assertThat(json.propertyNames()).containsExactly("file", "count", "labels", "animation");
        assertThat(json.get("file").stringValue()).isEqualTo(file.toString());
        assertThat(json.get("count").intValue()).isEqualTo(12);
        assertThat(json.get("labels").values().stream().mapToLong(JsonNode::longValue).sum()).isEqualTo(12);
        assertThat(width(file)).isGreaterThan(10 * 28);
        Path animation = Path.of(json.get("animation").stringValue());
        assertThat(animation).isEqualTo(TRAINED.runs().resolve("made.gif"));
        assertThat(Files.size(animation)).isPositive();
    }

    /// As the header of a PNG has it.
    private static int width(Path png) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(png)).getInt(16);
    }

    @Test void theSameSeedMakesTheSamePictures() throws IOException {
        List<byte[]> made = new ArrayList<>();
        for (String[] words : new String[][] {{"seed=3"}, {"seed=3"}, {"seed=4"}, {"seed=3", "method=ddpm"},
            {"seed=3", "class=7", "guidance=2"}}) {
            Path file = TRAINED.runs().resolve("seeded.png");
            String[] all = Arrays.copyOf(new String[] {"sample", Once.RUN, "count=2", "steps=2", "out=" + file},
                    5 + words.length);
            System.arraycopy(words, 0, all, 5, words.length);
            Answer answer = TRAINED.ask(all);
            assertThat(answer.status()).as(answer.err()).isZero();
            made.add(Files.readAllBytes(file));
        }
        assertThat(made.get(1)).isEqualTo(made.get(0));
        for (int i = 2; i < made.size(); i++) assertThat(made.get(i)).as("case %d", i).isNotEqualTo(made.get(0));
    }

    @Test void whatCannotBeMadeIsToldBeforehand() {
        assertThat(TRAINED.ask("sample", "lenet").errors().getFirst()).contains("lenet")
                .contains("cannot make pictures");
        assertThat(TRAINED.ask("sample", Once.RUN, "count=0").errors().getFirst()).contains("count=0");
        assertThat(TRAINED.ask("sample", Once.RUN, "class=11").errors().getFirst()).contains("unknown class \"11\"");
        assertThat(TRAINED.ask("sample", Once.RUN, "step=3").errors().getFirst()).contains("did you mean steps?");
        assertThat(TRAINED.ask("sample", Once.RUN, "out=made.gif").errors().getFirst()).contains("must end in .png");
    }
}
