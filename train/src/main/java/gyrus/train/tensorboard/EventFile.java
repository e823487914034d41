package gyrus.train.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// An event file as TensorBoard reads it: scalars, pictures and texts by tag and step.
///
/// Each record is with the operating system when its method returns. Not for several threads at once.
public final class EventFile implements AutoCloseable {

    // TensorFlow's field numbers: Event
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    // Summary.Value
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int IMAGE = 4;
    private static final int TENSOR = 8;
    private static final int METADATA = 9;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int RGB = 3;
    private static final int DT_STRING = 7;

    private final Path file;
    private final OutputStream out;

    private EventFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /// Makes a new event file in a folder, beside those of former starts.
    public static EventFile create(Path folder) {
        try {
            Files.createDirectories(folder);
            long seconds = System.currentTimeMillis() / 1000;
            for (int i = 0;; i++) {
                var file = folder.resolve("events.out.tfevents." + seconds + ".gyrus." + i);
                try {
                    var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
                    var events = new EventFile(file, out);
                    events.write(new Message().text(FILE_VERSION, "brain.Event:2"), 0);
                    return events;
                } catch (FileAlreadyExistsException _) {
                    // another start in the same second
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make an event file in " + folder + ": " + e, e);
        }
    }

    /// Where it lies.
    public Path path() {
        return file;
    }

    /// A number at a step.
    public void scalar(String tag, long step, double value) {
        summary(step, new Message().text(TAG, tag).real(SIMPLE_VALUE, (float) value));
    }

    /// A picture at a step.
    ///
    /// @param png the bytes of a PNG file
    /// @throws IllegalArgumentException if they are not
    public void picture(String tag, long step, byte[] png) {
        if (png.length < 24 || !Arrays.equals(PNG, Arrays.copyOf(png, PNG.length))) {
            throw new IllegalArgumentException("picture \"" + tag + "\" is not a PNG file");
        }
        var header = ByteBuffer.wrap(png);
        var image = new Message().number(1, header.getInt(20)).number(2, header.getInt(16)).number(3, RGB)
                .bytes(4, png);
        summary(step, new Message().text(TAG, tag).message(IMAGE, image));
    }

    /// A text at a step, shown as Markdown.
    public void text(String tag, long step, String markdown) {
        var shape = new Message().message(2, new Message().number(1, 1));
        var tensor = new Message().number(1, DT_STRING).message(2, shape)
                .bytes(8, markdown.getBytes(StandardCharsets.UTF_8));
        var metadata = new Message().message(1, new Message().text(1, "text"));
        summary(step, new Message().text(TAG, tag).message(TENSOR, tensor).message(METADATA, metadata));
    }

    /// Tells TensorBoard that the run goes on after a step: what former files have of later steps is void.
    public void resumed(long step) {
        int start = 1;
        write(new Message().message(SESSION_LOG, new Message().number(1, start)), step + 1);
    }

    /// Closes the file; a second call does nothing.
    @Override public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file + ": " + e, e);
        }
    }

    private void summary(long step, Message value) {
        write(new Message().message(SUMMARY, new Message().message(1, value)), step);
    }

    private void write(Message event, long step) {
        event.real(WALL_TIME, System.currentTimeMillis() / 1000.0).number(STEP, step);
        try {
            Records.write(out, event.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }
}
