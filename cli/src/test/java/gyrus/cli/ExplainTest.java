package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExplainTest {

    private final Trained trained = Trained.once();
    private final String seven = trained.seven().toString();

    @Test void jsonTellsThePictureAndHowCompleteItIs() {
        Answer answer = trained.ask("explain", "lenet", seven, "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        JsonNode json = answer.json();
        assertThat(json.propertyNames())
                .containsExactly("picture", "class", "probability", "completeness", "steps", "layer");
        assertThat(Path.of(json.get("picture").stringValue())).isNotEmptyFile()
                .isEqualTo(trained.run("lenet").resolve("explain-7.png"));
        assertThat(json.get("completeness").doubleValue()).isBetween(0.0, 0.01);
        assertThat(json.get("layer").stringValue()).isEqualTo("relu #2");
    }

    @Test void classLayerStepsMethodAndPictureMayBeChosen() {
        Path picture = trained.runs().resolve("why.png");
        Answer answer = trained.ask("explain", "lenet", "class=3", "layer=conv1", "method=gradcam",
                "out=" + picture, seven, "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.json().get("class").stringValue()).isEqualTo("3");
        assertThat(answer.json().get("layer").stringValue()).isEqualTo("conv1");
        assertThat(answer.json().get("completeness").isNull()).isTrue();
        assertThat(picture).isNotEmptyFile();
        assertThat(trained.ask("explain", "lenet", seven, "method=integrated", "steps=8", "out=" + picture).out())
                .contains("completeness").contains("8 steps").doesNotContain("layer");
    }

    @Test void whatMakesNoSenseIsRefused() {
        assertThat(trained.ask("explain", "lenet").status()).isEqualTo(2);
        assertThat(trained.ask("explain", "lenet", seven, "method=lime").errors().getFirst()).contains("method=lime");
        assertThat(trained.ask("explain", "lenet", seven, "class=x").errors().getFirst()).contains("'x'");
        assertThat(trained.ask("explain", "lenet", seven, "steps=many").errors().getFirst()).contains("steps=many");
        assertThat(trained.ask("explain", "lenet", seven, "layer=fc3").errors().getFirst()).contains("conv1");
        Answer answer = trained.ask("explain", "insurance", seven);
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.errors().getFirst()).contains("cannot be explained");
    }
}
