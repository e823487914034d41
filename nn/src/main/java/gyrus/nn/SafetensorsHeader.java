package gyrus.nn;

import gyrus.nn.Safetensors.Entry;
import gyrus.tensor.DType;
import gyrus.tensor.Shape;
import java.io.Reader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// The header of a safetensors file, read and held against every rule of the format.
///
/// A file is a length (unsigned 64-bit, little-endian), as many bytes of JSON, and the tensors' bytes without
/// holes. Beside the format's own bounds there are some of ours, far beyond any net, that keep a hostile header
/// from filling the heap: 100,000 names, rank 64, 8 Mi characters of names and metadata.
///
/// @param entries the tensors by name
/// @param metadata the file's words about itself
record SafetensorsHeader(SequencedMap<String, Entry> entries, SequencedMap<String, String> metadata) {

    static final long MAX_LENGTH = 100_000_000;
    static final int MAX_NAMES = 100_000;
    static final int MAX_RANK = 64;
    static final int MAX_TEXT = 8 << 20;
    static final int MAX_STRING = 2 << 20;
    static final int MAX_NAME = 1 << 16;

    /// The format's names of types, in the order in which its reference implementation writes them.
    static final SequencedMap<DType, String> CODES = codes();

    private static final JsonFactory JSON = JsonFactory.builder()
            // Names of tensors are not met twice: a table of them would only take memory. What is there twice is found
            // where it is put down.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(20)
                    .maxNameLength(MAX_NAME).maxStringLength(MAX_STRING).build())
            .build();

    static SafetensorsHeader read(String source, MemorySegment file) {
        if (file.byteSize() < 8) {
            throw bad(source, "byte 0", "a file begins with 8 bytes of header length; this has %d", file.byteSize());
        }
        long length = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (length < 0 || length > MAX_LENGTH) {
            String unsigned = Long.toUnsignedString(length);
            throw bad(source, "byte 0", "header of %s bytes, more than %,d", unsigned, MAX_LENGTH);
        }
        if (length > file.byteSize() - 8) {
            long left = file.byteSize() - 8;
            throw bad(source, "byte 0", "header of %,d bytes in a file that has %,d left", length, left);
        }
        if (length == 0 || file.get(ValueLayout.JAVA_BYTE, 8) != '{') {
            throw bad(source, "byte 8", "a header begins with {");
        }
        return new Parser(source, file.asSlice(8, length), file.byteSize()).header();
    }

    private static SequencedMap<DType, String> codes() {
        SequencedMap<DType, String> codes = new LinkedHashMap<>();
        codes.put(DType.INT64, "I64");
        codes.put(DType.FLOAT64, "F64");
        codes.put(DType.COMPLEX64, "C64");
        codes.put(DType.FLOAT32, "F32");
        codes.put(DType.INT32, "I32");
        codes.put(DType.BFLOAT16, "BF16");
        codes.put(DType.FLOAT16, "F16");
        codes.put(DType.INT16, "I16");
        codes.put(DType.INT8, "I8");
        codes.put(DType.UINT8, "U8");
        codes.put(DType.BOOL, "BOOL");
        return Collections.unmodifiableSequencedMap(codes);
    }

    /// Where tensors of that type come among the others.
    static int order(DType type) {
        return List.copyOf(CODES.keySet()).indexOf(type);
    }

    /// Whether it holds half of a surrogate pair, which UTF-8 has no place for.
    static boolean torn(String words) {
        int at = 0;
        while (at < words.length()) {
            int point = words.codePointAt(at);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) return true;
            at += Character.charCount(point);
        }
        return false;
    }

    private static BadWeightsException bad(String source, String place, String rule, @Nullable Object... values) {
        return new BadWeightsException(source, place, rule.formatted(values));
    }

    /// A name fit for a message: short, on one line.
    static String shown(String name) {
        String start = name.length() <= 80 ? name : name.substring(0, 80) + "…";
        return start.replaceAll("\\p{Cntrl}", "�");
    }

    /// One reading of one header.
    private static final class Parser {

        private final String source;
        private final long start;
        private final long size;
        private final JsonParser json;
        private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
        private final long[] numbers = new long[MAX_RANK];
        private boolean described;
        private long text;

        Parser(String source, MemorySegment header, long fileSize) {
            this.source = source;
            this.start = 8 + header.byteSize();
            this.size = fileSize - start;
            this.json = JSON.createParser(ObjectReadContext.empty(), new Utf8(source, header.asByteBuffer()));
        }

        SafetensorsHeader header() {
            try (json) {
                next();
                while (next() == JsonToken.PROPERTY_NAME) {
                    String name = counted(json.currentName());
                    next();
                    if (name.equals("__metadata__")) readMetadata();
                    else if (entries.put(name, entry(name)) != null) throw twice("tensor", name);
                }
                if (json.nextToken() != null) throw here("something follows the header's last }");
            } catch (JacksonException e) {
                throw here("%s", e.getOriginalMessage());
            }
            checkPlaces();
            return new SafetensorsHeader(Collections.unmodifiableSequencedMap(entries),
                    Collections.unmodifiableSequencedMap(metadata));
        }

        private void readMetadata() {
            if (!at(JsonToken.START_OBJECT)) throw here("metadata is an object of strings");
            if (described) throw twice("key", "__metadata__");
            described = true;
            while (next() == JsonToken.PROPERTY_NAME) {
                String key = counted(json.currentName());
                next();
                if (!at(JsonToken.VALUE_STRING)) throw here("metadata '%s' is not a string", shown(key));
                if (metadata.put(key, counted(json.getString())) != null) throw twice("metadata", key);
            }
        }

        private Entry entry(String name) {
            if (!at(JsonToken.START_OBJECT)) throw here("tensor '%s' is not an object", shown(name));
            DType type = null;
            long[] dims = null;
            long[] range = null;
            while (next() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                next();
                boolean again = false;
                switch (key) {
                    case "dtype" -> {
                        again = type != null;
                        type = type(name);
                    }
                    case "shape" -> {
                        again = dims != null;
                        dims = numbers(name, key, MAX_RANK);
                    }
                    case "data_offsets" -> {
                        again = range != null;
                        range = numbers(name, key, 2);
                    }
                    default -> json.skipChildren();
                }
                if (again) throw twice("key", key);
            }
            return checked(name, type, dims, range);
        }

        private DType type(String name) {
            if (!at(JsonToken.VALUE_STRING)) throw here("dtype of '%s' is not a string", shown(name));
            String code = json.getString();
            for (var known : CODES.entrySet()) {
                if (known.getValue().equals(code)) return known.getKey();
            }
            throw here("tensor '%s' is of type %s; known are %s", shown(name), shown(code), CODES.values());
        }

        private long[] numbers(String name, String key, int most) {
            if (!at(JsonToken.START_ARRAY)) throw here("%s of '%s' is not an array", key, shown(name));
            int count = 0;
            while (next() != JsonToken.END_ARRAY) {
                if (count == most) throw here("%s of '%s' has more than %d numbers", key, shown(name), most);
                if (!at(JsonToken.VALUE_NUMBER_INT)) {
                    throw here("%s of '%s' has what is no whole number", key, shown(name));
                }
                long number = json.getLongValue();
                if (number < 0 || number == 0 && json.getStringLength() > 1) {
                    throw here("%s of '%s' has %s", key, shown(name), json.getString());
                }
                numbers[count++] = number;
            }
            return Arrays.copyOf(numbers, count);
        }

        private Entry checked(String name, @Nullable DType type, long @Nullable [] dims, long @Nullable [] range) {
            if (type == null) throw in(name, "has no dtype");
            if (dims == null) throw in(name, "has no shape");
            if (range == null) throw in(name, "has no data_offsets");
            if (range.length != 2) throw in(name, "data_offsets are begin and end; it has %d", range.length);
            Shape shape = Shape.of(dims);
            long begin = range[0];
            long end = range[1];
            long bytes;
            try {
                long spread = type.bytes(); // strides count an empty dimension as one
                for (long dim : dims) spread = Math.multiplyExact(spread, Math.max(dim, 1));
                bytes = Math.multiplyExact(shape.count(), type.bytes());
            } catch (ArithmeticException e) {
                throw in(name, "shape %s of %s is larger than any memory", shape, type);
            }
            if (end < begin) throw in(name, "data_offsets end at %,d before they begin at %,d", end, begin);
            if (end > size) throw in(name, "data_offsets end at %,d; the file has %,d bytes of data", end, size);
            if (end - begin != bytes) {
                throw in(name, "shape %s of %s takes %,d bytes, data_offsets give %,d", shape, type, bytes,
                        end - begin);
            }
            return new Entry(name, type, shape, start + begin, bytes);
        }

        /// The tensors must fill the data, one after the other.
        private void checkPlaces() {
            Entry[] placed = entries.values().toArray(Entry[]::new);
            Arrays.sort(placed, Comparator.comparingLong(Entry::offset).thenComparingLong(Entry::bytes));
            long at = start;
            for (Entry entry : placed) {
                if (entry.offset() < at) {
                    throw in(entry.name(), "overlaps the tensor before it, which ends at %,d", at - start);
                }
                if (entry.offset() > at) {
                    throw in(entry.name(), "begins at %,d; what lies there from %,d belongs to no tensor",
                            entry.offset() - start, at - start);
                }
                at += entry.bytes();
            }
            long left = start + size - at;
            if (left > 0) throw bad(source, "byte " + at, "%,d bytes follow the last tensor", left);
        }

        private String counted(String words) {
            if (entries.size() + metadata.size() >= MAX_NAMES) throw here("more than %,d names", MAX_NAMES);
            text += words.length();
            if (text > MAX_TEXT) throw here("more than %,d characters of names and metadata", MAX_TEXT);
            if (torn(words)) throw here("half of a surrogate pair");
            return words;
        }

        private JsonToken next() {
            JsonToken token = json.nextToken();
            if (token == null) throw here("the header ends too early");
            return token;
        }

        private boolean at(JsonToken token) {
            return json.currentToken() == token;
        }

        private BadWeightsException twice(String what, String name) {
            return here("%s '%s' is there twice", what, shown(name));
        }

        private BadWeightsException here(String rule, @Nullable Object... values) {
            return bad(source, "header character " + json.currentLocation().getCharOffset(), rule, values);
        }

        private BadWeightsException in(String name, String rule, @Nullable Object... values) {
            return bad(source, "tensor '%s'".formatted(shown(name)), rule, values);
        }
    }

    /// Characters of a mapped header. What is no UTF-8 is refused at its byte; Jackson's decoder is less strict.
    private static final class Utf8 extends Reader {

        private final String source;
        private final ByteBuffer bytes;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

        Utf8(String source, ByteBuffer bytes) {
            this.source = source;
            this.bytes = bytes;
        }

        @Override
        public int read(char[] to, int offset, int length) {
            CharBuffer characters = CharBuffer.wrap(to, offset, length);
            CoderResult result = decoder.decode(bytes, characters, true);
            if (result.isError()) {
                throw bad(source, "header byte " + bytes.position(), "the header is not UTF-8");
            }
            int count = characters.position();
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public void close() {}
    }
}
