package gyrus.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import gyrus.train.Event;
import gyrus.train.picture.Canvas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir Path folder;

    /// The events of all files of the folder, as trees of fields.
    private List<Map<Integer, Object>> events() throws IOException {
        var events = new ArrayList<Map<Integer, Object>>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(p -> p.toString().contains("tfevents")).sorted().toList()) {
                var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.hasRemaining()) {
                    int start = bytes.position();
                    int length = Math.toIntExact(bytes.getLong());
                    assertThat(bytes.getInt()).isEqualTo(Records.checksum(bytes.array(), start, 8));
                    var content = new byte[length];
                    bytes.get(content);
                    assertThat(bytes.getInt()).isEqualTo(Records.checksum(content, 0, length));
                    events.add(fields(content));
                }
            }
        }
        return events;
    }

    private static Map<Integer, Object> fields(byte[] message) throws IOException {
        var fields = new LinkedHashMap<Integer, Object>();
        var in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.put(WireFormat.getTagFieldNumber(tag), switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
                case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
                default -> throw new AssertionError("wire type of " + tag);
            });
        }
        return fields;
    }

    private static Map<Integer, Object> inner(Map<Integer, Object> fields, int... path) throws IOException {
        for (int field : path) {
            fields = fields((byte[]) fields.get(field));
        }
        return fields;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    @Test
    void checksumsAreThoseOfTensorFlow() {
        // CRC-32C of these is known to be e3069283; the mask was laid on by hand
        assertThat(Records.checksum("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9))
                .isEqualTo(0xc78ab0e5);
    }

    @Test
    void beginsWithItsVersion() throws IOException {
        EventFile.create(folder).close();
        assertThat(events()).hasSize(1);
        assertThat(text(events().getFirst().get(3))).isEqualTo("brain.Event:2");
        assertThat((double) events().getFirst().get(1)).isGreaterThan(1.7e9);
    }

    @Test
    void scalarsPicturesAndTexts() throws IOException {
        var png = new Canvas(30, 20).png();
        try (var file = EventFile.create(folder)) {
            file.scalar("train/loss", 1L << 40, 0.5);
            file.picture("digits", 3, png);
            file.text("options", 4, "| a | é |");
        }
        var events = events();
        assertThat(events.get(1).get(2)).isEqualTo(1L << 40);
        var scalar = inner(events.get(1), 5, 1);
        assertThat(text(scalar.get(1))).isEqualTo("train/loss");
        assertThat(scalar.get(2)).isEqualTo(0.5f);
        var image = inner(events.get(2), 5, 1, 4);
        assertThat(List.of(image.get(1), image.get(2), image.get(3))).containsExactly(40L, 60L, 3L);
        assertThat((byte[]) image.get(4)).isEqualTo(png);
        assertThat(inner(events.get(3), 5, 1, 8).get(1)).isEqualTo(7L);
        assertThat(text(inner(events.get(3), 5, 1, 8).get(8))).isEqualTo("| a | é |");
        assertThat(inner(events.get(3), 5, 1, 8, 2, 2).get(1)).isEqualTo(1L);
        assertThat(text(inner(events.get(3), 5, 1, 9, 1).get(1))).isEqualTo("text");
    }

    @Test
    void whatIsNoPictureIsRefused() {
        try (var file = EventFile.create(folder)) {
            assertThatThrownBy(() -> file.picture("x", 1, new byte[100]))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("picture \"x\" is not a PNG file");
            assertThatThrownBy(() -> file.picture("x", 1, new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tellsARun() throws IOException {
        Files.write(folder.resolve("s.png"), new Canvas(5, 5).png());
        Files.writeString(folder.resolve("s.txt"), "once upon a time");
        try (var board = new TensorBoard(folder, 0)) {
            board.accept(new Event.Started("x/1", "x", Map.of("seed", 1L), 10));
            board.accept(new Event.Stepped(1, 1, Map.of("loss", Double.NaN)));
            board.accept(new Event.Evaluated(1, "validation", Map.of("accuracy", 0.5)));
            board.accept(new Event.Sampled(1, "picture", Path.of("s.png")));
            board.accept(new Event.Sampled(1, "story", Path.of("s.txt")));
            board.accept(new Event.Warned("x"));
        }
        var tags = new ArrayList<String>();
        for (var event : events().subList(1, events().size())) {
            tags.add(text(inner(event, 5, 1).get(1)));
        }
        assertThat(tags).containsExactly("options", "train/loss", "validation/accuracy", "picture", "story");
        assertThat((float) inner(events().get(2), 5, 1).get(2)).isNaN();
    }

    @Test
    void aResumedRunVoidsLaterSteps() throws IOException {
        new TensorBoard(folder, 0).close();
        new TensorBoard(folder, 7).close();
        assertThat(events()).hasSize(3);
        assertThat(events().getLast().get(2)).isEqualTo(8L);
        assertThat(inner(events().getLast(), 7).get(1)).isEqualTo(1L);
    }

    @Test
    void everyRecordIsThereBeforeTheFileIsClosed() throws IOException {
        try (var file = EventFile.create(folder)) {
            file.scalar("a", 1, 1);
            assertThat(events()).hasSize(2);
            assertThat(file.path()).hasParent(folder);
        }
    }
}
