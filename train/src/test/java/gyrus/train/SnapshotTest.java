package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    void partsComeBackAsTheyWent() {
        Tensor tensor = Tensor.of(1f, 2f);
        Snapshot part = Snapshot.EMPTY.with("slot", tensor).with("steps", 7L).with("kind", "Sgd").with("rate", 0.5);
        Snapshot whole = Snapshot.EMPTY.with("one", part).with("onerous", Snapshot.EMPTY.with("steps", 8L))
                .with("step", 3L);
        Snapshot back = whole.part("one");
        assertThat(back.tensor("slot")).isSameAs(tensor);
        assertThat(back.whole("steps")).isEqualTo(7);
        assertThat(back.text("kind")).isEqualTo("Sgd");
        assertThat(back.number("rate")).isEqualTo(0.5);
        assertThat(back.values()).hasSize(3);
        assertThat(whole.part("none").values()).isEmpty();
    }

    /// JSON has no NaN: such a number is saved as its text.
    @Test
    void numbersMayBeTexts() {
        assertThat(Snapshot.EMPTY.with("best", "NaN").number("best")).isNaN();
        assertThat(Snapshot.EMPTY.with("best", 3L).number("best")).isEqualTo(3);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNamed() {
        Snapshot state = Snapshot.EMPTY.with("kind", "Sgd").with("on", true);
        assertThatThrownBy(() -> state.tensor("slot")).hasMessageContaining("no slot").hasMessageContaining("kind");
        assertThatThrownBy(() -> state.whole("kind")).hasMessageContaining("kind").hasMessageContaining("Sgd");
        assertThatThrownBy(() -> state.text("on")).hasMessageContaining("not a text");
        assertThatThrownBy(() -> state.number("on")).hasMessageContaining("not a number");
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> Snapshot.EMPTY.values().put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
    }
}
