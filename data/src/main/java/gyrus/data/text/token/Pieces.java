package gyrus.data.text.token;

import java.util.function.Consumer;

/// Cuts a text into words, numbers, runs of other signs and runs of space, a single space before the first three going
/// with them, as GPT-2 does before it pairs bytes:
///
/// ```
/// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
/// ```
///
/// It is written out instead of matched, so that no text takes longer than its length.
/// Radford et al. 2019, Language Models are Unsupervised Multitask Learners, §2.2.
final class Pieces {

    private static final String[] ENDINGS = {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"};

    private Pieces() {}

    private enum Kind { LETTER, NUMBER, SPACE, OTHER }

    /// Hands the pieces of `text` over, in order; joined they are the text.
    static void of(String text, Consumer<String> action) {
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            action.accept(text.substring(at, end));
            at = end;
        }
    }

    private static int end(String text, int at) {
        if (text.charAt(at) == '\'') {
            for (String ending : ENDINGS) {
                if (text.startsWith(ending, at)) return at + ending.length();
            }
        }
        int from = text.charAt(at) == ' ' ? at + 1 : at;
        if (from < text.length()) {
            Kind kind = kind(text.codePointAt(from));
            if (kind != Kind.SPACE) return run(text, from, kind);
        }
        int end = run(text, at, Kind.SPACE);
        int before = text.offsetByCodePoints(end, -1);
        return end < text.length() && before > at ? before : end; // the last one goes with what follows
    }

    private static int run(String text, int from, Kind kind) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (kind(c) != kind) break;
            at += Character.charCount(c);
        }
        return at;
    }

    private static Kind kind(int c) {
        if (Character.isLetter(c)) return Kind.LETTER;
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> Kind.NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Kind.SPACE;
            default -> c >= '\t' && c <= '\r' || c == 0x85 ? Kind.SPACE : Kind.OTHER;
        };
    }
}
