package gyrus.data.text.token;

import gyrus.data.text.token.BytePairs.Pair;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Finds the pairs to join: again and again the one that is most frequent in the text's pieces; of several, that of the
/// lowest numbers. Only the pieces that a pair occurs in are looked at when it is joined.
final class PairLearning {

    /// What a pair must occur to be worth a token.
    private static final long LEAST = 2;

    private final List<byte[]> tokens = new ArrayList<>();
    private final List<Pair> merges = new ArrayList<>();
    private final List<int[]> pieces = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<Pair, Long> frequency = new HashMap<>();
    private final Map<Pair, Set<Integer>> places = new HashMap<>();

    private PairLearning(String text) {
        int[] ofByte = new int[256];
        for (char letter = 0; letter < 0x200; letter++) {
            int b = ByteLetters.number(letter);
            if (b < 0) continue;
            ofByte[b] = tokens.size();
            tokens.add(new byte[] {(byte) b});
        }
        Map<String, Long> occurrences = new LinkedHashMap<>();
        Pieces.of(text, piece -> occurrences.merge(piece, 1L, Long::sum));
        occurrences.forEach((piece, count) -> {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            int[] numbers = new int[bytes.length];
            for (int i = 0; i < numbers.length; i++) numbers[i] = ofByte[bytes[i] & 0xFF];
            pieces.add(numbers);
            counts.add(count);
        });
    }

    static BytePairs learn(String text, int size) {
        if (size < 256) {
            throw new IllegalArgumentException("vocabulary=%d must be 256, which the bytes take, or more"
                    .formatted(size));
        }
        var learning = new PairLearning(text);
        learning.run(size);
        return new BytePairs(learning.tokens, learning.merges);
    }

    private record Candidate(long count, Pair pair) {}

    private void run(int size) {
        var queue = new PriorityQueue<Candidate>(Comparator.comparingLong(Candidate::count).reversed()
                .thenComparingInt(c -> c.pair().left()).thenComparingInt(c -> c.pair().right()));
        Set<Pair> changed = new HashSet<>();
        for (int i = 0; i < pieces.size(); i++) count(i, 1, changed);
        while (tokens.size() < size) {
            for (Pair pair : changed) queue.add(new Candidate(frequency.getOrDefault(pair, 0L), pair));
            changed.clear();
            Candidate best = queue.poll();
            while (best != null && best.count != frequency.getOrDefault(best.pair, 0L)) best = queue.poll(); // outdated
            if (best == null || best.count < LEAST) return;
            join(best.pair, changed);
        }
    }

    private void join(Pair pair, Set<Pair> changed) {
        int token = tokens.size();
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(tokens.get(pair.left()));
        bytes.writeBytes(tokens.get(pair.right()));
        tokens.add(bytes.toByteArray());
        merges.add(pair);
        for (int piece : Set.copyOf(places.getOrDefault(pair, Set.of()))) {
            count(piece, -1, changed);
            pieces.set(piece, joined(pieces.get(piece), pair, token));
            count(piece, 1, changed);
        }
    }

    private static int[] joined(int[] piece, Pair pair, int token) {
        int[] shorter = new int[piece.length];
        int length = 0;
        for (int i = 0; i < piece.length; i++) {
            boolean both = i + 1 < piece.length && piece[i] == pair.left() && piece[i + 1] == pair.right();
            shorter[length++] = both ? token : piece[i];
            if (both) i++;
        }
        return Arrays.copyOf(shorter, length);
    }

    /// Counts the pairs of a piece in (sign 1) or out (sign −1).
    private void count(int number, int sign, Set<Pair> changed) {
        int[] piece = pieces.get(number);
        for (int i = 0; i + 1 < piece.length; i++) {
            Pair pair = new Pair(piece[i], piece[i + 1]);
            frequency.merge(pair, sign * counts.get(number), Long::sum);
            Set<Integer> in = places.computeIfAbsent(pair, _ -> new HashSet<>());
            if (sign > 0) in.add(number);
            else in.remove(number);
            changed.add(pair);
        }
    }
}
