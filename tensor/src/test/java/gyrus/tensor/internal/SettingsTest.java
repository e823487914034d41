package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.Engine.By;
import gyrus.tensor.Engine.Choice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private Cpu cpu = Cpu.ofLinux(Processors.AMD_ZEN5, "");
    private Cgroup.Limits limits = Cgroup.Limits.NONE;
    private int processors = 64;
    private String platform = "linux-x86_64";
    private boolean mkl;

    @Test
    void choosesKernelsByMakerAndInstructions() {
        assertThat(kernels(Processors.AMD_ZEN5)).isEqualTo("SKYLAKEX");
        assertThat(kernels(Processors.AMD_ZEN2)).isEqualTo("ZEN");
        assertThat(kernels(Processors.INTEL_SAPPHIRE_RAPIDS)).isEqualTo("SAPPHIRERAPIDS");
        assertThat(kernels(Processors.INTEL_SAPPHIRE_RAPIDS.replace("amx_tile", ""))).isEqualTo("COOPERLAKE");
        assertThat(kernels(Processors.INTEL_SKYLAKE)).isEqualTo("HASWELL");
        assertThat(kernels(Processors.INTEL_SKYLAKE.replace("avx2", ""))).isNull();
        assertThat(kernels("")).isNull();
    }

    @Test
    void leavesKernelsOfOtherMachinesToOpenBlas() {
        platform = "linux-arm64";
        assertThat(kernels(Processors.ARM)).isNull();
        platform = "windows-x86_64";
        cpu = Cpu.ofWindows("Intel64 Family 6 Model 143 Stepping 8, GenuineIntel");
        assertThat(choice("OPENBLAS_CORETYPE")).isNull();
        assertThat(choice("OMP_NUM_THREADS").value()).isEqualTo("64");
    }

    @Test
    void takesMklOnIntelAlone() {
        mkl = true;
        assertThat(choice("org.bytedeco.openblas.load")).isNull();
        assertThat(choice("blas").reason()).contains("MKL is slow");
        cpu = Cpu.ofLinux(Processors.INTEL_SKYLAKE, "");
        assertThat(choice("org.bytedeco.openblas.load").value()).isEqualTo("mkl");
        assertThat(choice("MKL_THREADING_LAYER").value()).isEqualTo("GNU");
        assertThat(choice("MKL_NUM_THREADS").value()).isEqualTo("4");
        assertThat(choice("OPENBLAS_CORETYPE")).isNull();
        mkl = false;
        assertThat(choice("org.bytedeco.openblas.load")).isNull();
        assertThat(choice("blas").reason()).startsWith("org.bytedeco:mkl is not on the path");
    }

    @Test
    void usesEveryCoreThatTheLimitsLeave() {
        cpu = Cpu.ofLinux(Processors.INTEL_SKYLAKE, "");
        assertThat(choice("OMP_NUM_THREADS").value()).isEqualTo("4");
        processors = 3;
        assertThat(choice("OMP_NUM_THREADS").value()).isEqualTo("3");
        limits = new Cgroup.Limits(2.5, Long.MAX_VALUE);
        assertThat(choice("OMP_NUM_THREADS").value()).isEqualTo("2");
        limits = new Cgroup.Limits(0.5, Long.MAX_VALUE);
        assertThat(choice("OMP_NUM_THREADS").value()).isEqualTo("1");
        assertThat(choice("OPENBLAS_NUM_THREADS").value()).isEqualTo("1");
    }

    @Test
    void countsProcessorsWhereCoresAreUnknown() {
        cpu = Cpu.UNKNOWN;
        assertThat(choice("OMP_NUM_THREADS").value()).isEqualTo("64");
        assertThat(choice("OMP_NUM_THREADS").reason()).contains("unknown");
    }

    @Test
    void leavesToTheUserWhatTheUserSet() {
        environment.put("OPENBLAS_CORETYPE", "Haswell");
        environment.put("OMP_NUM_THREADS", "7");
        properties.put("org.bytedeco.javacpp.maxPhysicalBytes", "1g");
        assertThat(choice("OPENBLAS_CORETYPE")).isEqualTo(new Choice("OPENBLAS_CORETYPE", "Haswell",
            "Gyrus would choose SKYLAKEX: AMD with AVX-512", By.USER));
        assertThat(choice("OMP_NUM_THREADS").by()).isEqualTo(By.USER);
        assertThat(choice("org.bytedeco.javacpp.maxPhysicalBytes").by()).isEqualTo(By.USER);
        assertThat(choice("OPENBLAS_NUM_THREADS")).as("follows the user's").extracting(Choice::value, Choice::by)
            .containsExactly("7", By.GYRUS);
    }

    @Test
    void saysSoWhenTheUserChoseTheSame() {
        environment.put("OMP_WAIT_POLICY", "passive");
        assertThat(choice("OMP_WAIT_POLICY").reason()).isEqualTo("Gyrus would choose the same");
        assertThat(choice("OMP_WAIT_POLICY").by()).isEqualTo(By.USER);
    }

    @Test
    void howLongThreadsLookOutForWorkIsTheUsersAffairToo() {
        assertThat(choice("GOMP_SPINCOUNT").by()).isEqualTo(By.GYRUS);
        environment.put("OMP_WAIT_POLICY", "active");
        assertThat(Settings.of(facts())).extracting(Choice::name).doesNotContain("GOMP_SPINCOUNT");
        environment.put("GOMP_SPINCOUNT", "7");
        assertThat(choice("GOMP_SPINCOUNT")).extracting(Choice::value, Choice::by).containsExactly("7", By.USER);
    }

    @Test
    void followsTheUsersBlas() {
        properties.put("org.bytedeco.openblas.load", "mkl");
        assertThat(choice("org.bytedeco.openblas.load").by()).isEqualTo(By.USER);
        assertThat(choice("org.bytedeco.openblas.load").reason()).startsWith("Gyrus would choose openblas: ");
        assertThat(choice("MKL_THREADING_LAYER").value()).isEqualTo("GNU");
    }

    @Test
    void givesAReasonForEachChoice() {
        assertThat(Settings.of(facts())).isNotEmpty().allSatisfy(choice -> {
            assertThat(choice.reason()).isNotBlank();
            assertThat(choice.by()).isEqualTo(By.GYRUS);
        });
    }

    private @Nullable String kernels(String cpuinfo) {
        cpu = Cpu.ofLinux(cpuinfo, "");
        var choice = choice("OPENBLAS_CORETYPE");
        return choice == null ? null : choice.value();
    }

    private @Nullable Choice choice(String name) {
        return Settings.of(facts()).stream().filter(choice -> choice.name().equals(name)).findAny().orElse(null);
    }

    private Settings.Facts facts() {
        return new Settings.Facts(cpu, limits, processors, platform, mkl, environment::get, properties::get);
    }
}
