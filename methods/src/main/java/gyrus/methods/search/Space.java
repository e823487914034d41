package gyrus.methods.search;

import gyrus.train.OptionName;
import gyrus.train.Options;
import gyrus.train.Precision;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a search may try.
///
/// Where nothing else is said a number ranges over factors around its default: 1/30 to 30 of a real one, which stays
/// below 1 where it is below, 1/4 to 4 of a whole one. Truth values and enums take each of their values. Text, and what
/// says on what and for how long to learn, stays as it is. A user says otherwise in words: `rate=1e-4..1e-1` a range,
/// on a scale of factors where it spans ten or more; `batch=32,64,128` a choice; `epochs=3` a fixed value.
///
/// @param dimensions what is searched over
/// @param fixed options that have another value than the default, and keep it
public record Space(List<Dimension> dimensions, SequencedMap<String, String> fixed) {

    private static final Set<String> KEPT = Set.of("data", "seed", "epochs", "steps", "episodes", "evaluate",
            "patience");
    private static final double REAL = 30;
    private static final double WHOLE = 4;

    /// Takes over copies.
    public Space {
        dimensions = List.copyOf(dimensions);
        fixed = new LinkedHashMap<>(fixed);
    }

    /// The space around these defaults.
    ///
    /// @param words ranges, choices and fixed values, each `option=…`
    /// @throws IllegalArgumentException if a word makes no sense, or nothing is left to search over
    public static Space of(Record defaults, List<String> words) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("cannot read \"%s\"; write option=low..high".formatted(word));
            }
            String option = component(defaults, word.substring(0, equals)).getName();
            if (said.put(option, word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("option %s is given twice".formatted(option));
            }
        }
        List<Dimension> dimensions = new ArrayList<>();
        SequencedMap<String, String> fixed = new LinkedHashMap<>();
        Map<String, Object> values = Options.toMap(defaults);
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            String option = component.getName();
            String word = said.get(option);
            Optional<Dimension> dimension = word == null ? usual(component, values.get(option))
                    : said(component, word);
            dimension.ifPresent(dimensions::add);
            if (word != null && dimension.isEmpty()) fixed.put(option, word);
        }
        Options.with(defaults, fixed); // refuses what does not fit
        if (dimensions.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing is left to search over; give an option a range: option=low..high");
        }
        return new Space(dimensions, fixed);
    }

    private static RecordComponent component(Record defaults, String name) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        return Arrays.stream(components).filter(component -> OptionName.same(component.getName(), name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(OptionName.unknown("option", name,
                        Arrays.stream(components).map(component -> OptionName.kebab(component.getName())).toList())));
    }

    private static Optional<Dimension> usual(RecordComponent component, @Nullable Object value) {
        String option = component.getName();
        Class<?> type = component.getType();
        if (KEPT.contains(option) || type == Precision.class) return Optional.empty();
        return switch (value) {
            case Boolean _ -> Optional.of(new Choice(option, List.of("true", "false")));
            case Long n when n > 0 -> Optional.of(new Range(option, Math.max(1, Math.floor(n / WHOLE)), n * WHOLE, true,
                    true));
            case Double x when x >= 0.5 && x < 1 -> Optional.of(new Range(option, 0, 1, false, false));
            case Double x when x > 0 && x < 0.5 ->
                Optional.of(new Range(option, x / REAL, Math.min(1, x * REAL), true, false));
            case Double x when x >= 1 && x < 1e100 ->
                Optional.of(new Range(option, x / REAL, x * REAL, true, false));
            case String _ when type.isEnum() && type.getEnumConstants().length > 1 ->
                Optional.of(new Choice(option, constants(type)));
            case null, default -> Optional.empty();
        };
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
    }

    private static Optional<Dimension> said(RecordComponent component, String word) {
        String option = component.getName();
        Class<?> type = component.getType();
        if (option.equals("data")) return Optional.empty();
        boolean number = type.isPrimitive() && type != boolean.class && type != char.class;
        int dots = word.indexOf("..");
        if (number && dots > 0) {
            double low = number(option, word.substring(0, dots));
            double high = number(option, word.substring(dots + 2));
            boolean whole = type != double.class && type != float.class;
            return Optional.of(new Range(option, low, high, low > 0 && high >= 10 * low, whole));
        }
        return word.contains(",") ? Optional.of(new Choice(option, List.of(word.split(",", -1)))) : Optional.empty();
    }

    private static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s: \"%s\" is not a number; write %s=low..high".formatted(option, text,
                    option), e);
        }
    }

    /// Any values of all dimensions.
    public SequencedMap<String, String> draw(RandomGenerator random) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) values.put(dimension.option(), dimension.draw(random));
        return values;
    }

    /// The values that these options have already, if all of them may be tried.
    public Optional<SequencedMap<String, String>> of(Record options) {
        Map<String, Object> all = Options.toMap(options);
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            String value = String.valueOf(all.get(dimension.option()));
            String known = switch (dimension) {
                case Choice choice -> choice.values().stream().filter(v -> OptionName.same(v, value) || equal(v, value))
                        .findFirst().orElse(null);
                case Range range -> within(range, value) ? value : null;
            };
            if (known == null) return Optional.empty();
            values.put(dimension.option(), known);
        }
        return Optional.of(values);
    }

    private static boolean equal(String a, String b) {
        try {
            return Double.parseDouble(a) == Double.parseDouble(b);
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean within(Range range, String value) {
        double number = Double.parseDouble(value);
        return number >= range.low() && number <= range.high();
    }
}
