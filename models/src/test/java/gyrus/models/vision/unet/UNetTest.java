package gyrus.models.vision.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Nets;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import org.junit.jupiter.api.Test;

/// The U-Net that is told nothing; that which is told the time is compared with diffusers in `DenoiserTest`.
class UNetTest implements NetContract<UNet> {

    @Override
    public UNet net() {
        return UNet.of(UNetConfig.plain(3, 2, 1, 4, 8, 12, 16));
    }

    @Override
    public Tensor input() {
        return Tensor.randn(2, 3, 8, 12);
    }

    @Override
    public Tensor output(UNet net, Tensor input) {
        return net.apply(input, null);
    }

    @Test
    void keepsTheSizeAndHasNothingToBeToldBy() {
        assertThat(output(net(), input()).shape().dims()).containsExactly(2, 2, 8, 12);
        assertThat(Nets.state(net()).keySet()).noneMatch(name -> name.contains("time"));
        assertThatThrownBy(() -> net().apply(input(), Tensor.zeros(2, 8))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no use for an embedding");
    }

    @Test
    void widthsThatCannotBeDividedAreRefused() {
        assertThatThrownBy(() -> UNetConfig.plain(1, 1, 1, 4, 8, 10)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width 10").hasMessageContaining("groups 4");
    }
}
