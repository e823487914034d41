package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.train.Embedder.Embedded;
import org.junit.jupiter.api.Test;

class LayersTest {

    private final Training<?, ?> training = new Toy(1).training();
    private final Embedder embedder = Skill.of(training, Embedder.class).orElseThrow();

    @Test
    void everyLayerCanBeAskedForAndTheLastHiddenOneIsNamed() {
        assertThat(embedder.layers()).startsWith(Embedder.INPUT).contains(Embedder.OUTPUT);
        assertThat(embedder.layers()).contains(embedder.hidden());
        assertThat(embedder.embed(embedder.hidden(), 5).width()).isEqualTo(16);
        assertThat(embedder.embed(Embedder.OUTPUT, 5).width()).isEqualTo(2);
    }

    @Test
    void whatTheNetHasNotLearnedFromComesFirst() {
        Embedded all = embedder.embed(Embedder.INPUT, 1_000_000);
        assertThat(all.width()).isEqualTo(2);
        assertThat(all.size()).isGreaterThan(Toy.TRAIN);
        assertThat(all.classes()).hasSize(all.size());
        Embedded some = embedder.embed(Embedder.INPUT, 3);
        float[] test = Fit.whole(Toy.data(), Split.TEST).inputs().toFloats();
        assertThat(some.rows()).isEqualTo(java.util.Arrays.copyOf(test, 6));
        assertThat(some.label(0)).isIn(Toy.LABELS);
    }

    @Test
    void aLayerThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> embedder.embed("inptu", 3)).hasMessageContaining("did you mean input?");
        assertThatThrownBy(() -> embedder.embed("input", 0)).hasMessage("count=0 must be 1 or more");
    }
}
