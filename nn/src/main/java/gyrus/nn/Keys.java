package gyrus.nn;

import gyrus.tensor.Components;
import gyrus.tensor.Tensor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The names under which the components of a net's record are published, found once a class.
final class Keys {

    private static final ClassValue<Keys> KNOWN = new ClassValue<>() {
        @Override
        protected Keys computeValue(Class<?> type) {
            return new Keys(Components.of(type.asSubclass(Record.class)));
        }
    };

    private final Components components;
    private final String[] keys;
    private final boolean[] parts;
    private final boolean[] buffers;

    private Keys(Components components) {
        this.components = components;
        List<RecordComponent> list = components.list();
        keys = new String[list.size()];
        parts = new boolean[list.size()];
        buffers = new boolean[list.size()];
        for (int i = 0; i < keys.length; i++) {
            RecordComponent component = list.get(i);
            Key key = component.getAnnotation(Key.class);
            keys[i] = key != null ? key.value() : snake(component.getName());
            Class<?> type = component.getType();
            parts[i] = type == Tensor.class || Net.class.isAssignableFrom(type) || type == List.class;
            buffers[i] = component.isAnnotationPresent(Buffer.class);
        }
    }

    static Keys of(Class<? extends Record> type) {
        return KNOWN.get(type);
    }

    Components components() {
        return components;
    }

    String key(int component) {
        return keys[component];
    }

    /// What the component is called, in snake case, whatever its [Key].
    String component(int component) {
        return snake(components.list().get(component).getName());
    }

    /// Checks that `value`, made for what is called `name` in the net, fits the component of `record`.
    void check(int component, @Nullable Object value, String name, Record record) {
        RecordComponent place = components.list().get(component);
        Class<?> type = place.getType();
        Object wrong = type.isInstance(value) ? null : value;
        if (value instanceof List<?> list && place.getGenericType() instanceof ParameterizedType listed
                && listed.getActualTypeArguments()[0] instanceof Class<?> element) {
            for (Object one : list) {
                if (one == null || element.isInstance(one)) continue;
                wrong = one;
                type = element;
            }
        }
        if (wrong == null) return;
        throw new IllegalArgumentException("component %s of %s, '%s' in the net, takes %s, not %s".formatted(
                place.getName(), record.getClass().getSimpleName(), name, type.getSimpleName(),
                wrong.getClass().getSimpleName()));
    }

    /// Whether the component can hold tensors: it is one, or a net, or a list.
    boolean part(int component) {
        return parts[component];
    }

    boolean buffer(int component) {
        return buffers[component];
    }

    /// The path of what is called `key` in the part at `path`.
    static String join(String path, String key) {
        if (path.indexOf('*') >= 0) return path.replace("*", key);
        if (path.isEmpty() || key.isEmpty()) return path + key;
        return path + "." + key;
    }

    /// The path of a list's element.
    static String element(String path, int index) {
        return path.indexOf('#') >= 0 ? path.replace("#", Integer.toString(index))
                : join(path, Integer.toString(index));
    }

    /// What a part at `path` is called by itself, where the path is a pattern for what is in it.
    static String name(String path) {
        return path.replace("_*", "").replace("*_", "").replace("*", "");
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
