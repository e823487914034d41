package gyrus.train.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON trees to text and back, as this module writes them.
///
/// JSON has no NaN and no infinity; they travel as the strings `NaN`, `Infinity` and `-Infinity`.
public final class Json {

    /// Bytes that a file may have, and names, values and brackets that a text may have.
    private static final int LARGEST = 8 << 20;
    private static final int LONGEST = 200_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(LONGEST).build()).build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /// A new empty object.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// The object that a text holds.
    ///
    /// @throws IllegalArgumentException if it is not one JSON object
    public static ObjectNode parse(String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object but " + node.getNodeType());
    }

    /// The object that a file of up to 8 MiB holds.
    ///
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if it is longer, or not one JSON object in UTF-8
    public static ObjectNode read(Path file) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("longer than %,d bytes".formatted(LARGEST));
        }
        try {
            return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    /// The tree as indented text that ends with a line end.
    public static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node).replace(System.lineSeparator(), "\n") + "\n";
    }

    /// Figures by name, with NaN and infinities as strings.
    public static ObjectNode figures(Map<String, Double> figures) {
        var node = object();
        figures.forEach((name, value) -> put(node, name, value));
        return node;
    }

    /// The figures by name that [#figures(Map)] wrote.
    public static Map<String, Double> figures(JsonNode node) {
        var figures = new LinkedHashMap<String, Double>();
        node.properties().forEach(e -> figures.put(e.getKey(), number(e.getKey(), e.getValue())));
        return figures;
    }

    /// Plain values by name: string, boolean, long, double, null.
    public static ObjectNode plain(Map<String, Object> values) {
        var node = object();
        values.forEach((name, value) -> put(node, name, value));
        return node;
    }

    /// The plain values by name that [#plain(Map)] wrote; null values stay.
    public static Map<String, Object> plain(JsonNode node) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        node.properties().forEach(e -> values.put(e.getKey(), value(e.getKey(), e.getValue())));
        @SuppressWarnings("unchecked")
        var result = (Map<String, Object>) (Map<String, ?>) values;
        return result;
    }

    /// The field of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public static JsonNode need(JsonNode node, String name) {
        var field = node.get(name);
        if (field == null) {
            throw new IllegalArgumentException("field \"" + name + "\" is missing");
        }
        return field;
    }

    /// The field of that name, an object.
    public static JsonNode object(JsonNode node, String name) {
        var field = need(node, name);
        if (!field.isObject()) {
            throw new IllegalArgumentException("field \"" + name + "\" is " + shown(field) + ", not an object");
        }
        return field;
    }

    /// A field's text, fit for a message.
    private static String shown(JsonNode field) {
        var text = field.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /// The field of that name, a string.
    public static String text(JsonNode node, String name) {
        var field = need(node, name);
        if (!field.isString()) {
            throw new IllegalArgumentException("field \"" + name + "\" is " + shown(field) + ", not a string");
        }
        return field.stringValue();
    }

    /// The field of that name, a whole number.
    public static long whole(JsonNode node, String name) {
        var field = need(node, name);
        if (!field.isIntegralNumber() || !field.canConvertToLong()) {
            throw new IllegalArgumentException("field \"" + name + "\" is " + shown(field) + ", not a whole number");
        }
        return field.longValue();
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        switch (value) {
            case null -> node.putNull(name);
            case Boolean b -> node.put(name, b);
            case Double d when Double.isFinite(d) -> node.put(name, d);
            case Double d -> node.put(name, d.toString());
            case Long l -> node.put(name, l);
            case String s -> node.put(name, s);
            default -> throw new IllegalArgumentException("value of " + name + " is a "
                    + value.getClass().getName() + "; options hold strings, booleans, longs and doubles");
        }
    }

    private static @Nullable Object value(String name, JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.stringValue();
            case NUMBER -> node.isIntegralNumber() && node.canConvertToLong()
                    ? (Object) node.longValue() : (Object) node.doubleValue();
            default -> throw new IllegalArgumentException("value of " + name + " is " + shown(node)
                    + ", not a string, boolean, number or null");
        };
    }

    private static double number(String name, JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.isString() ? node.stringValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("value of " + name + " is " + shown(node)
                    + ", not a number");
        };
    }
}
