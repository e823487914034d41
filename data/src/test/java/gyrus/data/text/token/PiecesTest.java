package gyrus.data.text.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private static final Pattern PUBLISHED = Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+"
            + "| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Pieces.of(text, pieces::add);
        return pieces;
    }

    @Test
    void wordsTakeTheSpaceBeforeThem() {
        assertThat(pieces("They're  here,\n\n we'd say 42!")).containsExactly("They", "'re", " ", " here", ",", "\n\n",
                " we", "'d", " say", " 42", "!");
        assertThat(pieces("a \t\nb  ")).containsExactly("a", " \t", "\n", "b", "  ");
        assertThat(pieces("")).isEmpty();
    }

    /// On texts of signs that matter, the pieces are those of the published expression.
    @Test
    void theyAreThoseOfThePublishedExpression() {
        String signs = " '\n\tsrvemldtA1é½—🙂\u00A0\u0301";
        int[] known = signs.codePoints().toArray();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) text.appendCodePoint(known[random.nextInt(known.length)]);
            List<String> expected = PUBLISHED.matcher(text).results().map(MatchResult::group).toList();
            assertThat(pieces(text.toString())).as(text.toString()).isEqualTo(expected);
        }
    }

    @Test
    void noTextTakesLonger() {
        for (String hard : List.of(" ", "\n", "a", "'", " \n", "a ", "''s")) {
            String text = hard.repeat(1_000_000 / hard.length());
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pieces(text));
        }
    }
}
