package gyrus.data.text;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The words of a language as the training texts show it, and texts as counts of them.
///
/// It is a value: save it with the net. Word 0 stands for every word that is not in the list.
///
/// @param words the words by number, each once; the first is [#UNKNOWN]
public record Words(List<String> words) {

    /// Stands for every word that is not in the list.
    public static final String UNKNOWN = "<unknown>";

    /// Copies the words.
    ///
    /// @throws IllegalArgumentException if the first is not [#UNKNOWN] or one is there twice
    public Words {
        words = List.copyOf(words);
        if (words.isEmpty() || !words.getFirst().equals(UNKNOWN)) {
            throw new IllegalArgumentException("the first word must be " + UNKNOWN + ", not "
                    + (words.isEmpty() ? "missing" : "'" + words.getFirst() + "'"));
        }
        var seen = new HashSet<String>();
        for (var word : words) {
            if (!seen.add(word)) {
                throw new IllegalArgumentException("word '" + word + "' is there twice");
            }
        }
    }

    /// The words that occur in at least `minTexts` of the training texts, the most frequent first, `maxWords`
    /// at most besides [#UNKNOWN]. Words in as many texts are in alphabetical order.
    public static Words fit(List<String> train, int minTexts, int maxWords) {
        var texts = new HashMap<String, Integer>();
        for (var text : train) {
            for (var word : new HashSet<>(split(text))) {
                texts.merge(word, 1, Integer::sum);
            }
        }
        var words = new ArrayList<String>();
        words.add(UNKNOWN);
        texts.entrySet().stream().filter(e -> e.getValue() >= minTexts)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(maxWords).forEach(e -> words.add(e.getKey()));
        return new Words(words);
    }

    /// Splits a text into words in lower case.
    ///
    /// A run of letters (and apostrophes inside) is a word; a run of digits becomes `<n digits>` by its
    /// length, so that telephone numbers look alike; an address becomes `<link>`; other signs are words of
    /// their own.
    public static List<String> split(String text) {
        var words = new ArrayList<String>();
        var line = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < line.length()) {
            int from = at;
            int c = line.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                continue;
            }
            if (line.startsWith("http://", from) || line.startsWith("https://", from)
                    || line.startsWith("www.", from)) {
                while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
                    at++;
                }
                words.add("<link>");
            } else if (Character.isDigit(c)) {
                while (at < line.length() && Character.isDigit(line.charAt(at))) {
                    at++;
                }
                words.add("<" + (at - from) + " digits>");
            } else if (Character.isLetter(c)) {
                while (at < line.length() && inside(line, at)) {
                    at += Character.charCount(line.codePointAt(at));
                }
                words.add(line.substring(from, at));
            } else {
                words.add(line.substring(from, at));
            }
        }
        return words;
    }

    private static boolean inside(String line, int at) {
        int c = line.codePointAt(at);
        boolean apostrophe = (c == '\'' || c == '’') && at + 1 < line.length()
                && Character.isLetter(line.charAt(at + 1));
        return apostrophe || Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /// Number of words, the unknown one included.
    public int size() {
        return words.size();
    }

    /// How often each word occurs in each text: a float tensor (N, [#size()]).
    public Tensor counts(List<String> texts) {
        var numbers = numbers();
        var counts = new float[Math.multiplyExact(texts.size(), size())];
        for (int i = 0; i < texts.size(); i++) {
            for (var word : split(texts.get(i))) {
                counts[i * size() + numbers.getOrDefault(word, 0)]++;
            }
        }
        return Tensor.of(counts, texts.size(), size());
    }

    /// The numbers of a text's words, in order.
    public int[] ids(String text) {
        var numbers = numbers();
        return split(text).stream().mapToInt(word -> numbers.getOrDefault(word, 0)).toArray();
    }

    private Map<String, Integer> numbers() {
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < words.size(); i++) {
            numbers.put(words.get(i), i);
        }
        return numbers;
    }
}
