package gyrus.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.text.token.Characters;
import gyrus.train.Writer;
import gyrus.train.Writer.Piece;
import gyrus.train.Writer.Request;
import gyrus.train.Writer.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenWriterTest {

    private static final Characters TOKENS = Characters.of("\nabcd");

    private final List<int[]> reads = new ArrayList<>();

    /// A net that holds the next letter of the alphabet to be e² times as probable as any other.
    private Writer alphabet(int context) {
        return new TokenWriter(TOKENS, context, () -> {
            reads.add(new int[0]);
            return next -> {
                reads.set(reads.size() - 1, join(reads.getLast(), next));
                assertThat(reads.getLast().length).isLessThanOrEqualTo(context);
                double[] logits = new double[TOKENS.size()];
                logits[next[next.length - 1] % 4 + 1] = 2;
                return logits;
            };
        });
    }

    private static int[] join(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void theLikeliestFollowsThePrompt() {
        List<Piece> pieces = new ArrayList<>();
        Written written = alphabet(16).write(Request.of("ab", 5, Sampling.GREEDY, 1), pieces::add);
        assertThat(written).isEqualTo(new Written("cdabc", 5, false));
        assertThat(pieces).extracting(Piece::text).containsExactly("c", "d", "a", "b", "c");
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.others()).isEmpty());
        assertThat(reads).hasSize(1);
    }

    @Test
    void aTextMayBecomeLongerThanTheContext() {
        Written written = alphabet(4).write(Request.of("abcd", 12, Sampling.GREEDY, 1), piece -> {});
        assertThat(written.text()).isEqualTo("abcdabcdabcd");
        assertThat(reads).as("began to read again").hasSizeGreaterThan(2);
        assertThat(alphabet(1).write(Request.of("a", 3, Sampling.GREEDY, 1), piece -> {}).text()).isEqualTo("bcd");
    }

    @Test
    void theSeedDecides() {
        Request one = Request.of("a", 40, Sampling.at(1.5), 1);
        String text = alphabet(64).write(one, piece -> {}).text();
        assertThat(alphabet(64).write(one, piece -> {}).text()).isEqualTo(text);
        assertThat(alphabet(64).write(Request.of("a", 40, Sampling.at(1.5), 2), piece -> {}).text()).isNotEqualTo(text);
    }

    @Test
    void aStopEndsTheText() {
        var request = new Request("a", 40, Sampling.GREEDY, 1, List.of("da"), 0);
        List<Piece> pieces = new ArrayList<>();
        assertThat(alphabet(64).write(request, pieces::add)).isEqualTo(new Written("bc", 4, true));
        assertThat(String.join("", pieces.stream().map(Piece::text).toList())).isEqualTo("bc");
        var cut = new Request("a", 3, Sampling.GREEDY, 1, List.of("da"), 0);
        assertThat(alphabet(64).write(cut, piece -> {})).as("held back, then written").isEqualTo(
                new Written("bcd", 3, false));
    }

    @Test
    void alternativesAreTold() {
        List<Piece> pieces = new ArrayList<>();
        alphabet(8).write(new Request("c", 1, Sampling.GREEDY, 1, List.of(), 2), pieces::add);
        double likeliest = Math.exp(2) / (Math.exp(2) + 4);
        Piece piece = pieces.getFirst();
        assertThat(piece.token().text()).isEqualTo("d");
        assertThat(piece.token().probability()).isCloseTo(likeliest, within(1e-12));
        assertThat(piece.others()).extracting(Writer.Alternative::text).containsExactly("d", "\n");
        assertThat(piece.others().getLast().probability()).isCloseTo(1 / (Math.exp(2) + 4), within(1e-12));
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> alphabet(8).write(Request.of("abx", 1, Sampling.GREEDY, 1), piece -> {}))
                .hasMessageContaining("the prompt cannot be read: character 'x'");
        assertThatThrownBy(() -> alphabet(2).write(Request.of("abc", 1, Sampling.GREEDY, 1), piece -> {}))
                .hasMessageContaining("the prompt is 3 tokens, and the net sees 2 at most");
        assertThatThrownBy(() -> Request.of("a", 0, Sampling.GREEDY, 1)).hasMessageContaining("tokens=0");
        assertThat(alphabet(8).write(Request.of("", 2, Sampling.GREEDY, 1), piece -> {}).text()).isEqualTo("ab");
    }
}
