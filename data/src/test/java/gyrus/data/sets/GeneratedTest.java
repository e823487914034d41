package gyrus.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.text.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class GeneratedTest {

    @Test
    void peopleFollowTheFormula() {
        var table = GeneratedTable.of(2000, 3);
        assertThat(GeneratedTable.of(2000, 3)).isEqualTo(table);
        assertThat(table.header()).containsExactly("age", "sex", "bmi", "children", "smoker", "region",
                "charges");
        var age = table.numbers("age");
        var bmi = table.numbers("bmi");
        var children = table.numbers("children");
        var smoker = table.column("smoker");
        var charges = table.numbers("charges");
        double explained = 0;
        double total = 0;
        double mean = Arrays.stream(charges).average().orElseThrow();
        for (int i = 0; i < charges.length; i++) {
            double expected = GeneratedTable.mean((int) age[i], bmi[i], (int) children[i],
                    smoker.get(i).equals("yes"));
            explained += Math.pow(charges[i] - expected, 2);
            total += Math.pow(charges[i] - mean, 2);
        }
        assertThat(1 - explained / total).isBetween(0.85, 0.97);
        assertThat(smoker.stream().filter("yes"::equals).count() / 2000.0).isCloseTo(0.2, within(0.03));
    }

    @Test
    void messagesAreOfTwoKinds() {
        var table = GeneratedMessages.of(3000, 1);
        assertThat(GeneratedMessages.of(3000, 1)).isEqualTo(table);
        assertThat(GeneratedMessages.of(3000, 2)).isNotEqualTo(table);
        assertThat(table.header()).containsExactly("type", "text");
        assertThat(table.column("type").stream().filter("spam"::equals).count() / 3000.0)
                .isCloseTo(0.2, within(0.03));
        assertThat(table.column("text")).allSatisfy(text -> assertThat(text).isNotBlank()
                .doesNotContain("{").doesNotContain("}").doesNotContain("  ").doesNotContain("#"));
        assertThat(new HashSet<>(table.column("text")).size()).isGreaterThan(2000);
    }

    /// Counting words tells the kinds apart, but no single word does.
    @Test
    void messagesCanBeLearned() {
        var table = GeneratedMessages.of(4000, 1);
        var texts = table.column("text");
        var types = table.column("type");
        var weight = new HashMap<String, double[]>();
        for (int i = 0; i < 3000; i++) {
            for (var word : new HashSet<>(Words.split(texts.get(i)))) {
                weight.computeIfAbsent(word, _ -> new double[2])[types.get(i).equals("spam") ? 1 : 0]++;
            }
        }
        int right = 0;
        for (int i = 3000; i < 4000; i++) {
            double score = Math.log(600.0 / 2400);
            for (var word : new HashSet<>(Words.split(texts.get(i)))) {
                var counts = weight.getOrDefault(word, new double[2]);
                score += Math.log((counts[1] + 0.5) / 601) - Math.log((counts[0] + 0.5) / 2401);
            }
            right += score > 0 == types.get(i).equals("spam") ? 1 : 0;
        }
        assertThat(right).isBetween(940, 1000);
        assertThat(weight.get("free")).satisfies(free -> assertThat(Math.min(free[0], free[1])).isPositive());
    }
}
