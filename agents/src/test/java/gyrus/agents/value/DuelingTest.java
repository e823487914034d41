package gyrus.agents.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class DuelingTest implements NetContract<Dueling> {

    @Override
    public Dueling net() {
        return Dueling.of(4, 8, 3);
    }

    @Override
    public Tensor input() {
        return Tensor.randn(5, 4);
    }

    @Test
    void theMeanOfTheActionsIsTheStatesValue() {
        Dueling net = net();
        Tensor seen = input();
        double[] means = net.apply(seen).mean(1).detach().toDoubles();
        double[] values = net.value().apply(net.features().apply(seen)).detach().toDoubles();
        for (int i = 0; i < means.length; i++) assertThat(means[i]).isCloseTo(values[i], within(1e-6));
    }
}
