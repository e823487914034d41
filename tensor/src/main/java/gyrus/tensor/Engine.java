package gyrus.tensor;

import gyrus.tensor.internal.Inventory;
import gyrus.tensor.internal.OpenMp;
import gyrus.tensor.internal.Probe;
import gyrus.tensor.internal.Startup;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The native engine (LibTorch) under the tensors: how it is set up for this machine, and how fast it is.
///
/// Nothing has to be called: the first tensor starts the engine. Call [#start()] first in a program that also
/// uses other libraries over JavaCPP, because their settings are fixed by whoever loads them first.
///
/// An environment variable or system property that the user has set is never changed.
public final class Engine {

    private static final int THREADS = 4096;

    private Engine() {}

    /// Chooses the settings for this machine and loads the native libraries, unless that was done before.
    ///
    /// @throws IllegalStateException if they cannot be loaded; the message says what to add to the path
    public static void start() {
        var failure = Once.FAILURE;
        if (failure != null) throw new IllegalStateException(failure.getMessage(), failure);
    }

    /// Computes the operators that this thread calls with `count` threads from now on: one, for threads that prepare
    /// data while others use all cores. It has no effect where the engine's runtime has no such setting.
    ///
    /// @throws IllegalArgumentException if it is less than 1, or more than 4,096
    public static void threads(int count) {
        set(count);
    }

    /// Runs `body` with operators that compute with `count` threads: one, for many that are too small to be shared.
    ///
    /// @throws IllegalArgumentException if it is less than 1, or more than 4,096
    public static void threads(int count, Runnable body) {
        int before = set(count);
        try {
            body.run();
        } finally {
            OpenMp.threads(before);
        }
    }

    private static int set(int count) {
        if (count < 1 || count > THREADS) { // operators keep a number for each, and count on from it
            throw new IllegalArgumentException("operators need 1 to %,d threads, not %,d".formatted(THREADS, count));
        }
        start();
        return OpenMp.threads(count);
    }

    /// Whether this processor multiplies bfloat16 by instructions of its own, so that it may be faster than float32. It
    /// is false where the operating system does not tell. It loads nothing.
    public static boolean multipliesBfloat16() {
        return Inventory.bfloat16();
    }

    /// Number of CUDA devices that can be computed on, 0 without a driver or without the GPU jar.
    public static int cuda() {
        start();
        return Inventory.devices();
    }

    /// Tells what was chosen and why, and what this machine has. Before the start it tells what would be
    /// chosen, and loads nothing.
    public static Report report() {
        return Inventory.report();
    }

    /// Measures how fast this machine computes, in about one second.
    public static Measurement measure() {
        start();
        return Probe.run();
    }

    /// Who decided.
    public enum By {
        /// Gyrus, from what it knows of the machine.
        GYRUS,
        /// The user, by an environment variable or system property.
        USER,
        /// Another part of the program, which loaded the native libraries before Gyrus could choose.
        PROGRAM
    }

    /// One setting.
    ///
    /// @param name   an environment variable (capitals), a system property (with dots), or what was decided
    /// @param value  the value in force
    /// @param reason why Gyrus chose it, or what Gyrus would have chosen
    public record Choice(String name, String value, String reason, By by) {}

    /// The state of the engine.
    ///
    /// @param loaded whether the native libraries are loaded
    public record Report(boolean loaded, List<Choice> choices, Machine machine, Software software) {
        public Report {
            choices = List.copyOf(choices);
        }
    }

    /// The machine. What is not known is empty, or 0, or for memory −1.
    ///
    /// @param cores       physical cores that this process may use
    /// @param processors  logical processors that the virtual machine may use
    /// @param cpuLimit    processors' worth of time that the control group grants, `∞` without a limit
    /// @param memory      bytes of physical memory
    /// @param memoryLimit bytes that the control group grants, [Long#MAX_VALUE] without a limit
    /// @param devices     names of NVIDIA's devices, whether LibTorch can use them or not
    /// @param driver      the newest CUDA that NVIDIA's driver knows
    public record Machine(String cpu, int cores, int processors, double cpuLimit, long memory,
                          long memoryLimit, List<String> devices, String driver) {
        public Machine {
            devices = List.copyOf(devices);
        }
    }

    /// The libraries.
    ///
    /// @param torch      version of LibTorch and, after the hyphen, of its binding
    /// @param blas       name, version and kernels of the linear algebra; empty before it is loaded
    /// @param cache      folder that native libraries are unpacked into, once
    /// @param cacheBytes its size
    public record Software(String java, String platform, String torch, String blas, Path cache,
                           long cacheBytes) {}

    /// How fast this machine computes.
    ///
    /// @param float32Product  product of two 1024×1024 matrices, 10⁹ operations a second
    /// @param bfloat16Product the same in bfloat16
    /// @param convolution     3×3 convolution, 64 to 64 channels of 56×56, batch 8, 10⁹ operations a second
    /// @param bandwidth       copying 64 MiB, 10⁹ bytes read and written a second
    /// @param operator        sum of two 4×4 matrices, microseconds
    public record Measurement(double float32Product, double bfloat16Product, double convolution,
                              double bandwidth, double operator) {}

    @SuppressWarnings("StaticAssignmentOfThrowable") // it is told again, as the cause of a new one, at each attempt
    private static final class Once {
        static final @Nullable Throwable FAILURE = attempt();

        private static @Nullable Throwable attempt() {
            try {
                Startup.run();
                return null;
            } catch (RuntimeException | LinkageError e) {
                return e;
            }
        }
    }
}
