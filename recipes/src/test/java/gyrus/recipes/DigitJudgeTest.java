package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.Batch;
import gyrus.data.Loader;
import gyrus.data.sets.Digits;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigitJudgeTest {

    private static final int COUNT = 1000;

    private final DigitJudge judge = DigitJudge.of("", COUNT, 3, "");

    private static Batch digits(int from, int to) {
        return Loader.inOrder(Digits.of("", COUNT, 3).test().range(from, to), COUNT).iterator().next();
    }

    @Test
    void otherRealDigitsAreLikeRealDigits() {
        Map<String, Double> figures = judge.compare(digits(0, 100).inputs(), digits(100, 200).inputs());
        Map<String, Double> noise = judge.compare(digits(0, 100).inputs(),
                Generator.seeded(1).call(() -> Tensor.rand(100, 1, 28, 28)));
        assertThat(figures.keySet()).startsWith("frechet", "precision", "recall", "share_0").hasSize(13);
        assertThat(figures.get("frechet")).isLessThan(noise.get("frechet") / 10);
        assertThat(figures.get("precision")).isGreaterThan(0.6);
        assertThat(figures.get("recall")).isGreaterThan(0.6);
        assertThat(noise.get("recall")).isLessThan(0.1);
        assertThat(figures.entrySet().stream().filter(e -> e.getKey().startsWith("share_")).map(Map.Entry::getValue))
                .allMatch(share -> Math.abs(share - 0.1) < 0.06);
    }

    @Test
    void picturesOfOneDigitAreReadAsOne() {
        Batch batch = digits(0, 200);
        Tensor sevens = batch.inputs().index(batch.targets().eq(7));
        assertThat(judge.count(sevens).get("7")).isGreaterThan(15);
        assertThat(judge.count(sevens).values().stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void oneProcessHasOneJudge() {
        assertThat(DigitJudge.of("", COUNT, 3, "")).isSameAs(judge);
        assertThat(DigitJudge.of("", COUNT, 4, "")).isNotSameAs(judge);
    }

    @Test
    void aRunThatIsNotThereIsNamed() {
        DigitJudge none = DigitJudge.of("", COUNT, 3, "no-such-run");
        assertThatThrownBy(() -> none.count(Tensor.zeros(1, 1, 28, 28))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-run");
    }
}
