package gyrus.train;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads and shows options, which are records: a component is an option, its value in `defaults()` the
/// default.
///
/// A component is a primitive, a boxed primitive, a `String`, an enum or a `Path`; an empty value (`data=`) of
/// a path or a boxed primitive means null. A component `batchSize` is the option `batch-size`;
/// `batchSize` and `batch_size` are understood too. Components tell what they mean with [Help]. The record
/// must be public, in an exported package.
public final class Options {

    /// An option, as help pages and forms show it.
    ///
    /// @param name   its name, as `batch-size`
    /// @param type   what it takes, as `number` or `one of sgd, adam`
    /// @param value  its default as text, or null where it has none
    /// @param help   what it means; empty where nothing is told
    public record Row(String name, String type, @Nullable String value, String help) {}

    private Options() {}

    /// The options that arguments give, over defaults.
    ///
    /// Forms: `name=value`, `--name=value`, `--name value`, and `--name` alone for a yes.
    ///
    /// @throws IllegalArgumentException if a name is not known, a value does not fit, an option is given
    ///                                  twice, or the record's constructor refuses the values
    public static <O extends Record> O parse(O defaults, List<String> arguments) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            boolean dashed = argument.startsWith("--");
            var body = dashed ? argument.substring(2) : argument;
            int equals = body.indexOf('=');
            var name = equals < 0 ? body : body.substring(0, equals);
            if (!dashed && equals < 0 || name.isEmpty()) {
                throw new IllegalArgumentException("cannot read \"" + argument
                        + "\"; write an option as name=value");
            }
            var component = find(defaults, name);
            String value;
            if (equals >= 0) {
                value = body.substring(equals + 1);
            } else if (OptionValue.isSwitch(component.getType()) && (i + 1 == arguments.size()
                    || !OptionValue.isSwitchValue(arguments.get(i + 1)))) {
                value = "true";
            } else if (i + 1 < arguments.size()) {
                value = arguments.get(++i);
            } else {
                throw new IllegalArgumentException("option --" + name + " needs a value: "
                        + OptionValue.type(component.getType()));
            }
            var before = values.putIfAbsent(component.getName(), value);
            if (before != null) {
                throw new IllegalArgumentException("option " + OptionName.kebab(component.getName())
                        + " is given twice: " + before + " and " + value);
            }
        }
        return with(defaults, values);
    }

    /// The options that values by name give, over defaults; for JSON and forms.
    ///
    /// @param values texts, or the plain values that [#toMap] gives
    /// @throws IllegalArgumentException as [#parse]
    public static <O extends Record> O with(O defaults, Map<String, ? extends @Nullable Object> values) {
        var given = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> given.put(find(defaults, name).getName(), value));
        var components = defaults.getClass().getRecordComponents();
        var arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            var component = components[i];
            arguments[i] = given.containsKey(component.getName())
                    ? OptionValue.read(OptionName.kebab(component.getName()), component.getType(),
                            given.get(component.getName()))
                    : get(defaults, component);
        }
        return build(defaults, components, arguments);
    }

    /// The options by name, as plain values for JSON: strings, booleans, longs, doubles and nulls. Enums
    /// and paths are strings; so are NaN and infinities.
    public static Map<String, Object> toMap(Record options) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : options.getClass().getRecordComponents()) {
            values.put(component.getName(), OptionValue.plain(get(options, component)));
        }
        return plain(values);
    }

    /// The options, one row each in the order of their declaration, with these defaults.
    public static List<Row> rows(Record defaults) {
        var rows = new ArrayList<Row>();
        for (var component : defaults.getClass().getRecordComponents()) {
            var value = get(defaults, component);
            var help = component.getAnnotation(Help.class);
            rows.add(new Row(OptionName.kebab(component.getName()), OptionValue.type(component.getType()),
                    value == null ? null : OptionValue.text(value), help == null ? "" : help.value()));
        }
        return List.copyOf(rows);
    }

    /// An unmodifiable copy that holds only what JSON can, so that it comes back equal.
    static Map<String, Object> plain(Map<String, ? extends @Nullable Object> values) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> copy.put(name, OptionValue.plain(value)));
        @SuppressWarnings("unchecked")
        var result = (Map<String, Object>) (Map<String, ?>) Collections.unmodifiableMap(copy);
        return result;
    }

    private static RecordComponent find(Record defaults, String name) {
        var components = defaults.getClass().getRecordComponents();
        for (var component : components) {
            if (OptionName.same(component.getName(), name)) {
                return component;
            }
        }
        var names = new ArrayList<String>();
        for (var component : components) {
            names.add(OptionName.kebab(component.getName()));
        }
        throw new IllegalArgumentException(OptionName.unknown("option", name, names));
    }

    private static @Nullable Object get(Record options, RecordComponent component) {
        try {
            return component.getAccessor().invoke(options);
        } catch (IllegalAccessException e) {
            throw hidden(options, e);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    private static <O extends Record> O build(O defaults, RecordComponent[] components,
            @Nullable Object[] arguments) {
        var types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            @SuppressWarnings("unchecked")
            var constructor = (Constructor<O>) defaults.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        } catch (IllegalAccessException e) {
            throw hidden(defaults, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + defaults.getClass().getName(), e);
        }
    }

    private static IllegalStateException hidden(Record options, IllegalAccessException e) {
        return new IllegalStateException("options " + options.getClass().getName()
                + " cannot be read; make the record public and export its package "
                + options.getClass().getPackageName(), e);
    }

    /// What the record's own code threw, as it threw it.
    private static RuntimeException thrown(InvocationTargetException e) {
        return switch (Objects.requireNonNull(e.getCause())) {
            case RuntimeException own -> own;
            case Error error -> throw error;
            case Throwable other -> new IllegalStateException(other);
        };
    }
}
