package gyrus.data.text.token;

import gyrus.data.file.BadFileException;
import gyrus.data.internal.Heap;
import gyrus.data.text.Texts;
import gyrus.data.text.token.BytePairs.Pair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tokenizers as Hugging Face's `tokenizer.json` has them: `BPE` of bytes as GPT-2 uses it, or of characters with no
/// merges at all. Other kinds are refused by name, and so is whatever does not fit together.
public final class TokenizerFile {

    /// Tokens that a file may have.
    public static final int MOST = 1 << 20;

    /// Names, values and brackets of a file: twice what GPT-2's has, if the heap has 128 bytes for each.
    private static final long LONGEST = Math.min(600_000, Heap.most() / 128);

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(LONGEST).build()).build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;

    private TokenizerFile(String name) {
        this.name = name;
    }

    /// The tokenizer of a file.
    ///
    /// @throws BadFileException if it holds none that is known here
    public static Tokenizer read(Path file) {
        return parse(file.toString(), Texts.read(file));
    }

    /// The tokenizer that a text of such a file describes.
    ///
    /// @param name what to call it in errors
    /// @throws BadFileException if it describes none that is known here
    public static Tokenizer parse(String name, String json) {
        try {
            return new TokenizerFile(name).tokenizer(JSON.readTree(json));
        } catch (JacksonException e) {
            throw new BadFileException(name, "not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Tokenizer tokenizer(JsonNode root) {
        if (root.isMissingNode()) throw bad("not JSON: it is empty");
        JsonNode model = object(root, "model");
        want(model, "type", "BPE");
        for (String unused : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback",
                "ignore_merges")) {
            JsonNode value = model.get(unused);
            boolean off = value == null || value.isNull() || value.isBoolean() && !value.booleanValue()
                    || value.isString() && value.stringValue().isEmpty();
            if (!off) throw bad("model." + unused + " is " + text(value) + ", which is not supported");
        }
        if (some(root.get("normalizer"))) throw bad("has a normalizer, which is not supported; it must be null");
        List<String> tokens = tokens(model, root.get("added_tokens"));
        JsonNode merges = model.get("merges");
        if (!(merges instanceof ArrayNode list)) throw bad("model.merges is no list");
        JsonNode cut = root.get("pre_tokenizer");
        if (!some(cut) && list.isEmpty()) return characters(tokens);
        if (cut == null || cut.isNull()) throw bad("has merges but no pre_tokenizer; it must be ByteLevel");
        want(cut, "type", "ByteLevel");
        if (isTrue(cut.get("add_prefix_space"))) throw bad("pre_tokenizer.add_prefix_space is not supported");
        if (cut.get("use_regex") != null && !isTrue(cut.get("use_regex"))) {
            throw bad("pre_tokenizer.use_regex must be true");
        }
        return pairs(tokens, list, object(model, "vocab").size());
    }

    private Tokenizer characters(List<String> tokens) {
        int[] characters = new int[tokens.size()];
        for (int i = 0; i < characters.length; i++) {
            String token = tokens.get(i);
            if (token.codePointCount(0, token.length()) != 1) {
                throw bad("token %d, \"%s\", is not one character, and there are no merges".formatted(i, token));
            }
            characters[i] = token.codePointAt(0);
        }
        return checked(() -> Characters.listed(characters));
    }

    /// @param own how many tokens are the model's, and so spelled in letters of bytes; added ones are spelled as text
    private Tokenizer pairs(List<String> tokens, ArrayNode list, int own) {
        Map<String, Integer> numbers = new HashMap<>();
        List<byte[]> bytes = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            numbers.put(token, i);
            boolean spelled = i < own && token.chars().allMatch(c -> ByteLetters.number((char) c) >= 0);
            bytes.add(spelled ? ByteLetters.read(token) : token.getBytes(StandardCharsets.UTF_8));
        }
        List<Pair> merges = new ArrayList<>();
        for (JsonNode merge : list) {
            String[] parts = parts(merge, merges.size());
            merges.add(new Pair(number(numbers, parts[0], merges.size()), number(numbers, parts[1], merges.size())));
        }
        return checked(() -> new BytePairs(bytes, merges));
    }

    private int number(Map<String, Integer> numbers, String token, int merge) {
        Integer number = numbers.get(token);
        if (number == null) throw bad("merge %d has \"%s\", which is no token".formatted(merge, token));
        return number;
    }

    private String[] parts(JsonNode merge, int number) {
        if (merge.isString()) {
            String[] parts = merge.stringValue().split(" ", -1);
            if (parts.length == 2) return parts;
        }
        if (merge.isArray() && merge.size() == 2 && merge.get(0).isString() && merge.get(1).isString()) {
            return new String[] {merge.get(0).stringValue(), merge.get(1).stringValue()};
        }
        throw bad("merge %d is %s; it must be two tokens".formatted(number, text(merge)));
    }

    /// The tokens by number, those of the model and those added to it.
    private List<String> tokens(JsonNode model, @Nullable JsonNode added) {
        JsonNode vocabulary = object(model, "vocab");
        Map<Integer, String> byNumber = new HashMap<>();
        vocabulary.properties().forEach(entry -> put(byNumber, entry.getValue(), entry.getKey()));
        if (added != null && added.isArray()) {
            for (JsonNode one : added) {
                JsonNode content = one.get("content");
                JsonNode id = one.get("id");
                if (content == null || !content.isString() || id == null) {
                    throw bad("added token %s needs an id and a content".formatted(text(one)));
                }
                put(byNumber, id, content.stringValue());
            }
        }
        if (byNumber.isEmpty()) throw bad("has no tokens");
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < byNumber.size(); i++) {
            String token = byNumber.get(i);
            if (token == null) {
                throw bad("has %d tokens, but none of number %d; numbers must have no gaps"
                        .formatted(byNumber.size(), i));
            }
            tokens.add(token);
        }
        return tokens;
    }

    private void put(Map<Integer, String> byNumber, JsonNode id, String token) {
        if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= MOST) {
            throw bad("token \"%s\" has the number %s; it must be 0 to %d".formatted(token, text(id), MOST - 1));
        }
        String before = byNumber.put(id.intValue(), token);
        if (before != null && !before.equals(token)) {
            throw bad("tokens \"%s\" and \"%s\" both have the number %s".formatted(before, token, text(id)));
        }
    }

    private Tokenizer checked(Supplier<Tokenizer> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new BadFileException(name, String.valueOf(e.getMessage()), e);
        }
    }

    private JsonNode object(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isObject()) throw bad("has no object \"" + field + "\"");
        return value;
    }

    private void want(JsonNode node, String field, String wanted) {
        JsonNode value = node.get(field);
        if (value == null || !value.isString() || !value.stringValue().equals(wanted)) {
            throw bad("%s is %s; only %s is supported".formatted(field, text(value), wanted));
        }
    }

    private static boolean some(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    private static boolean isTrue(@Nullable JsonNode node) {
        return node != null && node.isBoolean() && node.booleanValue();
    }

    private static String text(@Nullable JsonNode node) {
        String text = String.valueOf(node);
        return text.length() > 60 ? text.substring(0, 60) + " …" : text;
    }

    private BadFileException bad(String problem) {
        return new BadFileException(name, problem);
    }

    /// The text of the file that describes `tokenizer`, on one line.
    public static String write(Tokenizer tokenizer) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding").putArray("added_tokens");
        root.putNull("normalizer");
        if (tokenizer instanceof BytePairs) {
            root.putObject("pre_tokenizer").put("type", "ByteLevel").put("add_prefix_space", false)
                    .put("trim_offsets", true).put("use_regex", true);
        } else {
            root.putNull("pre_tokenizer");
        }
        root.putNull("post_processor");
        ObjectNode decoder = root.putObject("decoder");
        if (tokenizer instanceof BytePairs) {
            decoder.put("type", "ByteLevel").put("add_prefix_space", true).put("trim_offsets", true)
                    .put("use_regex", true);
        } else {
            decoder.put("type", "Fuse");
        }
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE").putNull("dropout").putNull("unk_token").putNull("continuing_subword_prefix")
                .putNull("end_of_word_suffix").put("fuse_unk", false).put("byte_fallback", false)
                .put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        switch (tokenizer) {
            case Characters characters -> {
                characters.list().forEach(c -> vocabulary.put(c, vocabulary.size()));
                model.putArray("merges");
            }
            case BytePairs pairs -> {
                for (int i = 0; i < pairs.size(); i++) vocabulary.put(pairs.letters(i), i);
                ArrayNode merges = model.putArray("merges");
                for (Pair pair : pairs.merges()) {
                    merges.addArray().add(pairs.letters(pair.left())).add(pairs.letters(pair.right()));
                }
            }
        }
        return JSON.writeValueAsString(root);
    }
}
