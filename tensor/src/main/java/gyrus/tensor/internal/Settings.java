package gyrus.tensor.internal;

import gyrus.tensor.Engine.By;
import gyrus.tensor.Engine.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Chooses how the native libraries are set up on this machine, and says why. It changes nothing.
///
/// A choice named in capitals is an environment variable, one with dots a system property; any
/// other only tells.
/// What the user has set is left as it is.
final class Settings {

    /// What the choices depend on.
    ///
    /// @param processors  logical processors that the virtual machine may use
    /// @param platform    such as `linux-x86_64`
    /// @param mkl         whether Intel's library is on the path
    /// @param environment the user's environment variables
    /// @param properties  the user's system properties
    record Facts(Cpu cpu, Cgroup.Limits limits, int processors, String platform, boolean mkl,
                 Function<String, @Nullable String> environment,
                 Function<String, @Nullable String> properties) {}

    private static final String LOAD = "org.bytedeco.openblas.load";
    private static final String KERNELS = "OPENBLAS_CORETYPE";
    static final String PHYSICAL = "org.bytedeco.javacpp.maxPhysicalBytes";

    private final Facts facts;
    private final List<Choice> choices = new ArrayList<>();

    private Settings(Facts facts) {
        this.facts = facts;
    }

    static List<Choice> of(Facts facts) {
        var settings = new Settings(facts);
        settings.memory();
        settings.threads();
        settings.waiting();
        settings.blas();
        return List.copyOf(settings.choices);
    }

    private void memory() {
        set(PHYSICAL, "0", "JavaCPP would otherwise read the size of the process at each allocation");
    }

    private void threads() {
        var cpu = facts.cpu;
        int cores = cpu.cores() > 0 ? cpu.cores() : facts.processors;
        int quota = (int) Math.clamp(facts.limits.cpus(), 1, Integer.MAX_VALUE);
        int threads = Math.max(1, Math.min(Math.min(cores, facts.processors), quota));
        var reason = (cpu.cores() > 0 ? cpu.cores() + " physical cores" : "physical cores unknown")
            + ", " + facts.processors + " usable processors, "
            + (facts.limits.cpus() == Double.POSITIVE_INFINITY ? "no limit of the control group"
                : "a limit of " + facts.limits.cpus() + " by the control group");
        var chosen = set("OMP_NUM_THREADS", Integer.toString(threads), reason);
        var same = "as many as LibTorch's own";
        if (usesMkl()) {
            set("MKL_NUM_THREADS", chosen, same);
        } else {
            set("OPENBLAS_NUM_THREADS", chosen, same);
        }
    }

    private void waiting() {
        // GOMP_SPINCOUNT and KMP_BLOCKTIME say the same more exactly.
        if (facts.environment.apply("KMP_BLOCKTIME") != null) set("KMP_BLOCKTIME", "0", "");
        boolean gnu = facts.platform.startsWith("linux") && facts.environment.apply("OMP_WAIT_POLICY") == null;
        if (gnu || facts.environment.apply("GOMP_SPINCOUNT") != null) {
            set("GOMP_SPINCOUNT", "5000", "a waiting thread looks out for work for the time of an operator or two "
                + "before it sleeps: waking it takes as long");
        }
        set("OMP_WAIT_POLICY", "PASSIVE",
            "waiting threads sleep; spinning ones would take the cores that the matrix products need");
    }

    private void blas() {
        var reason = ownMkl() ? "an Intel processor, and MKL is on the path"
            : facts.mkl ? "MKL is slow on processors of others than Intel"
            : facts.cpu.intel() ? "org.bytedeco:mkl is not on the path; it would be faster on this processor"
            : "the fastest on this processor";
        if (ownMkl() || facts.properties.apply(LOAD) != null) {
            set(LOAD, ownMkl() ? "mkl" : "openblas", reason);
        } else {
            choices.add(new Choice("blas", "openblas", reason, By.GYRUS));
        }
        if (usesMkl()) {
            if (facts.platform.startsWith("linux")) {
                set("MKL_THREADING_LAYER", "GNU", "MKL shares LibTorch's threads");
            }
            return;
        }
        if (facts.platform.equals("linux-x86_64")) {
            set("OPENBLAS_THREAD_TIMEOUT", "18",
                "its waiting threads sleep after 2^18 cycles, so that they do not hold up LibTorch's");
        }
        if (facts.platform.endsWith("x86_64")) kernels();
    }

    private void kernels() {
        var cpu = facts.cpu;
        var maker = cpu.amd() ? "AMD" : cpu.intel() ? "Intel" : "a processor";
        if (cpu.avx512() && cpu.intel() && cpu.has("amx_bf16", "amx_tile")) {
            set(KERNELS, "SAPPHIRERAPIDS", "Intel with AMX");
        } else if (cpu.avx512() && cpu.intel() && cpu.has("avx512_bf16")) {
            set(KERNELS, "COOPERLAKE", "Intel with AVX-512 and bfloat16");
        } else if (cpu.avx512()) {
            set(KERNELS, "SKYLAKEX", maker + " with AVX-512");
        } else if (cpu.has("avx2", "fma")) {
            set(KERNELS, cpu.amd() ? "ZEN" : "HASWELL", maker + " with AVX2, without AVX-512");
        } else {
            var reason = "this processor is unknown, or older than AVX2";
            choices.add(new Choice("kernels", "by OpenBLAS", reason, By.GYRUS));
        }
    }

    private boolean ownMkl() {
        return facts.mkl && facts.cpu.intel() && facts.platform.endsWith("x86_64");
    }

    private boolean usesMkl() {
        var user = facts.properties.apply(LOAD);
        return user == null ? ownMkl() : user.toLowerCase(Locale.ROOT).startsWith("mkl");
    }

    /// Adds a choice and returns the value in force: the user's, where there is one.
    private String set(String name, String value, String reason) {
        var user = (name.indexOf('.') < 0 ? facts.environment : facts.properties).apply(name);
        if (user == null) {
            choices.add(new Choice(name, value, reason, By.GYRUS));
            return value;
        }
        var comment = user.equalsIgnoreCase(value) ? "Gyrus would choose the same"
            : "Gyrus would choose " + value + (reason.isEmpty() ? "" : ": " + reason);
        choices.add(new Choice(name, user, comment, By.USER));
        return user;
    }
}
