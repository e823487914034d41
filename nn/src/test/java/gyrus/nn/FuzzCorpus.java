package gyrus.nn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Inputs of a fuzzer as a file of text, a line each, short ones first: printable ASCII as it is, any other byte, and
/// `%`, as `%` and two digits. So they can be read, and what a change adds can be seen.
final class FuzzCorpus {

    private FuzzCorpus() {}

    /// The inputs in a file.
    static List<byte[]> read(Path file) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) inputs.add(input(line));
        return inputs;
    }

    /// Writes the inputs that lie in a folder, a file each.
    static void write(Path file, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var inputs = Files.newDirectoryStream(folder)) {
            for (Path input : inputs) lines.add(line(Files.readAllBytes(input)));
        }
        lines.remove("");
        lines.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }

    /// Puts each input into a file of its own.
    static void unpack(List<byte[]> inputs, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < inputs.size(); i++) Files.write(folder.resolve(Integer.toString(i)), inputs.get(i));
    }

    /// The line of an input.
    static String line(byte[] input) {
        StringBuilder line = new StringBuilder();
        for (byte b : input) {
            if (b >= ' ' && b <= '~' && b != '%') line.append((char) b);
            else line.append('%').append(HexFormat.of().toHexDigits(b));
        }
        return line.toString();
    }

    private static byte[] input(String line) {
        var input = new ByteArrayOutputStream();
        int at = 0;
        while (at < line.length()) {
            boolean escaped = line.charAt(at) == '%';
            input.write(escaped ? HexFormat.fromHexDigits(line, at + 1, at + 3) : line.charAt(at));
            at += escaped ? 3 : 1;
        }
        return input.toByteArray();
    }
}
