package gyrus.tensor.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values by key, and who waits for keys to come. What it holds is bounded.
public final class KeyStore {

    private static final int KEYS = 1 << 17;
    private static final long BYTES = 64L << 20;

    private final Map<String, byte[]> values = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private long bytes;

    /// Somebody who waits.
    ///
    /// @param keys all that must be there
    /// @param then called once they are
    private record Waiting(Object who, List<String> keys, Runnable then) {}

    synchronized void set(String key, byte[] value) throws IOException {
        byte[] before = values.get(key);
        long after = bytes + value.length - (before == null ? 0 : before.length);
        if (after > BYTES || before == null && values.size() == KEYS) throw new IOException("the store is full");
        values.put(key, value);
        bytes = after;
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext();) {
            Waiting one = all.next();
            if (!values.keySet().containsAll(one.keys)) continue;
            all.remove();
            one.then.run();
        }
    }

    /// Puts `desired` in the place of `expected`, or where nothing is if nothing is expected.
    ///
    /// @return what is there now; `expected` where nothing is
    synchronized byte[] exchange(String key, byte[] expected, byte[] desired) throws IOException {
        byte[] there = values.get(key);
        boolean swap = there == null ? expected.length == 0 : Arrays.equals(there, expected);
        if (swap) set(key, desired);
        return swap ? desired : there == null ? expected : there;
    }

    synchronized byte @Nullable [] get(String key) {
        return values.get(key);
    }

    /// Adds to a whole number, which is kept as its digits; 0 where there is none yet.
    synchronized long add(String key, long more) throws IOException {
        byte[] there = values.get(key);
        long sum = more + (there == null ? 0 : number(key, there));
        set(key, Long.toString(sum).getBytes(StandardCharsets.US_ASCII));
        return sum;
    }

    private static long number(String key, byte[] digits) throws IOException {
        try {
            return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw new IOException("what is at " + key + " is no number", e);
        }
    }

    synchronized void append(String key, byte[] more) throws IOException {
        byte[] there = values.getOrDefault(key, new byte[0]);
        byte[] all = Arrays.copyOf(there, there.length + more.length);
        System.arraycopy(more, 0, all, there.length, more.length);
        set(key, all);
    }

    /// Takes a value away.
    ///
    /// @return how many there were
    synchronized long delete(String key) {
        byte[] gone = values.remove(key);
        if (gone == null) return 0;
        bytes -= gone.length;
        return 1;
    }

    synchronized boolean has(List<String> keys) {
        return values.keySet().containsAll(keys);
    }

    synchronized long size() {
        return values.size();
    }

    synchronized List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /// Calls `then` as soon as all keys are there, which may be now.
    synchronized void await(Object who, List<String> keys, Runnable then) {
        if (has(keys)) then.run();
        else waiting.add(new Waiting(who, keys, then));
    }

    /// Lets somebody wait no more.
    synchronized void leave(Object who) {
        waiting.removeIf(one -> one.who == who);
    }
}
