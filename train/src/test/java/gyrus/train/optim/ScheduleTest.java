package gyrus.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void warmsUpInEqualStepsAndThenFollows() {
        Schedule schedule = Schedule.cosine(10, 0.2).warmup(3);
        assertThat(schedule.at(0)).isEqualTo(0.25, within(1e-12));
        assertThat(schedule.at(1)).isEqualTo(0.5, within(1e-12));
        assertThat(schedule.at(2)).isEqualTo(0.75, within(1e-12));
        assertThat(schedule.at(3)).isEqualTo(1);
        assertThat(schedule.at(8)).isEqualTo(0.6, within(1e-12));
        assertThat(schedule.at(13)).isEqualTo(0.2, within(1e-12));
        assertThat(Schedule.constant().warmup(0)).isEqualTo(Schedule.constant());
    }

    @Test
    void staysAtItsEnd() {
        assertThat(Schedule.linear(4).at(2)).isEqualTo(0.5);
        assertThat(Schedule.linear(4).at(9)).isZero();
        assertThat(Schedule.oneCycle(50).at(500)).isEqualTo(Schedule.oneCycle(50).at(49));
        assertThat(new Schedule.Polynomial(4, 2, 0.1).at(100)).isEqualTo(0.1);
    }

    @Test
    void oneCycleOfAnyLengthStaysWithinItsBounds() {
        for (long steps = 1; steps < 30; steps++) {
            for (double warm : new double[] {0, 0.1, 0.3, 0.5, 1}) {
                for (boolean three : new boolean[] {false, true}) {
                    if (three && warm > 0.5) continue;
                    var schedule = new OneCycle(steps, warm, 25, 1e4, false, three);
                    for (long i = 0; i < steps + 2; i++) assertThat(schedule.at(i)).as("%s at %d", schedule,
                            i).isBetween(0.0, 1.0);
                }
            }
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> Schedule.cosine(0)).hasMessage("number of steps is 0; it must be 1 or more");
        assertThatThrownBy(() -> Schedule.step(3, -1)).hasMessageContaining("gamma is -1.0");
        assertThatThrownBy(() -> new OneCycle(9, 0.6, 25, 1e4, false, true)).hasMessageContaining("0.6");
    }
}
