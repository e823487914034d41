package gyrus.data.text.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A token for each character (Unicode code point) of a text.
public final class Characters implements Tokenizer {

    private static final int SHOWN = 40;

    private final int[] characters;
    private final Map<Integer, Integer> tokens = new HashMap<>();

    private Characters(int[] characters) {
        this.characters = characters;
        for (int i = 0; i < characters.length; i++) {
            if (tokens.put(characters[i], i) != null) {
                throw new IllegalArgumentException("character %s is there twice".formatted(name(characters[i])));
            }
        }
    }

    /// The characters that occur in `text`, in the order of their code points.
    ///
    /// @throws IllegalArgumentException if there is none, or a half of one
    public static Characters of(String text) {
        return listed(text.codePoints().sorted().distinct().toArray());
    }

    /// These characters in this order.
    ///
    /// @throws IllegalArgumentException if there is none, one is there twice, or one is a half
    static Characters listed(int[] characters) {
        if (characters.length == 0) throw new IllegalArgumentException("there are no characters to make tokens of");
        for (int c : characters) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("U+%04X is half a character; the text is damaged".formatted(c));
            }
        }
        return new Characters(characters);
    }

    /// The characters by their numbers.
    public List<String> list() {
        List<String> list = new ArrayList<>();
        for (int c : characters) list.add(Character.toString(c));
        return list;
    }

    @Override
    public int size() {
        return characters.length;
    }

    @Override
    public int[] encode(String text) {
        return text.codePoints().map(c -> {
            Integer token = tokens.get(c);
            if (token == null) throw unknown(c);
            return token;
        }).toArray();
    }

    private IllegalArgumentException unknown(int c) {
        String known = new String(characters, 0, Math.min(SHOWN, characters.length));
        return new IllegalArgumentException("character %s is none of the %d that are known: %s%s; leave it out"
                .formatted(name(c), characters.length, known.replace("\n", "\\n"),
                        characters.length > SHOWN ? " …" : ""));
    }

    private static String name(int c) {
        return Character.isISOControl(c) ? "U+%04X".formatted(c)
                : "'%s' (U+%04X)".formatted(Character.toString(c), c);
    }

    @Override
    public byte[] bytes(int token) {
        return Character.toString(characters[token]).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Characters those && list().equals(those.list());
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return characters.length + " characters";
    }
}
