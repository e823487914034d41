package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuTest {

    @Test
    void countsTheTwoThreadsOfACoreOnce() {
        assertThat(Cpu.ofLinux(Processors.AMD_ZEN2, "")).satisfies(cpu -> {
            assertThat(cpu.cores()).isEqualTo(2);
            assertThat(cpu.amd()).isTrue();
            assertThat(cpu.model()).isEqualTo("AMD Ryzen 5 3600 6-Core Processor");
            assertThat(cpu.has("avx2", "fma")).isTrue();
            assertThat(cpu.avx512()).isFalse();
        });
    }

    @Test
    void countsCoresOfTwoSocketsApart() {
        assertThat(Cpu.ofLinux(Processors.INTEL_SAPPHIRE_RAPIDS, "").cores()).isEqualTo(2);
    }

    @Test
    void countsOnlyCoresThatTheProcessMayUse() {
        var status = "Name:\tjava\nCpus_allowed:\t5\nCpus_allowed_list:\t0,2\n";
        assertThat(Cpu.ofLinux(Processors.AMD_ZEN2, status).cores()).isEqualTo(1);
        assertThat(Cpu.ofLinux(Processors.ARM, status).cores()).isEqualTo(2);
    }

    @Test
    void knowsTheMakerByTheVendor() {
        assertThat(Cpu.ofLinux(Processors.AMD_ZEN5, "").amd()).isTrue();
        assertThat(Cpu.ofLinux(Processors.INTEL_SKYLAKE, "").intel()).isTrue();
        assertThat(Cpu.ofLinux(Processors.ARM, "").vendor()).isEqualTo("ARM");
        assertThat(Cpu.ofLinux(Processors.ARM, "").has("asimd", "bf16")).isTrue();
    }

    @Test
    void needsAllPartsOfAvx512() {
        assertThat(Cpu.ofLinux(Processors.AMD_ZEN5, "").avx512()).isTrue();
        assertThat(Cpu.ofLinux(Processors.AMD_ZEN5.replace("avx512vl", ""), "").avx512()).isFalse();
    }

    @Test
    void isUnknownWithoutText() {
        assertThat(Cpu.ofLinux("", "")).isEqualTo(Cpu.UNKNOWN);
        assertThat(Cpu.ofWindows("")).isEqualTo(Cpu.UNKNOWN);
        assertThat(Cpu.ofMac("")).isEqualTo(Cpu.UNKNOWN);
    }

    @Test
    void readsWindowsAndMac() {
        var windows = Cpu.ofWindows("Intel64 Family 6 Model 143 Stepping 8, GenuineIntel");
        assertThat(windows.intel()).isTrue();
        assertThat(windows.cores()).isZero();
        var mac = Cpu.ofMac("machdep.cpu.brand_string: Apple M2\nhw.physicalcpu: 8\n");
        assertThat(mac).extracting(Cpu::vendor, Cpu::model, Cpu::cores).containsExactly("Apple", "Apple M2", 8);
        var old = Cpu.ofMac("""
            machdep.cpu.vendor: GenuineIntel
            machdep.cpu.features: FPU FMA
            machdep.cpu.leaf7_features: AVX2 BMI1
            """);
        assertThat(old.has("fma", "avx2")).isTrue();
    }

    @Test
    void readsRanges() {
        assertThat(Cpu.numbers("0-2,8").stream()).containsExactly(0, 1, 2, 8);
        assertThat(Cpu.numbers("").isEmpty()).isTrue();
    }

    @Test
    void survivesAMachineWithoutProc(@TempDir Path empty) {
        assertThat(Cpu.detect(empty).cores()).isGreaterThanOrEqualTo(0);
    }
}
