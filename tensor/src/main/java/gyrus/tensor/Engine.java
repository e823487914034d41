package gyrus.tensor;

import gyrus.tensor.internal.Startup;

/// The native engine (LibTorch) under the tensors: when it starts, and how it was set up.
///
/// Nothing has to be called: the first tensor starts the engine.
public final class Engine {

    private Engine() {}

    /// Chooses the settings for this machine and loads the native libraries, unless that was done before.
    ///
    /// @throws IllegalStateException if the native libraries for this platform cannot be loaded
    public static void start() {
        var failure = Once.FAILURE;
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    private static final class Once {
        static final Throwable FAILURE = attempt();

        private static Throwable attempt() {
            try {
                Startup.run();
                return null;
            } catch (RuntimeException | LinkageError e) {
                return e;
            }
        }
    }
}
