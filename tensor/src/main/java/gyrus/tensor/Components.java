package gyrus.tensor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The components of a record class, ready to be read and put together again.
///
/// Nets and batches are records; what walks, names or rebuilds them reads them through this. Looked up once a
/// class.
public final class Components {

    private static final ClassValue<Components> KNOWN = new ClassValue<>() {
        @Override
        protected Components computeValue(Class<?> type) {
            return new Components(type.asSubclass(Record.class));
        }
    };

    private final Class<? extends Record> type;
    private final List<RecordComponent> list;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    private Components(Class<? extends Record> type) {
        this.type = type;
        this.list = List.of(type.getRecordComponents());
        try {
            var lookup = MethodHandles.lookup();
            this.accessors = new MethodHandle[list.size()];
            for (int i = 0; i < accessors.length; i++) {
                var accessor = list.get(i).getAccessor();
                accessor.trySetAccessible();
                accessors[i] = lookup.unreflect(accessor).asType(
                        java.lang.invoke.MethodType.methodType(Object.class, Object.class));
            }
            var made = type.getDeclaredConstructor(list.stream().map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            made.trySetAccessible();
            this.constructor = lookup.unreflectConstructor(made).asSpreader(Object[].class, list.size());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    ("record %s cannot be read: make it public in an exported package,"
                    + " or open its package to gyrus.tensor").formatted(type.getName()), e);
        }
    }

    /// The components of `type`.
    ///
    /// @throws IllegalArgumentException if this module may not read them
    public static Components of(Class<? extends Record> type) {
        return KNOWN.get(type);
    }

    /// The declared components, in order.
    public List<RecordComponent> list() {
        return list;
    }

    /// The value of the component at `index` of `record`.
    public @Nullable Object get(Record record, int index) {
        Objects.checkIndex(index, accessors.length);
        try {
            return accessors[index].invoke((Object) record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("reading %s.%s"
                    .formatted(type.getName(), list.get(index).getName()), e);
        }
    }

    /// A new record of these values, by the canonical constructor.
    ///
    /// @throws IllegalArgumentException if they are not of the components' number and types
    public Record build(@Nullable Object... values) {
        try {
            return (Record) constructor.invoke(values);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("no %s of %s".formatted(type.getName(), Arrays.toString(values)), e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("building %s from %s"
                    .formatted(type.getName(), Arrays.toString(values)), e);
        }
    }

    /// Hands every tensor in `value` to `action`: a tensor itself, or those in a record, collection, map,
    /// optional or array, at any depth. Anything else holds none.
    public static void tensors(@Nullable Object value, Consumer<Tensor> action) {
        switch (value) {
            case Tensor tensor -> action.accept(tensor);
            case Collection<?> parts -> parts.forEach(part -> tensors(part, action));
            case Map<?, ?> map -> map.values().forEach(part -> tensors(part, action));
            case Optional<?> optional -> optional.ifPresent(part -> tensors(part, action));
            case Object[] parts -> {
                for (Object part : parts) tensors(part, action);
            }
            case Record record -> {
                Components components = of(record.getClass());
                for (int i = 0; i < components.list.size(); i++) {
                    boolean primitive = components.list.get(i).getType().isPrimitive();
                    if (!primitive) tensors(components.get(record, i), action);
                }
            }
            case null, default -> {}
        }
    }
}
