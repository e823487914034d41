package gyrus.train;

import gyrus.train.internal.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The file `events.jsonl`: every event of a run, one a line, in the order in which they were told.
///
/// It is the truth about a run. A line is written by one call, so that a process killed at any moment
/// leaves at most one torn line, at the end, which readers drop and the next writer cuts off. Safe for
/// several threads.
public final class EventLog implements Consumer<Event>, AutoCloseable {

    /// A line of the log.
    ///
    /// @param time  when the event was logged
    /// @param event the event
    public record Entry(Instant time, Event event) {}

    private record Line(long start, long end, Entry entry) {}

    private final Path file;
    private final FileChannel channel;

    private EventLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Opens the log to append, and makes it where there is none; a torn last line is cut off.
    public static EventLog open(Path file) {
        return open(file, Long.MAX_VALUE);
    }

    /// Opens the log of a run that goes on after `step`, and forgets all that came after.
    ///
    /// Kept are the lines up to the last [Event.Saved] of this step or, where the run died before it could
    /// write that line, those before the first line of a later step. Former ends ([Event.Finished]) go in
    /// any case. So the log of a run that was cut and resumed tells no step twice.
    public static EventLog resume(Path file, long step) {
        return open(file, step);
    }

    /// The events of a log, oldest first; empty where there is no file.
    ///
    /// @throws IllegalArgumentException if a line that is not the last cannot be read
    public static List<Event> read(Path file) {
        return entries(file).stream().map(Entry::event).toList();
    }

    /// The events of a log with their times, oldest first; empty where there is no file.
    ///
    /// @throws IllegalArgumentException if a line that is not the last cannot be read
    public static List<Entry> entries(Path file) {
        try {
            return lines(file).stream().map(Line::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    /// Tells all events of a log to a consumer, oldest first.
    public static void replay(Path file, Consumer<? super Event> consumer) {
        read(file).forEach(consumer);
    }

    /// Appends an event.
    ///
    /// @throws UncheckedIOException if it cannot be written
    @Override public synchronized void accept(Event event) {
        var node = EventJson.write(event);
        node.put("time", System.currentTimeMillis());
        var line = ByteBuffer.wrap((node + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            long start = channel.position();
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } catch (IOException e) {
                takeBack(start, e);
                throw e;
            }
            if (event instanceof Event.Saved || event instanceof Event.Finished) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage()
                    + "; make room or mend the disk, then resume", e);
        }
    }

    /// Cuts off what was written of a line, as where the disk is full: a later one must not begin behind it.
    private void takeBack(long start, IOException cause) {
        try {
            channel.truncate(start);
            channel.position(start);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /// Closes the file; a second call does nothing.
    @Override public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file + ": " + e, e);
        }
    }

    private static EventLog open(Path file, long step) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var lines = lines(file);
            var kept = step == Long.MAX_VALUE ? lines : keep(lines, step);
            boolean prefix = kept.equals(lines.subList(0, kept.size()));
            if (!prefix) {
                WholeFile.write(file, bytes(file, kept));
            }
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (prefix) {
                channel.truncate(kept.isEmpty() ? 0 : kept.getLast().end());
            }
            channel.position(channel.size());
            return new EventLog(file, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file + ": " + e, e);
        }
    }

    private static byte[] bytes(Path file, List<Line> lines) throws IOException {
        var all = Files.readAllBytes(file);
        var kept = new ByteArrayOutputStream();
        lines.forEach(line -> kept.write(all, (int) line.start(), (int) (line.end() - line.start())));
        return kept.toByteArray();
    }

    private static List<Line> keep(List<Line> lines, long step) {
        int end = 0;
        while (end < lines.size() && lines.get(end).entry().event().at().orElse(0) <= step) {
            end++;
        }
        for (int i = end - 1; i >= 0; i--) {
            if (lines.get(i).entry().event() instanceof Event.Saved saved && saved.step() == step) {
                end = i + 1;
                break;
            }
        }
        return lines.subList(0, end).stream()
                .filter(line -> !(line.entry().event() instanceof Event.Finished))
                .toList();
    }

    private static List<Line> lines(Path file) throws IOException {
        var lines = new ArrayList<Line>();
        if (!Files.exists(file)) {
            return lines;
        }
        var bytes = Files.readAllBytes(file);
        int start = 0;
        for (int number = 1; start < bytes.length; number++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                break;                                  // torn: a whole line ends with its line end
            }
            try {
                var entry = EventJson.read(new String(bytes, start, end - start, StandardCharsets.UTF_8));
                lines.add(new Line(start, end + 1L, entry));
            } catch (IllegalArgumentException e) {
                if (end + 1 == bytes.length) {
                    break;                              // torn by the file system, which had written its end
                }
                throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
            }
            start = end + 1;
        }
        return lines;
    }
}
