package gyrus.testing.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Files of one format by their names, each with what must be said of it.
final class Cases {

    /// What a good reader says of a legal file.
    static final String RIGHT = "right";

    /// What must be said of a file that may be right or not.
    static final String EITHER = "either";

    /// A file and a piece of what must be said of it.
    record Case(String rule, Supplier<byte[]> file) {}

    private final SequencedMap<String, Case> cases = new LinkedHashMap<>();

    /// Cases of a name each.
    SequencedMap<String, Case> named() {
        return cases;
    }

    /// A file that is made when it is needed.
    Cases add(String name, String rule, Supplier<byte[]> file) {
        if (cases.put(name, new Case(rule, file)) != null) {
            throw new IllegalStateException("two cases are called " + name);
        }
        return this;
    }

    /// A file of text.
    Cases text(String name, String rule, String text) {
        return add(name, rule, () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /// A good file cut at every byte, and with every bit before byte `bits` flipped.
    ///
    /// @param cut what must be said of one that is cut; empty where it cannot be right
    static SequencedMap<String, Case> damaged(byte[] good, int bits, String cut) {
        Cases damaged = new Cases();
        for (int i = 0; i < good.length; i++) {
            byte[] start = Arrays.copyOf(good, i);
            damaged.add("cut at " + i, cut, () -> start);
        }
        for (int i = 0; i < 8 * bits; i++) {
            byte[] flipped = good.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            damaged.add("bit " + i, EITHER, () -> flipped);
        }
        return damaged.cases;
    }

    /// `count` times `piece`, deflated.
    static byte[] deflated(int count, byte[] piece) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(9);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            for (int i = 0; i < count; i++) out.write(piece);
        } catch (IOException e) {
            throw new AssertionError("nothing fails in memory", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }
}
