package gyrus.train.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A folder of files that is replaced as a whole, and of which a good one is always there.
///
/// A save writes a folder aside (`last.tmp-…`), forces each file and then the folder to the device, with a
/// manifest of sizes and SHA-256 sums last, reads all back, moves the present folder to `last.previous` and
/// the new one to its place, and only then deletes the previous. Killed at any moment, with a full disk or
/// a failing one, the last good checkpoint loads. What a killed save left behind goes at the next save.
///
/// One process at a time may save; others may load.
public final class Checkpoint {

    /// A checkpoint that was found whole.
    ///
    /// @param folder  where its files lie
    /// @param files   their names
    /// @param warning why it is not the newest, or null where it is
    public record Found(Path folder, List<String> files, @Nullable String warning) {

        /// The file of that name.
        ///
        /// @throws IllegalArgumentException if the checkpoint has none
        public Path file(String name) {
            if (!files.contains(name)) {
                throw new IllegalArgumentException(folder + " has no " + name + "; it has " + files);
            }
            return folder.resolve(name);
        }
    }

    private final Path folder;
    private final Path previous;
    private final Path parent;
    private final Disk disk;

    private Checkpoint(Path folder, Disk disk) {
        this.folder = folder.toAbsolutePath();
        this.parent = Objects.requireNonNull(this.folder.getParent(), "a checkpoint needs a folder of its own");
        this.previous = this.folder.resolveSibling(folder.getFileName() + ".previous");
        this.disk = disk;
    }

    /// The checkpoint that lies, or will lie, in that folder.
    public static Checkpoint at(Path folder) {
        return new Checkpoint(folder, Disk.REAL);
    }

    /// The checkpoint that lies, or will lie, in that folder of a disk.
    public static Checkpoint at(Path folder, Disk disk) {
        return new Checkpoint(folder, disk);
    }

    /// Replaces the checkpoint by these files.
    ///
    /// @param files contents by plain file name, written in this order
    /// @throws UncheckedIOException if it cannot be written; the last good one is still there
    public void save(SequencedMap<String, Content> files) {
        files.keySet().forEach(Manifest::checked);
        var aside = aside();
        try {
            disk.makeFolder(parent);
            sweep();
            write(aside, files);
            Manifest.verify(disk, aside);
            makeWay();
            disk.rename(aside, folder);
            disk.sync(parent);
        } catch (IOException e) {
            throw failed(aside, e);
        } catch (UncheckedIOException e) {
            throw failed(aside, Objects.requireNonNull(e.getCause()));
        } catch (RuntimeException e) {
            discard(aside, e);
            throw e;
        }
        try {
            remove(previous);
        } catch (IOException _) {
            // the new one is safe, and the next save sweeps
        }
    }

    private UncheckedIOException failed(Path aside, IOException cause) {
        discard(aside, cause);
        return new UncheckedIOException("cannot save " + folder + ": " + reason(cause)
                + "; the last good checkpoint stays: make room or mend the disk, then resume", cause);
    }

    /// What went wrong, also where the system names the file alone.
    private static String reason(IOException failure) {
        boolean bare = failure instanceof FileSystemException named && named.getReason() == null;
        return bare ? failure.toString() : String.valueOf(failure.getMessage());
    }

    /// The newest whole checkpoint: the present folder, or the previous one where the present is missing or
    /// damaged.
    ///
    /// @throws UncheckedIOException if neither is whole; the message says what is wrong with each
    public Found load() {
        IOException wrong;
        try {
            return found(folder, null);
        } catch (IOException e) {
            wrong = e;
        }
        if (Files.isDirectory(previous)) {
            try {
                return found(previous, "using the previous checkpoint, because " + wrong.getMessage());
            } catch (IOException e) {
                wrong = new IOException(wrong.getMessage() + "; nor can the previous one: "
                        + e.getMessage(), e);
            }
        }
        throw new UncheckedIOException("cannot load a checkpoint: " + wrong.getMessage(), wrong);
    }

    /// Whether there is anything to load, whole or not.
    public boolean exists() {
        return Files.isDirectory(folder) || Files.isDirectory(previous);
    }

    private Found found(Path place, @Nullable String warning) throws IOException {
        return new Found(place, List.copyOf(Manifest.verify(disk, place).files().keySet()), warning);
    }

    private void write(Path aside, SequencedMap<String, Content> files) throws IOException {
        disk.makeFolder(aside);
        var parts = new LinkedHashMap<String, Manifest.Part>();
        for (var entry : files.entrySet()) {
            parts.put(entry.getKey(), write(aside.resolve(entry.getKey()), entry.getValue()));
        }
        write(aside.resolve(Manifest.NAME), Content.of(new Manifest(parts).toJson()));
        disk.sync(aside);
    }

    private Manifest.Part write(Path file, Content content) throws IOException {
        var digest = Manifest.sha256();
        long bytes;
        try (var counted = new Counted(disk.create(file));
                var out = new BufferedOutputStream(new DigestOutputStream(counted, digest), 1 << 16)) {
            content.write(out);
            out.flush();
            bytes = counted.bytes();
        }
        disk.sync(file);
        return new Manifest.Part(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// Frees the checkpoint's own place, and keeps the better of what is there as the previous one.
    private void makeWay() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        if (Files.isDirectory(previous)) {
            if (!whole(folder) && whole(previous)) {
                remove(folder);
                return;
            }
            remove(previous);
        }
        disk.rename(folder, previous);
        disk.sync(parent);
    }

    private boolean whole(Path place) {
        try {
            Manifest.verify(disk, place);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Deletes a checkpoint: out of the way first, so that a kill in the middle leaves rubbish and no half
    /// one.
    private void remove(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            var rubbish = aside();
            disk.rename(place, rubbish);
            delete(rubbish);
        }
    }

    private void sweep() throws IOException {
        var prefix = folder.getFileName() + ".tmp-";
        var left = new ArrayList<Path>();
        try (var siblings = Files.newDirectoryStream(parent,
                path -> path.getFileName().toString().startsWith(prefix))) {
            siblings.forEach(left::add);
        }
        for (var path : left) {
            delete(path);
        }
    }

    private void delete(Path tree) throws IOException {
        List<Path> paths;
        try (var walk = Files.walk(tree)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : paths) {
            disk.delete(path);
        }
    }

    /// Gives the room of a failed save back at once: a full disk is full for others too.
    private void discard(Path aside, Exception cause) {
        try {
            if (Files.exists(aside)) {
                delete(aside);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private Path aside() {
        return folder.resolveSibling(folder.getFileName() + ".tmp-"
                + UUID.randomUUID().toString().substring(0, 8));
    }
}
