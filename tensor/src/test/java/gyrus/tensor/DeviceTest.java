package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceTest {

    @Test
    void aGraphicsProcessorThatIsNotThereIsNamed() {
        int seen = Engine.cuda();
        String message = "no CUDA device %d; this engine sees %s (gyrus doctor says why)"
                .formatted(seen, seen == 0 ? "none" : seen);
        Device missing = Device.cuda(seen);
        assertThatThrownBy(() -> missing.call(() -> Tensor.zeros(2)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
        Tensor here = Tensor.zeros(2);
        assertThatThrownBy(() -> here.to(missing))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
        assertThat(here.to(Device.CPU)).isSameAs(here);
    }
}
