package gyrus.methods.project;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

class PlaneTest implements NetContract<Plane> {

    @Override
    public Plane net() {
        Plane plane = Plane.of(5);
        return Nets.with(plane, java.util.Map.of("points", Tensor.randn(5, 2)));
    }

    @Override
    public Tensor input() {
        return Tensor.zeros(2);
    }

    @Override
    public Tensor output(Plane plane, Tensor input) {
        return plane.points();
    }

    @Test
    void neighboursVote() {
        Plane plane = new Plane(Tensor.of(new float[] {0, 0, 0, 1, 5, 5, 5, 6, 5, 7.5f}, 5, 2),
                Tensor.of(0L, 0, 1, 1, 0));
        assertThat(plane.knn(0, 5)).isEqualTo(0.8);
        assertThat(plane.knn(0, 2)).isEqualTo(1);
        assertThat(plane.knn(4, 5)).isZero();
    }
}
