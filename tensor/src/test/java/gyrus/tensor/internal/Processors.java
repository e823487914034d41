package gyrus.tensor.internal;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts of `/proc/cpuinfo`, shortened to what is read.
final class Processors {

    private static final String AVX2 = "fpu sse2 ssse3 fma sse4_1 sse4_2 avx f16c avx2 bmi2";
    private static final String AVX512 = AVX2 + " avx512f avx512dq avx512cd avx512bw avx512vl";

    /// Two cores of one thread each, as in a small virtual machine.
    static final String AMD_ZEN5 = x86("AuthenticAMD", "AMD EPYC", AVX512 + " avx512_bf16 avx512_vnni",
        "0/0", "0/1");

    /// Two cores of two threads each.
    static final String AMD_ZEN2 = x86("AuthenticAMD", "AMD Ryzen 5 3600 6-Core Processor", AVX2 + " sse4a",
        "0/0", "0/1", "0/0", "0/1");

    /// Two sockets, each with a core 0 of two threads.
    static final String INTEL_SAPPHIRE_RAPIDS = x86("GenuineIntel", "Intel(R) Xeon(R) Platinum 8481C",
        AVX512 + " avx512_bf16 amx_bf16 avx512_fp16 amx_tile amx_int8", "0/0", "1/0", "0/0", "1/0");

    /// A desktop processor without AVX-512.
    static final String INTEL_SKYLAKE = x86("GenuineIntel", "Intel(R) Core(TM) i7-6700K CPU @ 4.00GHz", AVX2,
        "0/0", "0/1", "0/2", "0/3", "0/0", "0/1", "0/2", "0/3");

    /// Neither vendor nor core numbers.
    static final String ARM = IntStream.range(0, 4).mapToObj(i -> """
        processor\t: %d
        BogoMIPS\t: 243.75
        Features\t: fp asimd aes sha2 sve bf16
        CPU implementer\t: 0x41
        CPU part\t: 0xd40

        """.formatted(i)).collect(Collectors.joining());

    private Processors() {}

    private static String x86(String vendor, String model, String flags, String... places) {
        return IntStream.range(0, places.length).mapToObj(i -> """
            processor\t: %d
            vendor_id\t: %s
            model name\t: %s
            physical id\t: %s
            core id\t\t: %s
            flags\t\t: %s
            power management:

            """.formatted(i, vendor, model, places[i].split("/")[0], places[i].split("/")[1], flags))
            .collect(Collectors.joining());
    }
}
