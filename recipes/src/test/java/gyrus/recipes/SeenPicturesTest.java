package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SeenPicturesTest {

    @Test
    void keepsThemInTheirOrder() {
        var seen = new SeenPictures();
        seen.see(Tensor.zeros(2, 1, 28, 28));
        seen.see(Tensor.ones(3, 1, 28, 28));
        assertThat(seen.count()).isEqualTo(5);
        assertThat(seen.all().mean(1, 2, 3).toDoubles()).containsExactly(0, 0, 1, 1, 1);
        assertThat(seen.first(3).mean(1, 2, 3).toDoubles()).containsExactly(0, 0, 1);
        assertThat(seen.first(9).size(0)).isEqualTo(5);
    }
}
