package gyrus.data.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CharactersTest {

    @Test
    void tokensAreTheCharactersInTheirOrder() {
        Characters tokens = Characters.of("banana\n");
        assertThat(tokens.list()).containsExactly("\n", "a", "b", "n");
        assertThat(tokens.encode("nab")).containsExactly(3, 1, 2);
        assertThat(tokens.decode(3, 1, 2)).isEqualTo("nab");
        assertThat(tokens.encode("")).isEmpty();
    }

    @Test
    void charactersBeyondTheBasicPlaneAreWhole() {
        Characters tokens = Characters.of("a🙂é");
        assertThat(tokens.size()).isEqualTo(3);
        assertThat(tokens.decode(tokens.encode("🙂🙂é"))).isEqualTo("🙂🙂é");
        assertThat(tokens.characters()).containsOnly(1);
    }

    @Test
    void whatIsNotKnownIsNamed() {
        Characters tokens = Characters.of("abc\n");
        assertThatThrownBy(() -> tokens.encode("abé")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'é' (U+00E9)").hasMessageContaining("4 that are known: \\nabc");
        assertThatThrownBy(() -> tokens.encode("\t")).hasMessageContaining("U+0009");
        assertThatThrownBy(() -> Characters.of("a\uD83D")).hasMessageContaining("U+D83D is half a character");
        assertThatThrownBy(() -> Characters.of("")).hasMessageContaining("no characters");
    }
}
