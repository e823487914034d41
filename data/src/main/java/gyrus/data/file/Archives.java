package gyrus.data.file;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Unpacks zip archives from strangers.
///
/// An entry whose name is absolute, has `..`, a backslash, a drive, a device or a character no file name should
/// have, or which is a symbolic link or a special file, refuses the whole archive; so do too many entries, more
/// bytes than the bounds allow, counted while they are inflated and not as the archive says, and bytes that
/// have another length or checksum than the archive says. Everything is unpacked aside first: the folder
/// appears whole or not at all.
public final class Archives {

    /// What an archive may hold.
    ///
    /// @param entries files and folders
    /// @param bytes   all files together, unpacked
    /// @param ratio   unpacked against packed bytes of the archive, where it is more than a mebibyte
    public record Bounds(int entries, long bytes, int ratio) {

        /// 200,000 entries, 8 GiB, two hundredfold.
        public static final Bounds USUAL = new Bounds(200_000, 8L << 30, 200);
    }

    private static final long FREE = 1 << 20;                       // bytes that no ratio is asked of
    private static final String FORBIDDEN = "<>:\"|?*\\";
    private static final int PART = 255;                            // bytes of a file's name on most systems
    private static final Pattern DEVICE = Pattern.compile("(?iu)(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\\..*)?");

    private Archives() { }

    /// Unpacks `zip` as the new folder `folder`, within the usual bounds.
    ///
    /// @return `folder`
    /// @throws BadFileException     if the archive is damaged or an entry is refused
    /// @throws UncheckedIOException if the folder is there already or cannot be written
    public static Path unzip(Path zip, Path folder) {
        return unzip(zip, folder, Bounds.USUAL);
    }

    /// As [#unzip(Path, Path)], within other bounds.
    public static Path unzip(Path zip, Path folder, Bounds bounds) {
        Path aside = null;
        try {
            if (Files.exists(folder)) {
                throw new FileAlreadyExistsException(folder + " is there already; remove it to unpack again");
            }
            var parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            ZipDirectory.check(zip, bounds.entries());
            aside = Files.createTempDirectory(parent, ".unpack");
            try (var archive = new ZipFile(zip.toFile())) {
                unpack(zip, archive, aside, bounds);
            }
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (ZipException | EOFException e) {
            throw new BadFileException(zip, "damaged zip archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(zip + ": " + e.getMessage(), e);
        } finally {
            if (aside != null) {
                remove(aside);
            }
        }
    }

    /// Hands the name and the bytes of each file of an archive to `action` without unpacking anything, in the order of
    /// the archive. Names are as they stand there; whoever makes paths of them takes [#unzip(Path, Path)] instead.
    ///
    /// @param bytes what one file may have, unpacked
    /// @throws BadFileException     if the archive is damaged, has links or too many entries, or a file is larger
    /// @throws UncheckedIOException if it cannot be read
    public static void each(Path zip, int bytes, BiConsumer<String, byte[]> action) {
        try {
            ZipDirectory.check(zip, Bounds.USUAL.entries());
            try (var archive = new ZipFile(zip.toFile())) {
                for (var entries = archive.entries(); entries.hasMoreElements();) {
                    var entry = entries.nextElement();
                    if (entry.isDirectory()) continue;
                    try (var in = archive.getInputStream(entry)) {
                        var content = in.readNBytes(bytes + 1);
                        if (content.length > bytes) {
                            throw new BadFileException(zip, "entry '%s' has more than the %,d bytes that are allowed"
                                    .formatted(shown(entry), bytes));
                        }
                        var sum = new CRC32();
                        sum.update(content);
                        compare(zip, entry, content.length, sum);
                        action.accept(entry.getName(), content);
                    }
                }
            }
        } catch (ZipException | EOFException e) {
            throw new BadFileException(zip, "damaged zip archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(zip + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path zip, ZipFile archive, Path folder, Bounds bounds) throws IOException {
        long left = Math.min(bounds.bytes(),
                Math.max(FREE, Math.multiplyExact(Files.size(zip), (long) bounds.ratio())));
        var entries = archive.entries();
        while (entries.hasMoreElements()) {
            var entry = entries.nextElement();
            var target = target(zip, folder, entry);
            if (entry.isDirectory()) {
                try {
                    Files.createDirectories(target);
                } catch (FileAlreadyExistsException e) {
                    throw new BadFileException(zip, "entry '" + shown(entry) + "' is there as a file too", e);
                }
                continue;
            }
            var sum = new CRC32();
            long bytes;
            try (var in = new CheckedInputStream(archive.getInputStream(entry), sum)) {
                Files.createDirectories(target.getParent());
                bytes = copy(in, target, left);
            } catch (FileAlreadyExistsException e) {
                throw new BadFileException(zip, "entry '" + shown(entry) + "' is there twice", e);
            }
            left -= bytes;
            if (left < 0) {
                throw new BadFileException(zip,
                        "unpacks to more than allowed at entry '%s' (%,d bytes, or %d times the archive)"
                        .formatted(shown(entry), bounds.bytes(), bounds.ratio()));
            }
            compare(zip, entry, bytes, sum);
        }
    }

    private static void compare(Path zip, ZipEntry entry, long bytes, CRC32 sum) {
        if (bytes != entry.getSize() || sum.getValue() != entry.getCrc()) {
            throw new BadFileException(zip, ("damaged zip archive: entry '%s' has %,d bytes of checksum %08x,"
                    + " but %,d of %08x were packed").formatted(shown(entry), bytes, sum.getValue(),
                            entry.getSize(), entry.getCrc()));
        }
    }

    /// An entry's name, fit for a message.
    private static String shown(ZipEntry entry) {
        var name = entry.getName().replaceAll("\\p{Cntrl}", "�");
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }

    /// Copies up to one byte more than `limit`.
    private static long copy(InputStream in, Path target, long limit) throws IOException {
        long done = 0;
        Files.createFile(target);
        try (var out = new FileOutputStream(target.toFile())) {
            var buffer = new byte[1 << 15];
            for (int n = in.read(buffer); n >= 0 && done <= limit; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
            }
        }
        return done;
    }

    private static Path target(Path zip, Path folder, ZipEntry entry) {
        var name = entry.getName();
        var plain = entry.isDirectory() ? name.substring(0, name.length() - 1) : name;
        var problem = problem(plain);
        if (!problem.isEmpty()) {
            throw new BadFileException(zip, "entry '" + shown(entry) + "' " + problem);
        }
        var target = folder;
        for (var part : plain.split("/", -1)) {
            target = target.resolve(part);
        }
        if (!target.normalize().startsWith(folder.normalize())) {
            throw new BadFileException(zip, "entry '" + shown(entry) + "' leads out of the folder");
        }
        return target;
    }

    /// What is wrong with an entry's name; empty if nothing.
    static String problem(String name) {
        if (name.isEmpty()) {
            return "has no name";
        }
        if (name.startsWith("/")) {
            return "is absolute";
        }
        if (name.length() > 1000) {
            return "has a name of " + name.length() + " characters; at most 1,000 are allowed";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0) {
                return "has the character 0x%02x, which is not allowed".formatted((int) c);
            }
        }
        for (var part : name.split("/", -1)) {
            if (part.equals("..") || part.equals(".")) {
                return "has a part '" + part + "'";
            }
            if (part.isEmpty() || part.endsWith(".") || part.endsWith(" ")) {
                return "has a part that is empty or ends in a dot or a space";
            }
            if (DEVICE.matcher(part).matches()) {
                return "has a part '" + part + "', which is a device on some systems";
            }
            int bytes = part.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > PART) {
                return "has a part of %d bytes; at most %d are allowed".formatted(bytes, PART);
            }
        }
        return "";
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
    }
}
