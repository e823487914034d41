package gyrus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void reportsTheMachineAndTheLibraries() {
        Engine.start();
        var report = Engine.report();
        assertThat(report.loaded()).isTrue();
        assertThat(report.choices()).isNotEmpty();
        assertThat(report.machine().processors()).isPositive();
        assertThat(report.machine().memory()).isGreaterThan(1L << 28);
        assertThat(report.software().torch()).startsWith("2.");
        assertThat(report.software().blas()).isNotEmpty();
        assertThat(report.software().cacheBytes()).isGreaterThan(1L << 26);
        assertThat(Engine.cuda()).isLessThanOrEqualTo(report.machine().devices().size());
    }

    @Test
    void measures() {
        var measured = Engine.measure();
        assertThat(measured.float32Product()).isBetween(0.1, 1e6);
        assertThat(measured.bfloat16Product()).isBetween(0.01, 1e7);
        assertThat(measured.convolution()).isBetween(0.1, 1e6);
        assertThat(measured.bandwidth()).isBetween(0.1, 1e5);
        assertThat(measured.operator()).isBetween(0.05, 1e4);
    }

    @Test
    void countsNativeMemory() {
        long handles = NativeMemory.handles();
        var tensor = Tensor.zeros(1 << 20);
        assertThat(NativeMemory.handles()).isGreaterThan(handles);
        assertThat(NativeMemory.resident()).isGreaterThan(tensor.bytes());
    }
}
