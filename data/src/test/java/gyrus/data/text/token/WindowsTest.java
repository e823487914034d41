package gyrus.data.text.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.Batch;
import gyrus.tensor.Generator;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

    private static int[] text(int length) {
        return IntStream.range(0, length).toArray();
    }

    @ParameterizedTest
    @CsvSource({"20, 8", "21, 8", "9, 8", "5, 8", "2, 1", "100, 7", "50, 1"})
    void everyTokenIsForetoldOnceWithHalfAWindowBeforeIt(int length, int window) {
        Windows windows = Windows.judging(text(length), window);
        Batch all = windows.batch(text(windows.size()));
        long[] inputs = all.inputs().toLongs();
        long[] targets = all.targets().toLongs();
        int[] times = new int[length];
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] == Windows.NONE) continue;
            assertThat(targets[i]).isEqualTo(inputs[i] + 1);
            times[(int) targets[i]]++;
            int before = i % windows.length() + 1;
            assertThat((long) before).isGreaterThanOrEqualTo(Math.min(targets[i], window - window / 2));
        }
        assertThat(Arrays.copyOfRange(times, 1, length)).containsOnly(1);
        assertThat(times[0]).isZero();
    }

    @Test
    void windowsToLearnFromMove() {
        Windows windows = Windows.learning(text(100), 10);
        assertThat(windows.size()).isEqualTo(10);
        Batch one = Generator.seeded(1).call(() -> windows.batch(text(10)));
        Batch same = Generator.seeded(1).call(() -> windows.batch(text(10)));
        Batch other = Generator.seeded(2).call(() -> windows.batch(text(10)));
        assertThat(one.inputs().toLongs()).isEqualTo(same.inputs().toLongs())
                .isNotEqualTo(other.inputs().toLongs());
        long[] inputs = one.inputs().toLongs();
        long[] targets = one.targets().toLongs();
        for (int i = 0; i < inputs.length; i++) assertThat(targets[i]).isEqualTo(inputs[i] + 1);
    }

    @Test
    void aShortTextHasAShortWindow() {
        assertThat(Windows.learning(text(5), 64).batch(new int[] {0}).inputs().shape().dims()).containsExactly(1, 4);
        assertThatThrownBy(() -> Windows.learning(text(1), 8)).hasMessageContaining("1 tokens");
        assertThatThrownBy(() -> Windows.learning(text(9), 0)).hasMessageContaining("context=0");
    }
}
