package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.DType;
import gyrus.tensor.Engine;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.Test;

class MixedTest {

    @Test
    void everyKindOfProcessorCastsAndGoesBack() {
        Engine.start();
        List<DeviceType> kinds = List.of(DeviceType.CPU, DeviceType.CUDA);
        List<Mixed.Casting> before = kinds.stream().map(Mixed.Casting::of).toList();
        Mixed.Setting setting = Mixed.enter(true, DType.BFLOAT16, false, kinds);
        for (DeviceType kind : kinds) {
            assertThat(Mixed.Casting.of(kind)).isEqualTo(new Mixed.Casting(kind, true, DType.BFLOAT16));
        }
        Mixed.leave(setting);
        assertThat(torch.is_autocast_enabled(DeviceType.CUDA)).isFalse();
        assertThat(kinds.stream().map(Mixed.Casting::of).toList()).isEqualTo(before);
    }
}
