package gyrus.tensor.internal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Argument;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Type;
import org.jspecify.annotations.Nullable;

/// One parameter of an operator, as its schema declares it, and how a Java value is handed to it.
///
/// LibTorch does not check what is put on the stack of a boxed call against the schema, so this does.
///
/// @param name the schema's name for it
/// @param type the schema's type without its question mark, such as `Tensor`, `int` or `int[]`
/// @param optional whether null may be given
/// @param element what each element of a list must be, or null
/// @param elementType the native type of a list's elements, or null
/// @param missing the value that is taken where none is given, or null where one must be
record Parameter(String name, String type, boolean optional, @Nullable Parameter element,
        Type.@Nullable TypePtr elementType, @Nullable IValue missing) {

    static final IValue NONE = new IValue();
    private static final IValue TRUE = new IValue(true);
    private static final IValue FALSE = new IValue(false);

    private static final ConcurrentHashMap<String, IValue> DEVICES = new ConcurrentHashMap<>();

    /// Dimensions, sizes and counts are mostly small: these need no allocation.
    private static final int FIRST = -8;

    private static final IValue[] SMALL = new IValue[1024];

    static {
        Arrays.setAll(SMALL, i -> new IValue((long) (i + FIRST)));
    }

    static Parameter of(Argument argument) {
        Type.TypePtr type = argument.real_type();
        String text = text(type.get().str());
        boolean optional = text.endsWith("?");
        if (optional) {
            text = text.substring(0, text.length() - 1);
            type = type.get().containedTypes().get(0);
        }
        boolean list = text.endsWith("[]");
        String name = text(argument.name());
        Type.TypePtr elementType = list ? new Type.TypePtr(type.get().containedTypes().get(0)) : null;
        String one = text.replaceFirst("\\??\\[]$", "");
        Parameter element = list ? new Parameter(name, one, text.endsWith("?[]"), null, null, null) : null;
        var value = argument.default_value();
        IValue missing = value.has_value() ? new IValue(value.get()) : null;
        return new Parameter(name, text, optional, element, elementType, missing);
    }

    private static String text(BytePointer native_) {
        try (native_) {
            return native_.getString();
        }
    }

    /// The native form of `value`. Those that were made for this call alone are told to `made`.
    IValue give(@Nullable Object value, List<IValue> made) {
        if (value == null) {
            if (!optional) throw refuse("null");
            return NONE;
        }
        return switch (type) {
            case "Tensor" -> value instanceof Handle h ? own(new IValue(h.tensor()), made) : wrong(value);
            case "int", "SymInt", "ScalarType", "Layout", "MemoryFormat" -> value instanceof Long
                    || value instanceof Integer
                    ? integer(((Number) value).longValue(), made) : wrong(value);
            case "float" -> value instanceof Number n ? own(new IValue(n.doubleValue()), made) : wrong(value);
            case "number", "Scalar" -> scalar(value, made);
            case "bool" -> value instanceof Boolean b ? (b ? TRUE : FALSE) : wrong(value);
            case "str" -> value instanceof String s ? own(new IValue(s), made) : wrong(value);
            case "Device" -> value instanceof String s ? device(s) : wrong(value);
            case "Generator" -> value instanceof Randomness r ? own(new IValue(r.generator()), made)
                    : wrong(value);
            default -> element == null ? wrong(value) : list(element, value, made);
        };
    }

    private IValue scalar(Object value, List<IValue> made) {
        return switch (value) {
            case Long n -> integer(n, made);
            case Integer n -> integer(n, made);
            case Number n -> own(new IValue(n.doubleValue()), made);
            case Boolean b -> b ? TRUE : FALSE;
            default -> wrong(value);
        };
    }

    private IValue list(Parameter one, Object value, List<IValue> made) {
        try (GenericList list = new GenericList(elementType)) {
            switch (value) {
                case long[] numbers -> {
                    for (long n : numbers) list.push_back(one.give(n, made));
                }
                case double[] numbers -> {
                    for (double n : numbers) list.push_back(one.give(n, made));
                }
                case boolean[] flags -> {
                    for (boolean b : flags) list.push_back(one.give(b, made));
                }
                case Object[] parts -> {
                    for (Object part : parts) list.push_back(one.give(part, made));
                }
                default -> {
                    return wrong(value);
                }
            }
            return own(new IValue(list), made);
        }
    }

    private static IValue integer(long n, List<IValue> made) {
        long at = n - FIRST;
        return at >= 0 && at < SMALL.length ? SMALL[(int) at] : own(new IValue(n), made);
    }

    private static IValue device(String name) {
        return DEVICES.computeIfAbsent(name, n -> {
            try (Device device = new Device(n)) {
                return new IValue(device);
            }
        });
    }

    private static IValue own(IValue value, List<IValue> made) {
        made.add(value);
        return value;
    }

    private IValue wrong(Object value) {
        throw refuse(value.getClass().getSimpleName() + " " + Failure.show(value));
    }

    private IllegalArgumentException refuse(String given) {
        return new IllegalArgumentException("%s must be %s%s, not %s"
                .formatted(name, type, optional ? " or null" : "", given));
    }
}
