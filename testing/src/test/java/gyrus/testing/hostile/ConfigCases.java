package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.EITHER;
import static gyrus.testing.hostile.Cases.RIGHT;

import gyrus.testing.hostile.Cases.Case;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Options of runs and manifests of checkpoints that are no JSON, miss something, or lead elsewhere.
final class ConfigCases {

    /// Of `hello`.
    private static final String SHA = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private ConfigCases() {}

    static SequencedMap<String, Case> options() {
        Cases cases = new Cases();
        json(cases);
        for (String field : new String[] {"recipe", "version", "seed", "options"}) {
            cases.text("no " + field, "field \"" + field + "\" is missing",
                    option("0", "{}").replace("\"" + field + "\"", "\"other\""));
        }
        for (String seed : new String[] {"1.5", "1e3", "\"1\"", "null", "true", "[]", "9223372036854775808",
            "-9223372036854775809", "1e400"}) {
            cases.text("seed " + seed, "not a whole number", option(seed, "{}"));
        }
        cases.text("seed of a million digits", "not JSON", option("1".repeat(1_000_000), "{}"));
        for (String recipe : new String[] {"1", "null", "[]", "{}", "true"}) {
            cases.text("recipe " + recipe, "not a string", option("0", "{}").replace("\"r\"", recipe));
        }
        for (String value : new String[] {"[]", "{}", "[1]", "{\"b\":1}"}) {
            cases.text("option " + value, "not a string, boolean, number or null",
                    option("0", "{\"a\":" + value + "}"));
        }
        for (String value : new String[] {"1", "\"x\"", "null", "true", "[1]"}) {
            cases.text("options " + value, "not an object", option("0", value));
        }
        cases.text("a base of nothing", "is missing", option("0", "{}").replace("}}", "},\"base\":{}}"));
        cases.text("a base that is text", "is missing", option("0", "{}").replace("}}", "},\"base\":\"x\"}"));
        cases.text("bases within bases", "depth", based(1000));
        cases.text("a hundred bases", RIGHT, based(100));
        cases.text("a value of 20 million characters", "longer than",
                option("0", "{\"a\":\"" + "x".repeat(20_000_000) + "\"}"));
        cases.text("a value of 3 million characters", RIGHT, option("0", "{\"a\":\"" + "x".repeat(3_000_000) + "\"}"));
        cases.text("a million options", "", option("0", IntStream.range(0, 1_000_000)
                .mapToObj(i -> "\"o%d\":1".formatted(i)).collect(Collectors.joining(",", "{", "}"))));
        cases.text("options of every kind", RIGHT, option("-9223372036854775808",
                "{\"a\":null,\"b\":true,\"c\":1,\"d\":1e308,\"e\":\"NaN\",\"f\":\"🙂\"}"));
        cases.text("a field that it does not know", RIGHT, option("0", "{}").replace("}}", "},\"x\":[[{}]]}"));
        return cases.named();
    }

    static SequencedMap<String, Case> damagedOptions() {
        byte[] good = option("7", "{\"a\":1,\"b\":\"x\"}").getBytes(StandardCharsets.UTF_8);
        return Cases.damaged(good, good.length, "");
    }

    private static String option(String seed, String options) {
        return "{\"recipe\":\"r\",\"version\":\"1\",\"seed\":%s,\"options\":%s}".formatted(seed, options);
    }

    private static String based(int count) {
        String start = option("0", "{}").replace("}}", "},\"base\":{\"run\":\"r\",\"started\":");
        return start.repeat(count) + option("0", "{}") + "}}".repeat(count);
    }

    private static void json(Cases cases) {
        cases.text("empty file", "not", "");
        cases.text("text", "not JSON", "hello");
        cases.add("not UTF-8", "", () -> new byte[] {'{', '"', (byte) 0xFF, '"', '}'});
        for (String top : new String[] {"[]", "1", "null", "true", "\"x\""}) {
            cases.text("top " + top, "not a JSON", top);
        }
        cases.text("two objects", "not JSON", "{}{}");
        cases.text("a key twice", "not JSON", "{\"seed\":1,\"seed\":2}");
        cases.text("a key twice, escaped", "not JSON", "{\"seed\":1,\"\\u0073eed\":2}");
        cases.text("nesting of 100,000", "depth", "{\"a\":" + "[".repeat(100_000));
        cases.text("NaN", "not JSON", "{\"seed\":NaN}");
        cases.text("zeros", "not JSON", "\0".repeat(100));
        cases.text("name of a million characters", "not JSON", "{\"" + "n".repeat(1_000_000) + "\":1}");
        cases.text("a million empty arrays", "", "{\"x\":[" + "[],".repeat(1_000_000) + "[]]}");
        cases.text("3 million numbers", "", "{\"x\":[" + "1,".repeat(3_000_000) + "1]}");
        cases.text("60 MiB of spaces", "longer than", " ".repeat(60 << 20));
    }

    static SequencedMap<String, Case> manifests() {
        Cases cases = new Cases();
        json(cases);
        for (String format : new String[] {"0", "2", "-1", "9223372036854775807"}) {
            cases.text("format " + format, "is of format " + format, manifest(format, "\"values\"", "5", SHA));
        }
        for (String format : new String[] {"1.0", "\"1\"", "null", "9223372036854775808"}) {
            cases.text("format " + format, "not a whole number", manifest(format, "\"values\"", "5", SHA));
        }
        for (String name : new String[] {"../values", "..", ".", "/etc/passwd", "a/b", "a\\\\b", "C:x", "a\\u0000", "",
            " values", "manifest.json", ".hidden", "values\\n", "ü", "n".repeat(101)}) {
            cases.text("name " + name, "cannot be the name", manifest("1", "\"" + name + "\"", "5", SHA));
        }
        cases.text("a file that is missing", "is missing", manifest("1", "\"other\"", "5", SHA));
        cases.text("a file twice", "not JSON", "{\"format\":1,\"files\":{\"values\":{},\"values\":{}}}");
        for (String bytes : new String[] {"4", "6", "0", "-1", "9223372036854775807"}) {
            cases.text("bytes " + bytes, "its manifest says", manifest("1", "\"values\"", bytes, SHA));
        }
        for (String bytes : new String[] {"5.0", "\"5\"", "null", "1e400"}) {
            cases.text("bytes " + bytes, "not a whole number", manifest("1", "\"values\"", bytes, SHA));
        }
        for (String sha : new String[] {"", "0", SHA.substring(1), SHA.replace('2', '3'), SHA + " "}) {
            cases.text("sum '" + sha + "'", "its manifest says", manifest("1", "\"values\"", "5", sha));
        }
        cases.text("a sum that is a number", "not a string", manifest("1", "\"values\"", "5", SHA).replace(
                "\"" + SHA + "\"", "1"));
        cases.text("no files", "is missing", "{\"format\":1}");
        cases.text("files an array", "not an object", "{\"format\":1,\"files\":[]}");
        cases.text("files of nothing", "", "{\"format\":1,\"files\":{\"values\":1}}");
        cases.text("100,000 files", "longer than", "{\"format\":1,\"files\":{" + IntStream.range(0, 100_000)
                .mapToObj(i -> "\"f%d\":{\"bytes\":1,\"sha256\":\"\"}".formatted(i)).collect(Collectors.joining(","))
                + "}}");
        cases.text("a good one", RIGHT, manifest("1", "\"values\"", "5", SHA));
        cases.text("a sum in capitals", EITHER, manifest("1", "\"values\"", "5",
                SHA.toUpperCase(Locale.ROOT)));
        return cases.named();
    }

    static SequencedMap<String, Case> damagedManifests() {
        byte[] good = manifest("1", "\"values\"", "5", SHA).getBytes(StandardCharsets.UTF_8);
        return Cases.damaged(good, good.length, "");
    }

    private static String manifest(String format, String name, String bytes, String sha) {
        return "{\"format\":%s,\"files\":{%s:{\"bytes\":%s,\"sha256\":\"%s\"}}}"
                .formatted(format, name, bytes, sha);
    }
}
