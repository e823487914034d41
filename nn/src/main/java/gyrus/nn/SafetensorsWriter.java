package gyrus.nn;

import static gyrus.nn.SafetensorsHeader.CODES;
import static gyrus.nn.SafetensorsHeader.MAX_LENGTH;
import static gyrus.nn.SafetensorsHeader.MAX_NAME;
import static gyrus.nn.SafetensorsHeader.MAX_NAMES;
import static gyrus.nn.SafetensorsHeader.MAX_RANK;
import static gyrus.nn.SafetensorsHeader.MAX_STRING;
import static gyrus.nn.SafetensorsHeader.MAX_TEXT;
import static gyrus.nn.SafetensorsHeader.order;
import static gyrus.nn.SafetensorsHeader.shown;
import static gyrus.nn.SafetensorsHeader.torn;

import gyrus.tensor.Device;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes safetensors: types with the largest elements first, so that every tensor is aligned to its elements,
/// then by name. It refuses what the reader would.
final class SafetensorsWriter {

    private static final int CHUNK = 64 << 20;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private SafetensorsWriter() {}

    static void write(WritableByteChannel channel, Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Entry<String, Tensor>> sorted = new ArrayList<>(tensors.entrySet());
        check(sorted, metadata);
        sorted.sort(Comparator.<Entry<String, Tensor>>comparingInt(e -> order(e.getValue().dtype()))
                .thenComparing(e -> e.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        put(channel, MemorySegment.ofArray(header(sorted, metadata)));
        for (Entry<String, Tensor> entry : sorted) {
            if (entry.getValue().count() == 0) continue;
            // One scope a tensor: a copy that had to be made is gone before the next one.
            try (var _ = Scope.open()) {
                entry.getValue().memory(memory -> put(channel, memory));
            }
        }
    }

    private static boolean put(WritableByteChannel channel, MemorySegment memory) {
        try {
            for (long at = 0; at < memory.byteSize(); at += CHUNK) {
                ByteBuffer bytes = memory.asSlice(at, Math.min(CHUNK, memory.byteSize() - at)).asByteBuffer();
                while (bytes.hasRemaining()) channel.write(bytes);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] header(List<Entry<String, Tensor>> tensors, Map<String, String> metadata) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[8]);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart("__metadata__");
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            long at = 0;
            for (Entry<String, Tensor> entry : tensors) {
                Tensor tensor = entry.getValue();
                json.writeObjectPropertyStart(entry.getKey());
                json.writeStringProperty("dtype", CODES.get(tensor.dtype()));
                json.writeName("shape");
                json.writeArray(tensor.shape().dims(), 0, tensor.rank());
                json.writeName("data_offsets");
                json.writeArray(new long[] {at, at += tensor.bytes()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a name or the metadata cannot be written: " + e.getOriginalMessage(),
                    e);
        }
        while (bytes.size() % 8 != 0) bytes.write(' ');
        int length = bytes.size() - 8;
        if (length > MAX_LENGTH) {
            throw refused("names and metadata take %,d bytes, more than %,d", length, MAX_LENGTH);
        }
        byte[] header = bytes.toByteArray();
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return header;
    }

    private static void check(List<Entry<String, Tensor>> tensors, Map<String, String> metadata) {
        int names = tensors.size() + metadata.size();
        if (names > MAX_NAMES) throw refused("%,d names of tensors and metadata, more than %,d", names, MAX_NAMES);
        long text = 0;
        for (Entry<String, Tensor> entry : tensors) {
            check(entry.getKey(), entry.getValue());
            text += entry.getKey().length();
        }
        for (Entry<String, String> entry : metadata.entrySet()) {
            check(entry.getKey(), MAX_NAME);
            check(entry.getValue(), MAX_STRING);
            text += entry.getKey().length() + entry.getValue().length();
        }
        if (text > MAX_TEXT) {
            throw refused("%,d characters of names and metadata, more than %,d", text, MAX_TEXT);
        }
    }

    private static void check(String name, Tensor tensor) {
        check(name, MAX_NAME);
        if (name.equals("__metadata__")) throw refused("a tensor cannot be called __metadata__");
        if (!CODES.containsKey(tensor.dtype())) {
            throw refused("tensor '%s' is of type %s, which safetensors does not have", name, tensor.dtype());
        }
        if (tensor.rank() > MAX_RANK) {
            throw refused("tensor '%s' has rank %d, more than %d", name, tensor.rank(), MAX_RANK);
        }
        if (tensor.device().equals(Device.META)) {
            throw refused("tensor '%s' is on the meta device: it has no values", name);
        }
    }

    private static void check(String text, int most) {
        if (torn(text)) throw refused("'%s' holds half of a surrogate pair", shown(text));
        if (text.length() > most) {
            throw refused("'%s' has %,d characters, more than %,d", shown(text), text.length(), most);
        }
    }

    private static IllegalArgumentException refused(String rule, Object... values) {
        return new IllegalArgumentException(rule.formatted(values));
    }
}
