package gyrus.tensor.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// The standard output of this process as native libraries write to it. Results belong there and nothing else, but
/// Gloo tells there whom it is connected to, and cannot be told not to (pytorch/gloo, issue 462).
@SuppressWarnings("restricted")
final class StandardOutput {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final int OUT = 1;
    private static final int WRITE = 1;

    /// How many threads have it go nowhere, and where it went before.
    private static int silent;
    private static int kept = -1;

    private final SymbolLookup symbols;

    private StandardOutput(Arena arena) {
        symbols = WINDOWS ? SymbolLookup.libraryLookup("ucrtbase", arena) : Linker.nativeLinker().defaultLookup();
    }

    /// Runs `body` while what is written there goes nowhere; where that cannot be arranged, just runs it.
    static <T> T silently(Supplier<T> body) {
        enter();
        try {
            return body.get();
        } finally {
            leave();
        }
    }

    private static synchronized void enter() {
        if (silent++ > 0) return;
        try (Arena arena = Arena.ofConfined()) {
            var here = new StandardOutput(arena);
            int nowhere = here.call("open", arena.allocateFrom(WINDOWS ? "NUL" : "/dev/null"), WRITE);
            if (nowhere < 0) return;
            kept = here.call("dup", OUT);
            if (kept >= 0) here.call("dup2", nowhere, OUT);
            here.call("close", nowhere);
        }
    }

    private static synchronized void leave() {
        if (--silent > 0 || kept < 0) return;
        try (Arena arena = Arena.ofConfined()) {
            var here = new StandardOutput(arena);
            here.call("dup2", kept, OUT);
            here.call("close", kept);
            kept = -1;
        }
    }

    /// Calls a function of the C library.
    ///
    /// @return what it gives; −1 where there is none
    private int call(String name, Object... arguments) {
        Optional<MemorySegment> address = symbols.find(WINDOWS ? "_" + name : name);
        if (address.isEmpty()) return -1;
        MemoryLayout[] types = Arrays.stream(arguments)
                .map(argument -> argument instanceof Integer ? ValueLayout.JAVA_INT : ValueLayout.ADDRESS)
                .toArray(MemoryLayout[]::new);
        Linker.Option[] variadic = name.equals("open") ? new Linker.Option[] {Linker.Option.firstVariadicArg(2)}
                : new Linker.Option[0];
        var function = Linker.nativeLinker().downcallHandle(address.get(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, types), variadic);
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(name + " failed", e);
        }
    }
}
