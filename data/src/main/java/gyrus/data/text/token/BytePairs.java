package gyrus.data.text.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Byte-level pairing: a text's pieces as bytes, of which the pair that was learned first is joined, then the next,
/// until none is left. Whatever the text is, there are tokens for it.
///
/// Sennrich et al. 2016, Neural Machine Translation of Rare Words with Subword Units, §3.2; of bytes: Radford et al.
/// 2019, Language Models are Unsupervised Multitask Learners, §2.2. A piece of n bytes takes n·log n steps.
public final class BytePairs implements Tokenizer {

    /// Pieces whose tokens are remembered.
    private static final int REMEMBERED = 1 << 16;

    private final List<byte[]> tokens;
    private final List<Pair> merges;
    private final int[] ofByte = new int[256];
    private final Map<Pair, Merge> joined = new HashMap<>();
    private final Map<String, int[]> known = Collections.synchronizedMap(new HashMap<>());

    /// Two tokens in a row.
    record Pair(int left, int right) {}

    /// What a pair becomes.
    ///
    /// @param rank how early it was learned, from 0
    private record Merge(int rank, int token) {}

    /// Tokens of these bytes, of which pairs are joined in this order.
    ///
    /// @throws IllegalArgumentException if a byte has no token, a token is there twice, or a pair does not make one
    BytePairs(List<byte[]> tokens, List<Pair> merges) {
        this.tokens = List.copyOf(tokens);
        this.merges = List.copyOf(merges);
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (numbers.put(ByteLetters.write(tokens.get(i)), i) != null) {
                throw new IllegalArgumentException("token \"%s\" is there twice".formatted(letters(i)));
            }
        }
        for (int b = 0; b < 256; b++) {
            Integer token = numbers.get(String.valueOf(ByteLetters.letter(b)));
            if (token == null) {
                throw new IllegalArgumentException("byte 0x%02X, \"%s\", has no token"
                        .formatted(b, ByteLetters.letter(b)));
            }
            ofByte[b] = token;
        }
        for (int i = 0; i < merges.size(); i++) {
            Pair pair = merges.get(i);
            Integer token = numbers.get(letters(pair.left) + letters(pair.right));
            if (token == null) {
                throw new IllegalArgumentException("merge %d, \"%s\" and \"%s\", makes no token"
                        .formatted(i, letters(pair.left), letters(pair.right)));
            }
            if (joined.put(pair, new Merge(i, token)) != null) {
                throw new IllegalArgumentException("merge %d, \"%s\" and \"%s\", is there twice"
                        .formatted(i, letters(pair.left), letters(pair.right)));
            }
        }
    }

    /// Learns from a text the pairs that are most frequent, until there are `size` tokens or no pair is there twice.
    /// The first 256 tokens are the bytes.
    ///
    /// @throws IllegalArgumentException unless `size` is 256 or more
    public static BytePairs learn(String text, int size) {
        return PairLearning.learn(text, size);
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public byte[] bytes(int token) {
        return tokens.get(token).clone();
    }

    /// A token, a letter for each of its bytes.
    String letters(int token) {
        return ByteLetters.write(tokens.get(token));
    }

    List<Pair> merges() {
        return merges;
    }

    @Override
    public int[] encode(String text) {
        Numbers all = new Numbers();
        Pieces.of(text, piece -> all.add(piece(piece)));
        return all.toArray();
    }

    private int[] piece(String piece) {
        int[] found = known.get(piece);
        if (found != null) return found;
        int[] made = join(piece.getBytes(StandardCharsets.UTF_8));
        if (known.size() < REMEMBERED && piece.length() < 64) known.put(piece, made);
        return made;
    }

    /// A pair that may be joined, if both are still what they were.
    private record Candidate(int rank, int at, int left, int right, int token) {}

    private int[] join(byte[] bytes) {
        int n = bytes.length;
        int[] token = new int[n]; // −1 where it was joined to the one before
        int[] next = new int[n];
        int[] before = new int[n];
        var queue = new PriorityQueue<Candidate>((a, b) -> a.rank != b.rank ? Integer.compare(a.rank, b.rank)
                : Integer.compare(a.at, b.at));
        for (int i = 0; i < n; i++) {
            token[i] = ofByte[bytes[i] & 0xFF];
            next[i] = i + 1;
            before[i] = i - 1;
        }
        for (int i = 0; i + 1 < n; i++) offer(queue, token, i, i + 1);
        for (Candidate c = queue.poll(); c != null; c = queue.poll()) {
            int right = next[c.at];
            if (token[c.at] != c.left || right >= n || token[right] != c.right) continue;
            token[c.at] = c.token;
            token[right] = -1;
            next[c.at] = next[right];
            if (next[right] < n) {
                before[next[right]] = c.at;
                offer(queue, token, c.at, next[right]);
            }
            if (before[c.at] >= 0) offer(queue, token, before[c.at], c.at);
        }
        return Arrays.stream(token).filter(t -> t >= 0).toArray();
    }

    private void offer(PriorityQueue<Candidate> queue, int[] token, int left, int right) {
        Merge merge = joined.get(new Pair(token[left], token[right]));
        if (merge != null) queue.add(new Candidate(merge.rank, left, token[left], token[right], merge.token));
    }

    /// Numbers in a row that grows.
    private static final class Numbers {
        private int[] all = new int[256];
        private int count;

        void add(int[] more) {
            if (count + more.length > all.length) {
                all = Arrays.copyOf(all, Math.max(count + more.length, Math.multiplyExact(all.length, 2)));
            }
            System.arraycopy(more, 0, all, count, more.length);
            count += more.length;
        }

        int[] toArray() {
            return Arrays.copyOf(all, count);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BytePairs those && merges.equals(those.merges) && size() == those.size()
                && Arrays.deepEquals(tokens.toArray(), those.tokens.toArray());
    }

    @Override
    public int hashCode() {
        return merges.hashCode();
    }

    @Override
    public String toString() {
        return "%d tokens of bytes and their pairs".formatted(size());
    }
}
