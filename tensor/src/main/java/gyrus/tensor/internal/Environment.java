package gyrus.tensor.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// The environment variables of this process, as native libraries read them.
final class Environment {

    private Environment() {}

    static void set(String name, String value) {
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup().find("setenv");
        if (address.isEmpty()) {
            return;
        }
        var setenv = linker.downcallHandle(address.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            int ignored = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot set " + name, e);
        }
    }
}
