package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.train.metric.Measure;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void isSaidInEpochsOrInSteps() {
        assertThat(Plan.epochs(3, 8, Measure.F1)).isEqualTo(new Plan(3, 0, 8, 0, Measure.F1, 0));
        assertThat(Plan.steps(100, 8, 10, Measure.F1).patience(2)).isEqualTo(new Plan(0, 100, 8, 10, Measure.F1, 2));
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> new Plan(3, 10, 8, 0, Measure.F1, 0)).hasMessageContaining("epochs=3 and steps=10");
        assertThatThrownBy(() -> new Plan(0, 0, 8, 0, Measure.F1, 0)).hasMessageContaining("epochs=0 and steps=0");
        assertThatThrownBy(() -> Plan.epochs(-1, 8, Measure.F1)).hasMessageContaining("epochs=-1");
        assertThatThrownBy(() -> Plan.epochs(1, 0, Measure.F1)).hasMessageContaining("batch=0");
        assertThatThrownBy(() -> Plan.steps(1, 1, -1, Measure.F1)).hasMessageContaining("evaluate=-1");
        assertThatThrownBy(() -> Plan.epochs(1, 1, Measure.F1).patience(-2)).hasMessageContaining("patience=-2");
    }
}
