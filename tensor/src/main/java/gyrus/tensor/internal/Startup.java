package gyrus.tensor.internal;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/// Sets up and loads the native libraries.
public final class Startup {

    private Startup() {}

    public static void run() {
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        Environment.set("GOMP_SPINCOUNT", "0");
        Loader.load(torch.class);
    }
}
