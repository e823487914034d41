package gyrus.cli;

import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Results as JSON. A tree is made of maps, collections, strings, numbers, truth values and nulls.
///
/// JSON has no NaN and no infinity; a figure that is none is null.
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// An object of these fields, given as name, value, name, value and so on.
    static Map<String, @Nullable Object> object(@Nullable Object... fields) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) object.put(String.valueOf(fields[i]), fields[i + 1]);
        return object;
    }

    /// Prints a tree as one document on one line, in UTF-8 whatever the terminal's encoding.
    static void print(PrintStream out, Object tree) {
        byte[] bytes = (text(tree) + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    /// The tree as text on one line.
    static String text(Object tree) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, tree);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object node) {
        switch (node) {
            case null -> json.writeNull();
            case Map<?, ?> fields -> {
                json.writeStartObject();
                fields.forEach((name, value) -> {
                    json.writeName(String.valueOf(name));
                    write(json, value);
                });
                json.writeEndObject();
            }
            case Collection<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case long[] numbers -> json.writeArray(numbers, 0, numbers.length);
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case Double _ -> json.writeNull();
            default -> json.writeString(node.toString());
        }
    }
}
