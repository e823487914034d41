package gyrus.models.language.fasttext;

import gyrus.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Cuts a text into words, pairs of words, and runs of characters within words, and numbers each by hashing.
///
/// Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning; runs of characters as in Bojanowski et
/// al. 2017, Enriching Word Vectors with Subword Information, §3.2.
///
/// @param buckets numbers to hash to, [#NONE] among them
/// @param shortest, longest run of characters
public record Pieces(int buckets, int shortest, int longest) {

    /// The number of no piece.
    public static final long NONE = 0;

    /// The longest text that is looked at, in characters; what follows is not.
    public static final int LIMIT = 10_000;

    /// Checks the numbers.
    public Pieces {
        if (buckets < 2) throw new IllegalArgumentException("buckets %d must be 2 or more".formatted(buckets));
        if (shortest < 1 || longest < shortest) {
            throw new IllegalArgumentException("runs of %d to %d characters: 1 ≤ shortest ≤ longest"
                    .formatted(shortest, longest));
        }
    }

    /// The numbers of the pieces of `text`, in order; never empty.
    public long[] of(String text) {
        String cut = text.length() > LIMIT ? text.substring(0, LIMIT) : text;
        String[] words = cut.toLowerCase(Locale.ROOT).replaceAll("\\d", "0").strip().split("\\s+");
        LongStream.Builder pieces = LongStream.builder();
        for (int i = 0; i < words.length; i++) {
            pieces.add(number("w" + words[i]));
            if (i > 0) pieces.add(number("p" + words[i - 1] + " " + words[i]));
            String word = "<" + words[i] + ">";
            for (int length = shortest; length <= longest; length++) {
                for (int at = 0; at + length <= word.length(); at++) pieces
                        .add(number("c" + word.substring(at, at + length)));
            }
        }
        return pieces.build().toArray();
    }

    /// The pieces of several texts, filled up with [#NONE] to the longest. → (B, T) int64
    public Tensor of(List<String> texts) {
        return rows(texts.stream().map(this::of).toList());
    }

    /// Rows of different lengths as one tensor, filled up with [#NONE]. → (B, T) int64
    public static Tensor rows(List<long[]> rows) {
        int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        long[] all = new long[Math.multiplyExact(rows.size(), longest)];
        for (int i = 0; i < rows.size(); i++) System.arraycopy(rows.get(i), 0, all, i * longest, rows.get(i).length);
        return Tensor.of(all, rows.size(), longest);
    }

    /// FNV-1a over the bytes, 64 bits, folded to a bucket other than [#NONE].
    private long number(String piece) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : piece.getBytes(StandardCharsets.UTF_8)) hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        hash ^= hash >>> 32;
        return 1 + Math.floorMod(hash, (long) buckets - 1);
    }
}
