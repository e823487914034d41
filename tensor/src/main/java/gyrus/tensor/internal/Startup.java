package gyrus.tensor.internal;

import gyrus.tensor.Engine.By;
import gyrus.tensor.Engine.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Sets up the native libraries for this machine, then loads them.
///
/// OpenBLAS, MKL, the OpenMP runtime and LibTorch read their settings when they load, and JavaCPP when its
/// classes do: everything is therefore settled before the first of them is touched.
public final class Startup {

    private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
    private static final Set<String> READERS = Set.of("gomp", "iomp5", "openblas", "mkl_rt", "torch_cpu");

    private static volatile @Nullable List<Choice> made;

    private Startup() {}

    /// Whether the native libraries are loaded.
    static boolean loaded() {
        return made != null;
    }

    /// What was chosen, or before the start what would be.
    static List<Choice> choices() {
        var choices = made;
        return choices == null ? Settings.of(facts()) : choices;
    }

    static Settings.Facts facts() {
        var root = Path.of("/");
        int processors = Runtime.getRuntime().availableProcessors();
        return new Settings.Facts(Cpu.detect(root), Cgroup.limits(root), processors, Natives.platform(),
            Natives.hasMkl(), System::getenv, Startup::property);
    }

    /// Chooses, sets and loads. To be called once.
    public static void run() {
        var choices = new ArrayList<>(Settings.of(facts()));
        device(choices);
        boolean late = late();
        for (var choice : choices) {
            if (choice.by() != By.GYRUS) continue;
            var name = choice.name();
            if (name.indexOf('.') > 0) {
                System.setProperty(name, choice.value());
            } else if (name.equals(name.toUpperCase(Locale.ROOT)) && !late) {
                Environment.set(name, choice.value());
            }
        }
        Malloc.keep(System::getenv);
        load();
        choices.replaceAll(choice -> inForce(choice, late));
        if (!late) threads(choices);
        made = List.copyOf(choices);
    }

    /// With the GPU jar on the path but nothing to run it on, the CPU jar is loaded, and one line says so.
    private static void device(List<Choice> choices) {
        var platform = Natives.platform();
        if (property(EXTENSION) != null || !Natives.has("pytorch", platform + "-gpu", "jnitorch")) return;
        var missing = Cuda.probe().missing();
        if (missing.isEmpty() && !Cuda.libraries()) {
            missing = "the CUDA libraries are missing, add org.bytedeco:cuda with classifier "
                + platform + "-redist";
        }
        if (missing.isEmpty()) return;
        System.err.println("gyrus: " + missing + "; computing on the CPU");
        if (Natives.has("pytorch", platform, "jnitorch")) {
            choices.add(new Choice(EXTENSION, "", missing, By.GYRUS));
        }
    }

    private static void load() {
        var platform = Natives.platform();
        var gpu = platform + "-gpu";
        boolean onGpu = property(EXTENSION) == null && Natives.has("pytorch", gpu, "jnitorch");
        if (!Natives.unpacked(onGpu ? gpu : platform)) {
            System.err.println("gyrus: unpacking the engine, once, into " + Natives.cache());
        }
        try {
            Loader.load(torch.class);
        } catch (LinkageError e) {
            var advice = Natives.advice();
            var reason = advice.isEmpty() ? e.getMessage() : advice;
            throw new IllegalStateException("LibTorch cannot be loaded: " + reason, e);
        }
    }

    private static void threads(List<Choice> choices) {
        for (var choice : choices) {
            if (choice.name().equals("OMP_NUM_THREADS") && choice.value().matches("[1-9]\\d{0,4}")) {
                torch.set_num_threads(Integer.parseInt(choice.value()));
            }
        }
    }

    /// Whether another part of the program has loaded libraries that read their settings only then.
    private static boolean late() {
        return Loader.getLoadedLibraries().keySet().stream()
            .anyMatch(name -> READERS.contains(name.split("[@#]")[0]));
    }

    private static Choice inForce(Choice choice, boolean late) {
        if (choice.by() != By.GYRUS) return choice;
        boolean ignored = choice.name().equals(Settings.PHYSICAL) ? Pointer.maxPhysicalBytes() > 0 : late;
        if (!ignored) return choice;
        var reason = "the program loaded native libraries before Gyrus could choose " + choice.value()
            + "; call Engine.start() first";
        return new Choice(choice.name(), "as it was", reason, By.PROGRAM);
    }

    // JavaCPP reads its properties also in lower case.
    private static @Nullable String property(String name) {
        var value = System.getProperty(name);
        return value != null ? value : System.getProperty(name.toLowerCase(Locale.ROOT));
    }
}
