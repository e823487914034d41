package gyrus.tensor.internal;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// The environment variables of this process as native libraries read them when they load.
///
/// Java's own copy, [System#getenv], keeps what the process was started with; child processes get that copy.
@SuppressWarnings("restricted")
final class Environment {

    private static final AddressLayout TEXT = ValueLayout.ADDRESS;

    private Environment() {}

    /// Sets a variable for all native libraries that load from now on.
    static void set(String name, String value) {
        try (var arena = Arena.ofConfined()) {
            var key = arena.allocateFrom(name);
            var text = arena.allocateFrom(value);
            if (System.getProperty("os.name").startsWith("Windows")) {
                putWindows(arena, key, text);
            } else {
                var found = Linker.nativeLinker().defaultLookup().find("setenv");
                if (found.isPresent()) put(found.get(), key, text);
            }
        }
    }

    private static void put(MemorySegment setenv, MemorySegment key, MemorySegment text) {
        var call = Linker.nativeLinker().downcallHandle(setenv,
            FunctionDescriptor.of(ValueLayout.JAVA_INT, TEXT, TEXT, ValueLayout.JAVA_INT));
        try {
            int _ = (int) call.invokeExact(key, text, 1);
        } catch (Throwable e) {
            throw new IllegalStateException("setenv failed", e);
        }
    }

    // Each C runtime of Windows keeps a copy of its own, and libraries were built against either.
    private static void putWindows(Arena arena, MemorySegment key, MemorySegment text) {
        for (var runtime : List.of("ucrtbase", "msvcrt")) {
            try {
                var address = SymbolLookup.libraryLookup(runtime, arena).find("_putenv_s");
                if (address.isEmpty()) continue;
                var call = Linker.nativeLinker().downcallHandle(address.get(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, TEXT, TEXT));
                int _ = (int) call.invokeExact(key, text);
            } catch (IllegalArgumentException _) {
                // This Windows has no such C runtime, so nobody reads its copy.
            } catch (Throwable e) {
                throw new IllegalStateException("_putenv_s failed in " + runtime, e);
            }
        }
    }
}
