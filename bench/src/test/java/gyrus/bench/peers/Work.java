package gyrus.bench.peers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A piece of work, as both sides read it: words `key=value`.
///
/// @param keys such as `work`, `net`, `batch`, `precision`
record Work(SequencedMap<String, String> keys) {

    /// Everything in float32, on both sides.
    static final String F32 = "f32";

    static Work of(String... words) {
        SequencedMap<String, String> keys = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("\"%s\" is no key=value".formatted(word));
            keys.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Work(keys);
    }

    String text(String key) {
        String value = keys.get(key);
        if (value == null) throw new IllegalArgumentException("%s needs %s=".formatted(this, key));
        return value;
    }

    int whole(String key) {
        return Integer.parseInt(text(key));
    }

    long[] wholes(String key) {
        return Arrays.stream(text(key).split(",")).mapToLong(Long::parseLong).toArray();
    }

    String precision() {
        return keys.getOrDefault("precision", F32);
    }

    /// This with another value of a key.
    Work with(String key, Object value) {
        var changed = new LinkedHashMap<>(keys);
        changed.put(key, value.toString());
        return new Work(changed);
    }

    /// This without a key.
    Work without(String key) {
        var changed = new LinkedHashMap<>(keys);
        changed.remove(key);
        return new Work(changed);
    }

    @Override
    public String toString() {
        return keys.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
