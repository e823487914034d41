package gyrus.train;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One option's value: from text or a plain value, to either, and its type in words.
final class OptionValue {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d[\\d_]*(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Map<String, Boolean> SWITCHES = Map.of("true", true, "yes", true, "on", true,
            "false", false, "no", false, "off", false);

    private OptionValue() {}

    static boolean isSwitch(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    static boolean isSwitchValue(String text) {
        return SWITCHES.containsKey(text.toLowerCase(Locale.ROOT));
    }

    /// The type in words, as help shows it.
    static String type(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
            case "int", "integer", "long", "short", "byte" -> "whole number";
            case "double", "float" -> "number";
            case "boolean" -> "true or false";
            case "char", "character" -> "one character";
            case "path" -> "path";
            case "string" -> "text";
            default -> throw new IllegalArgumentException("options cannot hold a " + type.getName()
                    + "; use a primitive, String, enum or Path");
        };
    }

    /// The value that a text or a plain value gives for an option of that type.
    static @Nullable Object read(String name, Class<?> type, @Nullable Object value) {
        if (value == null) {
            if (type.isPrimitive()) {
                throw refused(name, type, "null");
            }
            return null;
        }
        var text = value.toString();
        if (text.isEmpty() && !type.isPrimitive() && type != String.class && !type.isEnum()) {
            return null;
        }
        if (type.isEnum()) {
            return constant(name, type, text);
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> (int) whole(name, type, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "Long" -> whole(name, type, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case "short", "Short" -> (short) whole(name, type, text, Short.MIN_VALUE, Short.MAX_VALUE);
            case "byte", "Byte" -> (byte) whole(name, type, text, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "double", "Double" -> number(name, type, text, Double.parseDouble(digits(name, type, text)));
            case "float", "Float" ->
                (float) number(name, type, text, Float.parseFloat(digits(name, type, text)));
            case "boolean", "Boolean" -> truth(name, type, text);
            case "char", "Character" -> character(name, type, text);
            case "Path" -> path(name, text);
            case "String" -> text;
            default -> throw new IllegalArgumentException("option " + name + ": " + type(type));
        };
    }

    /// The value as JSON can hold it.
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case Double d -> Double.isFinite(d) ? (Object) d : d.toString();
            case Float f -> Float.isFinite(f) ? (Object) Double.valueOf(f.toString()) : f.toString();
            case Long l -> l;
            case Integer i -> (long) i;
            case Short s -> (long) s;
            case Byte b -> (long) b;
            default -> text(value);
        };
    }

    /// The value as a user would write it.
    static String text(Object value) {
        return value instanceof Enum<?> constant ? OptionName.kebab(lower(constant)) : value.toString();
    }

    private static Object constant(String name, Class<?> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (OptionName.same(((Enum<?>) constant).name(), text)) {
                return constant;
            }
        }
        throw refused(name, type, text);
    }

    private static long whole(String name, Class<?> type, String text, long low, long high) {
        if (!NUMBER.matcher(text).matches()) {
            throw refused(name, type, text);
        }
        BigInteger exact;
        try {
            exact = new BigDecimal(text.replace("_", "")).toBigIntegerExact();      // takes 1e3 as well
        } catch (ArithmeticException _) {
            throw refused(name, type, text);
        }
        if (exact.compareTo(BigInteger.valueOf(low)) < 0 || exact.compareTo(BigInteger.valueOf(high)) > 0) {
            throw new IllegalArgumentException("option " + name + " is " + text + ", outside of " + low
                    + " to " + high);
        }
        return exact.longValue();
    }

    private static String digits(String name, Class<?> type, String text) {
        if (NUMBER.matcher(text).matches()) {
            return text.replace("_", "");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> "NaN";
            case "infinity", "inf", "+inf" -> "Infinity";
            case "-infinity", "-inf" -> "-Infinity";
            default -> throw refused(name, type, text);
        };
    }

    private static double number(String name, Class<?> type, String text, double number) {
        if (Double.isInfinite(number) && Character.isDigit(text.charAt(text.length() - 1))) {
            throw new IllegalArgumentException("option " + name + " is " + text + ", too large for a "
                    + type);
        }
        return number;
    }

    private static boolean truth(String name, Class<?> type, String text) {
        var truth = SWITCHES.get(text.toLowerCase(Locale.ROOT));
        if (truth == null) {
            throw refused(name, type, text);
        }
        return truth;
    }

    private static char character(String name, Class<?> type, String text) {
        if (text.length() != 1) {
            throw refused(name, type, text);
        }
        return text.charAt(0);
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("option " + name + " is \"" + text + "\", not a path: "
                    + e.getReason(), e);
        }
    }

    private static IllegalArgumentException refused(String name, Class<?> type, String text) {
        return new IllegalArgumentException("option " + name + " is \"" + text + "\"; it takes "
                + (type.isEnum() || isSwitch(type) ? "" : "a ").concat(type(type)).replace("a one", "one")
                        .replace("a text", "text"));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(c -> text(c)).collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().equals(constant.name().toUpperCase(Locale.ROOT))
                ? constant.name().toLowerCase(Locale.ROOT) : constant.name();
    }
}
