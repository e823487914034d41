package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.EITHER;
import static gyrus.testing.hostile.Cases.RIGHT;

import gyrus.data.text.token.BytePairs;
import gyrus.data.text.token.Characters;
import gyrus.data.text.token.TokenizerFile;
import gyrus.testing.hostile.Cases.Case;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tokenizers that are none, of kinds that are not read, or whose parts do not fit together.
final class TokenizerCases {

    private static final String PAIRS = TokenizerFile.write(BytePairs.learn("hello hello", 260));
    private static final String CHARACTERS = TokenizerFile.write(Characters.of("abc"));
    private static final String BPE = "{\"model\":{\"type\":\"BPE\",\"vocab\":%s,\"merges\":%s}}";

    private TokenizerCases() {}

    static SequencedMap<String, Case> named() {
        Cases cases = new Cases();
        json(cases);
        kinds(cases);
        vocabularies(cases);
        merges(cases);
        sizes(cases);
        cases.text("characters", RIGHT, CHARACTERS);
        cases.text("pairs", RIGHT, PAIRS);
        cases.text("merges as words", RIGHT, PAIRS.replace("[\"e\",\"l\"]", "\"e l\""));
        cases.text("special tokens", RIGHT, PAIRS.replace("\"added_tokens\":[]",
                "\"added_tokens\":[{\"id\":260,\"content\":\"<|end|>\",\"special\":true}]"));
        cases.add("a good one, gzipped", RIGHT,
                () -> IdxCases.gzip(CHARACTERS.getBytes(StandardCharsets.UTF_8), 1));
        cases.text("byte order mark", RIGHT, "\uFEFF" + CHARACTERS);
        return cases.named();
    }

    static SequencedMap<String, Case> damaged() {
        byte[] good = CHARACTERS.getBytes(StandardCharsets.UTF_8);
        return Cases.damaged(good, good.length, "");
    }

    private static void json(Cases cases) {
        cases.text("empty file", "not JSON", "");
        cases.text("spaces", "not JSON", "   ");
        cases.text("text", "not JSON", "hello");
        cases.add("not UTF-8", "not UTF-8", () -> new byte[] {'{', '"', (byte) 0xFF, '"', '}'});
        cases.text("array at the top", "no object \"model\"", "[]");
        cases.text("number at the top", "no object \"model\"", "1");
        cases.text("string at the top", "no object \"model\"", "\"model\"");
        cases.text("null at the top", "no object \"model\"", "null");
        cases.text("two objects", "not JSON", CHARACTERS + CHARACTERS);
        cases.text("a key twice", "not JSON", "{\"model\":1,\"model\":2}");
        cases.text("NaN", "not JSON", "{\"model\":NaN}");
        cases.text("comment", "not JSON", "/* hi */" + CHARACTERS);
        cases.text("trailing comma", "not JSON", "{\"model\":1,}");
        cases.text("nesting of 100,000 arrays", "depth", "{\"model\":" + "[".repeat(100_000));
        cases.text("nesting of 100,000 objects", "depth", "{\"a\":".repeat(100_000));
        cases.text("number of a million digits", "not JSON", "{\"model\":" + "1".repeat(1_000_000) + "}");
        cases.text("exponent of a billion", "", "{\"model\":1e1000000000}");
        cases.text("name of a million characters", "not JSON", "{\"" + "n".repeat(1_000_000) + "\":1}");
    }

    private static void kinds(Cases cases) {
        for (String kind : new String[] {"\"Unigram\"", "\"WordPiece\"", "\"WordLevel\"", "1", "null", "[]",
            "\"bpe\""}) {
            cases.text("kind " + kind, "only BPE", CHARACTERS.replace("\"type\":\"BPE\"", "\"type\":" + kind));
        }
        cases.text("no kind", "only BPE", CHARACTERS.replace("\"type\":\"BPE\",", ""));
        cases.text("dropout", "dropout is 0.5", CHARACTERS.replace("\"dropout\":null", "\"dropout\":0.5"));
        cases.text("byte_fallback", "byte_fallback", CHARACTERS.replace("\"byte_fallback\":false",
                "\"byte_fallback\":true"));
        cases.text("ignore_merges", "ignore_merges", CHARACTERS.replace("\"ignore_merges\":false",
                "\"ignore_merges\":true"));
        cases.text("prefix", "continuing_subword_prefix", CHARACTERS.replace("\"continuing_subword_prefix\":null",
                "\"continuing_subword_prefix\":\"##\""));
        cases.text("normalizer", "normalizer", PAIRS.replace("\"normalizer\":null", "\"normalizer\":{}"));
        cases.text("a regular expression without end", "only ByteLevel", PAIRS.replace("{\"type\":\"ByteLevel\","
                + "\"add_prefix_space\":false", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a+)+$\"},\"x\":false"));
        cases.text("a prefix space", "add_prefix_space", PAIRS.replace("\"add_prefix_space\":false",
                "\"add_prefix_space\":true"));
        cases.text("no regular expression", "use_regex", PAIRS.replace("\"use_regex\":true}",
                "\"use_regex\":false}"));
        cases.text("pairs without cutting", "no pre_tokenizer", PAIRS.replaceFirst(
                "\"pre_tokenizer\":\\{[^}]*\\}", "\"pre_tokenizer\":null"));
    }

    private static void vocabularies(Cases cases) {
        vocabulary(cases, "no tokens", "has no tokens", "{}");
        vocabulary(cases, "array", "no object \"vocab\"", "[\"a\"]");
        vocabulary(cases, "null", "no object \"vocab\"", "null");
        for (String number : new String[] {"-1", "2147483647", "2147483648", "1048576", "9223372036854775808", "1.0",
            "1e3", "\"0\"", "null", "true", "[]", "{}"}) {
            vocabulary(cases, "number " + number, "must be 0 to 1048575", "{\"a\":" + number + "}");
        }
        vocabulary(cases, "a gap", "none of number 0", "{\"a\":1}");
        vocabulary(cases, "the last number alone", "none of number 0", "{\"a\":1048575}");
        vocabulary(cases, "two of a number", "both have the number 0", "{\"a\":0,\"b\":0}");
        vocabulary(cases, "a token twice", "not JSON", "{\"a\":0,\"a\":1}");
        vocabulary(cases, "a token twice, escaped", "not JSON", "{\"a\":0,\"\\u0061\":1}");
        vocabulary(cases, "a token of nothing", "not one character", "{\"a\":0,\"\":1}");
        vocabulary(cases, "a token of two characters", "not one character", "{\"a\":0,\"ab\":1}");
        vocabulary(cases, "half a character", "half a character", "{\"a\":0,\"\\ud800\":1}");
        vocabulary(cases, "a NUL", RIGHT, "{\"a\":0,\"\\u0000\":1}");
        vocabulary(cases, "an astral token", RIGHT, "{\"a\":0,\"🙂\":1}");
        cases.text("added tokens are numbers", "needs an id and a content",
                CHARACTERS.replace("\"added_tokens\":[]", "\"added_tokens\":[1]"));
        cases.text("an added token of a number", "needs an id and a content",
                CHARACTERS.replace("\"added_tokens\":[]", "\"added_tokens\":[{\"id\":3,\"content\":1}]"));
        cases.text("an added token of another's number", "both have the number 0",
                CHARACTERS.replace("\"added_tokens\":[]", "\"added_tokens\":[{\"id\":0,\"content\":\"x\"}]"));
        cases.text("an added token far away", "none of number 3",
                CHARACTERS.replace("\"added_tokens\":[]", "\"added_tokens\":[{\"id\":1000,\"content\":\"x\"}]"));
    }

    private static void vocabulary(Cases cases, String name, String rule, String vocabulary) {
        cases.text("tokens: " + name, rule, BPE.formatted(vocabulary, "[]"));
    }

    private static void merges(Cases cases) {
        for (String merges : new String[] {"null", "{}", "\"a b\"", "1"}) {
            cases.text("merges " + merges, "merges is no list", BPE.formatted("{\"a\":0}", merges));
        }
        cases.text("no merges", "merges is no list", BPE.formatted("{\"a\":0}", "[]").replace(",\"merges\":[]", ""));
        merge(cases, "[\"l\"]", "must be two tokens");
        merge(cases, "[\"l\",\"l\",\"l\"]", "must be two tokens");
        merge(cases, "\"l\"", "must be two tokens");
        merge(cases, "\"l l l\"", "must be two tokens");
        merge(cases, "\"\"", "must be two tokens");
        merge(cases, "1", "must be two tokens");
        merge(cases, "null", "must be two tokens");
        merge(cases, "[1,2]", "must be two tokens");
        merge(cases, "[\"no\",\"l\"]", "is no token");
        merge(cases, "[\"l\",\"no\"]", "is no token");
        merge(cases, "[\"l\",\"z\"]", "makes no token");
        merge(cases, "[\"e\",\"l\"],[\"e\",\"l\"]", "is there twice");
        cases.text("a merge of its own result", "", PAIRS.replace("[\"e\",\"l\"]", "[\"el\",\"\"]"));
        cases.text("a byte without a token", "has no token", PAIRS.replace("\"z\":", "\"zz\":"));
    }

    private static void merge(Cases cases, String merge, String rule) {
        cases.text("merge " + merge, rule, PAIRS.replace("[\"e\",\"l\"]", merge));
    }

    private static void sizes(Cases cases) {
        cases.text("a token of a million characters", "not JSON",
                BPE.formatted("{\"" + "a".repeat(1_000_000) + "\":0}", "[]"));
        cases.text("a content of 20 million characters", "", CHARACTERS.replace("\"added_tokens\":[]",
                "\"added_tokens\":[{\"id\":3,\"content\":\"" + "a".repeat(20_000_000) + "\"}]"));
        cases.text("a million empty arrays", "not JSON", "{\"x\":[" + "[],".repeat(1_000_000) + "[]]}");
        cases.text("a million empty objects", "not JSON", "{\"x\":[" + "{},".repeat(1_000_000) + "{}]}");
        cases.text("3 million numbers", "not JSON", "{\"x\":[" + "1,".repeat(3_000_000) + "1]}");
        cases.text("a million merges of a pair", "", PAIRS.replace("[\"e\",\"l\"]",
                "[\"e\",\"l\"],".repeat(1_000_000) + "[\"e\",\"l\"]"));
        cases.text("2 million tokens", "", BPE.formatted(tokens(2_000_000), "[]"));
        cases.add("gzip of 100 MiB of spaces", "", () -> {
            byte[] spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            return IdxCases.gzip(spaces, 100);
        });
        cases.text("30 MiB of spaces", "", " ".repeat(30 << 20));
        cases.text("20,000 characters", RIGHT, BPE.formatted(tokens(20_000), "[]"));
        cases.text("a text of spaces after it", EITHER, CHARACTERS + " ".repeat(1 << 20));
    }

    /// Characters from `a` on, without the surrogates, by number.
    private static String tokens(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"%s\":%d".formatted(i < 0xD000 ? Character.toString('a' + i) : "t" + i, i))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
