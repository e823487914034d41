package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.data.Batch;
import gyrus.data.Splits;
import gyrus.train.Fit;
import gyrus.train.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {

    @ParameterizedTest
    @ValueSource(ints = {50, 299, 300, 301, 5000, 20_000})
    void asManyDigitsAsAreAskedFor(int count) {
        Splits<Batch> digits = Points.of("", count, 1);
        assertThat(Points.size(digits)).isEqualTo(count);
        assertThat(digits.parts()).allSatisfy(part -> assertThat(part.size()).isPositive());
        assertThat(Points.size(Points.some(digits, count / 2))).isEqualTo(count / 2);
    }

    @Test
    void aTableIsItsNumbersStandardised(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("people.csv");
        StringBuilder rows = new StringBuilder("age,town,income\n");
        for (int i = 0; i < 20; i++) rows.append(20 + i).append(i % 2 == 0 ? ",Ulm," : ",Aalen,").append(i * 100)
                .append('\n');
        Files.writeString(file, rows);
        Batch all = Fit.whole(Points.of(file.toString(), 5, 1), Split.ALL);
        assertThat(Points.width(file.toString())).isEqualTo(2);
        assertThat(all.inputs().shape().dims()).containsExactly(20, 2);
        assertThat(all.inputs().mean().item()).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(all.targets().sum().itemLong()).as("Ulm comes after Aalen").isEqualTo(10);
    }
}
