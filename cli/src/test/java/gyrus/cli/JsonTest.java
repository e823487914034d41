package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test void aTreeIsOneLine() {
        Object tree = Json.object("run", null, "n", 3, "long", 1L << 40, "x", 0.5, "nan", Double.NaN,
                "yes", true, "shape", new long[] {2, 3}, "list", List.of(Map.of("a", "b")));
        assertThat(Json.text(tree)).isEqualTo("{\"run\":null,\"n\":3,\"long\":1099511627776,\"x\":0.5,"
                + "\"nan\":null,\"yes\":true,\"shape\":[2,3],\"list\":[{\"a\":\"b\"}]}");
    }

    @Test void theEncodingIsUtf8WhateverTheTerminalHas() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
        Json.print(out, List.of("R² \"\n"));
        out.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("[\"R² \\\"\\n\"]\n");
    }
}
