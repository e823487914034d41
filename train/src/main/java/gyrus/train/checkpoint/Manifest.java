package gyrus.train.checkpoint;

import gyrus.train.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What a checkpoint must hold: size and SHA-256 of each file. Written last, so that a folder with a
/// manifest is complete.
///
/// @param files by name
record Manifest(Map<String, Part> files) {

    static final String NAME = "manifest.json";
    private static final int LONGEST = 1 << 20;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    /// A file of the checkpoint.
    record Part(long bytes, String sha256) {}

    /// A name that is a plain file name on every system and is not the manifest's own.
    static String checked(String name) {
        if (!PLAIN.matcher(name).matches() || name.equals(NAME)) {
            throw new IllegalArgumentException("\"" + name
                    + "\" cannot be the name of a checkpoint's file; use "
                    + "letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    String toJson() {
        var node = Json.object().put("format", 1);
        var list = node.putObject("files");
        files.forEach((name, part) ->
                list.putObject(name).put("bytes", part.bytes()).put("sha256", part.sha256()));
        return Json.pretty(node);
    }

    /// Reads the manifest of a folder and every file that it names.
    ///
    /// @throws IOException if something is missing, cannot be read or is not as it was written; the message
    ///                     says which file and what is wrong
    static Manifest verify(Disk disk, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        var manifest = read(disk, folder.resolve(NAME));
        for (var entry : manifest.files().entrySet()) {
            var file = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " is missing");
            }
            var part = entry.getValue();
            long size = Files.size(file);
            if (size != part.bytes()) {
                throw new IOException(file + " has " + size + " bytes, its manifest says " + part.bytes());
            }
            var hash = hash(disk, file);
            if (!hash.equals(part.sha256())) {
                throw new IOException(file + " has SHA-256 " + hash + ", its manifest says " + part.sha256());
            }
        }
        return manifest;
    }

    private static Manifest read(Disk disk, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing: the checkpoint was not written to its end");
        }
        byte[] bytes;
        try (InputStream in = disk.open(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes.length > LONGEST) {
            throw new IOException(file + " is longer than " + LONGEST + " bytes");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var node = Json.parse(text);
            long format = Json.whole(node, "format");
            if (format != 1) {
                throw new IOException(file + " is of format " + format + "; this version reads format 1");
            }
            var files = new LinkedHashMap<String, Part>();
            for (var field : Json.object(node, "files").properties()) {
                files.put(checked(field.getKey()),
                        new Part(Json.whole(field.getValue(), "bytes"),
                        Json.text(field.getValue(), "sha256")));
            }
            return new Manifest(files);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String hash(Disk disk, Path file) throws IOException {
        var digest = sha256();
        var buffer = new byte[1 << 16];
        try (var in = disk.open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// An open file does not tell its name.
    private static IOException unreadable(Path file, IOException cause) {
        return new IOException("%s cannot be read: %s".formatted(file, cause.getMessage()), cause);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
