package gyrus.testing.hostile;

import gyrus.testing.hostile.Cases.Case;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files that break the rules of safetensors, each by its name, and some that only look as if they did.
final class SafetensorsCases {

    private final Cases cases = new Cases();

    private SafetensorsCases() {
        lengths();
        json();
        entries();
        places();
        extremes();
    }

    static SequencedMap<String, Case> named() {
        return new SafetensorsCases().cases.named();
    }

    /// The valid file cut at every byte, and with every bit of its length and header flipped.
    static SequencedMap<String, Case> damaged() {
        byte[] valid = valid();
        return Cases.damaged(valid, valid.length - 12, "");
    }

    /// Two tensors, metadata, and their bytes: what truncations and flipped bits start from.
    private static byte[] valid() {
        return file("""
                {"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},\
                "b":{"dtype":"I16","shape":[2,1],"data_offsets":[8,12]}}""",
                new byte[] {0, 0, (byte) 128, 63, 0, 0, 0, 64, 1, 0, 2, 0});
    }

    private static byte[] file(String header, byte[] data) {
        return file(header.getBytes(StandardCharsets.UTF_8), data);
    }

    private static byte[] file(byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length).put(header).put(data).array();
    }

    private static byte[] length(long length, int rest) {
        byte[] file = new byte[8 + rest];
        Arrays.fill(file, (byte) ' ');
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return file;
    }

    private void add(String name, String rule, Supplier<byte[]> file) {
        cases.add(name, rule, file);
    }

    private void header(String name, String rule, String header) {
        add(name, rule, () -> file(header, new byte[0]));
    }

    /// A file of one tensor and `data` bytes.
    private void tensor(String name, String rule, String dtype, String shape, String offsets, int data) {
        add(name, rule, () -> file(entry("a", dtype, shape, offsets).collect(), new byte[data]));
    }

    private record Text(String text) {
        String collect() {
            return "{" + text + "}";
        }

        Text and(Text other) {
            return new Text(text + "," + other.text);
        }
    }

    private static Text entry(String name, String dtype, String shape, String offsets) {
        return new Text("\"%s\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}"
                .formatted(name, dtype, shape, offsets));
    }

    private void two(String name, String rule, String first, String second, int data) {
        add(name, rule, () -> file(entry("a", "\"U8\"", "[4]", first).and(entry("b", "\"U8\"", "[4]", second))
                .collect(), new byte[data]));
    }

    private void lengths() {
        add("empty file", "begins with 8 bytes", () -> new byte[0]);
        add("seven bytes", "this has 7", () -> new byte[7]);
        add("header length 0", "begins with {", () -> length(0, 0));
        add("header length 0 with data", "begins with {", () -> length(0, 16));
        add("header longer than the file", "has 16 left", () -> length(17, 16));
        add("header length 2^63", "9223372036854775808", () -> length(Long.MIN_VALUE, 16));
        add("header length 2^63 - 1", "more than 100,000,000", () -> length(Long.MAX_VALUE, 16));
        add("header length 2^64 - 1", "18446744073709551615", () -> length(-1, 16));
        add("header length 2^64 - 8", "more than 100,000,000", () -> length(-8, 16));
        add("header length 100,000,001", "more than 100,000,000", () -> length(100_000_001, 16));
        add("header length 100,000,000 in a short file", "16 left", () -> length(100_000_000, 16));
        add("header of spaces", "begins with {", () -> length(16, 16));
    }

    private void json() {
        add("bad UTF-8 in a name", "not UTF-8",
                () -> file(new byte[] {'{', '"', (byte) 0xff, '"', ':', '{', '}', '}'}, new byte[0]));
        add("overlong UTF-8", "not UTF-8",
                () -> file(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '{', '}', '}'}, new byte[0]));
        add("surrogate in UTF-8", "not UTF-8",
                () -> file(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'}, new byte[0]));
        add("half a character at the end", "",
                () -> file(new byte[] {'{', '}', (byte) 0xe2, (byte) 0x82}, new byte[0]));
        add("byte order mark", "begins with {", () -> file("\ufeff{}", new byte[0]));
        header("half a surrogate pair", "surrogate",
                "{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        header("truncated JSON", "", "{\"a\":{\"dtype\":\"F32\"");
        header("truncated in a string", "", "{\"a");
        header("array at the top", "begins with {", "[]");
        header("space first", "begins with {", " {}");
        header("null at the top", "begins with {", "null");
        header("two objects", "follows", "{}{}");
        header("zeros after", "", "{}\0\0\0\0\0\0");
        header("comment", "", "{/**/}");
        header("single quotes", "", "{'a':1}");
        header("trailing comma", "", "{\"__metadata__\":{},}");
        header("raw control character in a name", "",
                "{\"a\u0001\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        header("nesting of 100,000 in an array", "depth", "{\"a\":{\"x\":" + "[".repeat(100_000));
        header("nesting of 100,000 objects", "", "{\"a\":".repeat(100_000));
        header("nesting of 100,000 in metadata", "not a string", "{\"__metadata__\":{\"a\":" + "[".repeat(100_000));
        header("duplicate tensor", "is there twice", entry("a", "\"F32\"", "[0]", "[0,0]")
                .and(entry("a", "\"F32\"", "[0]", "[0,0]")).collect());
        header("duplicate tensor, escaped", "is there twice", entry("a", "\"F32\"", "[0]", "[0,0]")
                .and(entry("\\u0061", "\"F32\"", "[0]", "[0,0]")).collect());
        header("duplicate dtype", "is there twice",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        header("duplicate metadata", "is there twice", "{\"__metadata__\":{},\"__metadata__\":{}}");
        header("duplicate metadata key", "is there twice", "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}");
        header("metadata is a number", "object of strings", "{\"__metadata__\":1}");
        header("metadata is null", "object of strings", "{\"__metadata__\":null}");
        header("metadata of a number", "not a string", "{\"__metadata__\":{\"a\":1}}");
        header("metadata of null", "not a string", "{\"__metadata__\":{\"a\":null}}");
        header("metadata of an object", "not a string", "{\"__metadata__\":{\"a\":{}}}");
        header("tensor is a number", "not an object", "{\"a\":1}");
        header("tensor is an array", "not an object", "{\"a\":[\"F32\",[0],[0,0]]}");
        header("tensor is empty", "no dtype", "{\"a\":{}}");
        header("number of 10^6 digits", "", "{\"a\":{\"shape\":[" + "1".repeat(1_000_000) + "]}}");
        header("name of 10^6 characters", "", "{\"" + "n".repeat(1_000_000) + "\":1}");
        header("string of 30 million characters", "", "{\"__metadata__\":{\"a\":\"" + "v".repeat(30_000_000) + "\"}}");
    }

    private void entries() {
        tensor("unknown dtype", "of type Q4", "\"Q4\"", "[4]", "[0,4]", 4);
        tensor("dtype of the format that the engine lacks", "of type F8_E4M3", "\"F8_E4M3\"", "[4]", "[0,4]", 4);
        tensor("dtype in lower case", "of type f32", "\"f32\"", "[1]", "[0,4]", 4);
        tensor("dtype is a number", "not a string", "7", "[1]", "[0,4]", 4);
        header("no shape", "no shape", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,0]}}");
        header("no offsets", "no data_offsets", "{\"a\":{\"dtype\":\"F32\",\"shape\":[0]}}");
        tensor("shape is a number", "not an array", "\"F32\"", "1", "[0,4]", 4);
        tensor("dimension negative", "has -1", "\"F32\"", "[-1]", "[0,4]", 4);
        tensor("two negative dimensions", "has -1", "\"F32\"", "[-1,-1]", "[0,4]", 4);
        tensor("dimension -0", "has -0", "\"F32\"", "[-0]", "[0,0]", 0);
        tensor("dimension 1.5", "no whole number", "\"F32\"", "[1.5]", "[0,4]", 4);
        tensor("dimension 1.0", "no whole number", "\"F32\"", "[1.0]", "[0,4]", 4);
        tensor("dimension 1e3", "no whole number", "\"F32\"", "[1e3]", "[0,4000]", 4000);
        tensor("dimension 01", "", "\"F32\"", "[01]", "[0,4]", 4);
        tensor("dimension a string", "no whole number", "\"F32\"", "[\"1\"]", "[0,4]", 4);
        tensor("dimension null", "no whole number", "\"F32\"", "[null]", "[0,4]", 4);
        tensor("dimension NaN", "", "\"F32\"", "[NaN]", "[0,4]", 4);
        tensor("dimension 2^63", "", "\"F32\"", "[9223372036854775808]", "[0,4]", 4);
        tensor("dimension 2^64", "", "\"F32\"", "[18446744073709551616]", "[0,0]", 0);
        tensor("product overflows", "larger than any memory", "\"U8\"", "[4294967296,4294967296]", "[0,0]", 0);
        tensor("product wraps to 4", "larger than any memory", "\"U8\"", "[4611686018427387905,4]", "[0,4]", 4);
        tensor("product times size overflows", "larger than any memory", "\"F32\"", "[4611686018427387904]", "[0,0]",
                0);
        tensor("product times size wraps to 8", "larger than any memory", "\"F64\"", "[2305843009213693953]", "[0,8]",
                8);
        tensor("empty but for its strides", "larger than any memory", "\"F32\"", "[0,4611686018427387904,4]", "[0,0]",
                0);
        tensor("one offset", "begin and end", "\"F32\"", "[1]", "[4]", 4);
        tensor("no offset", "begin and end", "\"F32\"", "[1]", "[]", 4);
        tensor("three offsets", "more than 2", "\"F32\"", "[1]", "[0,4,4]", 4);
        tensor("negative offset", "has -4", "\"F32\"", "[1]", "[-4,0]", 4);
        tensor("offset 2^64 - 4", "", "\"F32\"", "[1]", "[18446744073709551612,0]", 4);
        tensor("offset is a string", "no whole number", "\"F32\"", "[1]", "[0,\"4\"]", 4);
        tensor("rank 100,000", "more than 64", "\"F32\"", ones(100_000), "[0,4]", 4);
        tensor("rank 65", "more than 64", "\"F32\"", ones(65), "[0,4]", 4);
    }

    private void places() {
        tensor("end before begin", "before they begin", "\"F32\"", "[1]", "[4,0]", 4);
        tensor("end past the file", "has 4 bytes of data", "\"F32\"", "[2]", "[0,8]", 4);
        tensor("two bytes short", "has 6 bytes of data", "\"F32\"", "[2]", "[0,8]", 6);
        tensor("end at 2^63 - 1", "has 4 bytes of data", "\"F32\"", "[1]", "[9223372036854775803,9223372036854775807]",
                4);
        tensor("shape smaller than offsets", "takes 4 bytes", "\"F32\"", "[1]", "[0,8]", 8);
        tensor("shape larger than offsets", "takes 12 bytes", "\"F32\"", "[3]", "[0,8]", 8);
        tensor("bytes before the first", "belongs to no tensor", "\"F32\"", "[1]", "[4,8]", 8);
        tensor("bytes after the last", "4 bytes follow", "\"F32\"", "[1]", "[0,4]", 8);
        add("truth value 2", "0 or 1, not 2",
                () -> file(entry("a", "\"BOOL\"", "[2]", "[0,2]").collect(), new byte[] {1, 2}));
        add("bytes and no tensor", "4 bytes follow", () -> file("{}", new byte[4]));
        two("overlap", "overlaps", "[0,4]", "[2,6]", 6);
        two("the same place twice", "overlaps", "[0,4]", "[0,4]", 4);
        two("hole", "belongs to no tensor", "[0,4]", "[6,10]", 10);
        two("in the other order", Cases.RIGHT, "[4,8]", "[0,4]", 8);
    }

    private void extremes() {
        header("no tensors", Cases.RIGHT, "{}");
        header("no tensors and spaces", Cases.RIGHT, "{}      ");
        header("empty metadata", Cases.RIGHT, "{\"__metadata__\":{}}");
        tensor("a scalar", Cases.RIGHT, "\"F32\"", "[]", "[0,4]", 4);
        tensor("no elements", Cases.RIGHT, "\"F32\"", "[3,0]", "[0,0]", 0);
        tensor("rank 64", Cases.RIGHT, "\"F32\"", ones(64), "[0,4]", 4);
        header("name of no characters", Cases.RIGHT, entry("", "\"F32\"", "[0]", "[0,0]").collect());
        header("NUL in a name", Cases.RIGHT, entry("a\\u0000b", "\"F32\"", "[0]", "[0,0]").collect());
        header("path in a name", Cases.RIGHT, entry("../../etc/passwd", "\"F32\"", "[0]", "[0,0]").collect());
        header("astral name", Cases.RIGHT, entry("\\ud83d\\ude42🙂", "\"F32\"", "[0]", "[0,0]").collect());
        header("unknown key in a tensor", Cases.RIGHT,
                "{\"a\":{\"dtype\":\"F32\",\"x\":{\"y\":[1]},\"shape\":[0],\"data_offsets\":[0,0]}}");
        add("a million empty tensors", "more than 100,000 names", () -> empties(1_000_000));
        add("100,000 empty tensors", Cases.RIGHT, () -> empties(100_000));
        add("long metadata", Cases.RIGHT, () -> strings(4, 1_900_000));
        add("metadata without end", "more than 8,388,608 characters", () -> strings(40, 1_900_000));
        add("many short words of metadata", "more than 100,000 names", () -> strings(3_000_000, 10));
    }

    private static String ones(int count) {
        return IntStream.range(0, count).mapToObj(_ -> "1").collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] empties(int count) {
        var bytes = new ByteArrayOutputStream(count * 64);
        bytes.write('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) bytes.write(',');
            bytes.writeBytes(entry("t" + i, "\"F32\"", "[0]", "[0,0]").text().getBytes(StandardCharsets.UTF_8));
        }
        bytes.write('}');
        return file(bytes.toByteArray(), new byte[0]);
    }

    private static byte[] strings(int count, int length) {
        var bytes = new ByteArrayOutputStream(count * (length + 16));
        bytes.writeBytes("{\"__metadata__\":{".getBytes(StandardCharsets.UTF_8));
        byte[] value = "v".repeat(length).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            bytes.writeBytes(((i > 0 ? "," : "") + "\"" + i + "\":\"").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(value);
            bytes.write('"');
        }
        bytes.writeBytes("}}".getBytes(StandardCharsets.UTF_8));
        return file(bytes.toByteArray(), new byte[0]);
    }
}
