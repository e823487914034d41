package gyrus.train;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// The methods on the module path: those of Gyrus and any that a program brings.
public final class Methods {

    private Methods() {}

    /// All of them, by id.
    public static List<Method<?>> all() {
        return ServiceLoader.load(Method.class).stream()
                .<Method<?>>map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing((Method<?> method) -> method.card().id()))
                .toList();
    }

    /// The method of that id.
    ///
    /// @throws IllegalArgumentException if there is none; the message has the nearest
    public static Method<?> named(String id) {
        List<Method<?>> all = all();
        return all.stream().filter(method -> method.card().id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        OptionName.unknown("method", id, all.stream().map(method -> method.card().id()).toList())));
    }
}
