package gyrus.models.language.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private final Pieces pieces = new Pieces(1 << 20, 3, 5);

    @Test
    void aWordGivesItselfAndItsRuns() {
        // the word; <at at> <at>; of "<at>": two runs of three, one of four
        assertThat(pieces.of("at")).hasSize(4).doesNotContain(Pieces.NONE).doesNotHaveDuplicates();
    }

    @Test
    void everyTextHasPieces() {
        for (String text : List.of("", " ", "\n\t", "?", "😀")) assertThat(pieces.of(text)).as(text).isNotEmpty();
    }

    @Test
    void pairsTellTheOrderOfWords() {
        assertThat(pieces.of("call now")).isNotEqualTo(pieces.of("now call"));
        long[] one = pieces.of("call now");
        long[] other = pieces.of("now call");
        assertThat(Arrays.stream(one).filter(p -> Arrays.stream(other).noneMatch(q -> q == p)).count()).isOne();
    }

    @Test
    void numbersAreWithinTheBuckets() {
        long[] few = new Pieces(7, 1, 2).of("every piece goes to one of six numbers");
        assertThat(Arrays.stream(few).min().orElseThrow()).isEqualTo(1);
        assertThat(Arrays.stream(few).max().orElseThrow()).isEqualTo(6);
    }

    @Test
    void theSameForEver() {
        assertThat(new Pieces(1000, 3, 3).of("win")[0]).isEqualTo(new Pieces(1000, 3, 5).of("win")[0]);
    }

    @Test
    void aLongTextIsCut() {
        String text = "a ".repeat(Pieces.LIMIT);
        assertThat(pieces.of(text)).isEqualTo(pieces.of(text + "b"));
    }

    @Test
    void rowsAreFilledUp() {
        assertThat(Pieces.rows(List.of(new long[] {1, 2, 3}, new long[] {4})).toLongs())
                .containsExactly(1, 2, 3, 4, 0, 0);
    }

    @Test
    void refusesBadNumbers() {
        assertThatThrownBy(() -> new Pieces(1, 3, 5)).hasMessageContaining("buckets 1");
        assertThatThrownBy(() -> new Pieces(10, 5, 3)).hasMessageContaining("5 to 3");
    }
}
