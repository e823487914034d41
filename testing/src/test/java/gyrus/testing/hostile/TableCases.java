package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.EITHER;
import static gyrus.testing.hostile.Cases.RIGHT;

import gyrus.testing.hostile.Cases.Case;
import java.nio.charset.StandardCharsets;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tables of text that are none, have no end, or do not fit together; and odd ones that are legal.
final class TableCases {

    private TableCases() {}

    static SequencedMap<String, Case> named() {
        Cases cases = new Cases();
        cases.text("empty file", "is empty", "");
        cases.text("byte order mark alone", "is empty", "\uFEFF");
        cases.add("UTF-16", "not UTF-8", () -> "a,b\n1,2".getBytes(StandardCharsets.UTF_16));
        cases.add("Latin-1", "not UTF-8", () -> "a,ü\n1,2".getBytes(StandardCharsets.ISO_8859_1));
        cases.add("overlong UTF-8", "not UTF-8", () -> new byte[] {'a', '\n', (byte) 0xC0, (byte) 0x80});
        cases.add("half a character at the end", "not UTF-8", () -> new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82});
        cases.text("too few cells", "line 3 has 1 cells, the header 2", "a,b\n1,2\n3\n");
        cases.text("too many cells", "line 2 has 3 cells, the header 2", "a,b\n1,2,3\n");
        cases.text("a column twice", "twice", "a,a\n1,2\n");
        cases.text("a column twice but for spaces", "twice", "a, a\n1,2\n");
        cases.text("two columns of no name", "twice", ",\n1,2\n");
        cases.text("a million columns", "fields", "c,".repeat(1_000_000) + "\n");
        cases.text("a million other columns", "fields", IntStream.range(0, 1_000_000).mapToObj(Integer::toString)
                .collect(Collectors.joining(",")) + "\n");
        cases.text("a row of a million cells", "line 2", "a,b\n" + ",".repeat(1_000_000) + "\n");
        cases.text("a cell of 17 million characters", "", "a\n" + "x".repeat(17 << 20) + "\n");
        cases.text("a quote of 17 million characters", "", "a\n\"" + "x".repeat(17 << 20));
        cases.text("a header of 17 million characters", "", "x".repeat(17 << 20) + "\n1\n");
        cases.text("30 million empty lines", EITHER, "a\n" + "\n".repeat(30_000_000));
        cases.text("a row of 10 million quotes", EITHER, "a\n" + "\"".repeat(10_000_000));
        cases.text("a quote in a cell", EITHER, "a\nb\"c\n");
        cases.text("what follows a quote", EITHER, "a\n\"b\"c\n");
        cases.text("a NUL", EITHER, "a\n\0\n");
        cases.text("zeros", EITHER, "\0".repeat(1000));
        cases.text("a formula", RIGHT, "a\n=cmd|'/C calc'!A0\n");
        cases.text("a quote that never ends", RIGHT, "a\n\"b");
        cases.text("header alone", RIGHT, "a,b");
        cases.text("one cell", RIGHT, "a\n1");
        cases.text("a cell of nothing", RIGHT, "a,b\n,\n");
        cases.text("line ends of old", RIGHT, "a,b\r1,2\r3,4\r");
        cases.text("mixed line ends", RIGHT, "a,b\r\n1,2\n3,4\r5,6");
        cases.text("quotes, commas and lines within a cell", RIGHT, "a\n\"x, \"\"y\"\"\nz\"\n");
        cases.text("letters of the world", RIGHT, "ü,文\n🙂,\u202E\n");
        cases.text("thousand columns", RIGHT, IntStream.range(0, 1000).mapToObj(Integer::toString)
                .collect(Collectors.joining(",")) + "\n");
        cases.text("50,000 rows", RIGHT, "a,b\n" + "1,2\n".repeat(50_000));
        return cases.named();
    }

    static SequencedMap<String, Case> damaged() {
        byte[] good = "name,\"a, b\"\nü,1\n\"x\"\"y\",\n".getBytes(StandardCharsets.UTF_8);
        return Cases.damaged(good, good.length, EITHER);
    }
}
