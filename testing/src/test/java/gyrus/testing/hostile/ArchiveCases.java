package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.EITHER;
import static gyrus.testing.hostile.Cases.RIGHT;
import static gyrus.testing.hostile.Zip.deflated;
import static gyrus.testing.hostile.Zip.stored;

import gyrus.testing.hostile.Cases.Case;
import gyrus.testing.hostile.Zip.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Zip archives that lead out of their folder, blow up, lie about themselves or are damaged.
final class ArchiveCases {

    private static final byte[] ZEROS = new byte[1 << 20];

    private ArchiveCases() {}

    static SequencedMap<String, Case> named() {
        Cases cases = new Cases();
        names(cases);
        bombs(cases);
        lies(cases);
        legal(cases);
        return cases.named();
    }

    static SequencedMap<String, Case> damaged() {
        byte[] good = Zip.of(stored("one", "1"), deflated("d/two", 1, new byte[40]));
        return Cases.damaged(good, good.length, "");
    }

    private static void name(Cases cases, String name, String rule) {
        String shown = name.length() < 50 ? name : "of " + name.length() + " characters";
        cases.add("name " + shown.replaceAll("\\p{Cntrl}", "^"), rule, () -> Zip.of(stored("good", ""),
                stored(name, "x")));
    }

    private static void names(Cases cases) {
        for (String name : List.of("../x", "a/../../x", "a/..", "..", "a/b/../x", "./x", "a/./b", ".")) {
            name(cases, name, "has a part '.");
        }
        for (String name : List.of("/etc/passwd", "//host/share")) name(cases, name, "is absolute");
        for (String name : List.of("..\\x", "a\\b", "\\x", "C:/x", "C:x", "a:stream", "a?b", "a*", "<", ">", "|",
                "\"", "a\u0000b", "line\nbreak", "bell\u0007", "\u007f")) {
            name(cases, name, "which is not allowed");
        }
        for (String name : List.of("a//b", "x.", "x/y. ", "a /b", "a/ ")) name(cases, name, "has a part that is empty");
        for (String name : List.of("nul", "CON", "a/aux.txt", "Com1", "lpt9.zip", "prn", "COM¹")) {
            name(cases, name, "is a device");
        }
        name(cases, "", "has no name");
        name(cases, "/", "has no name");
        name(cases, "n".repeat(1001), "at most 1,000");
        name(cases, "n".repeat(60_000), "at most 1,000");
        name(cases, "a/".repeat(400) + "x", EITHER);
        name(cases, "n".repeat(300), "of 300 bytes");
        name(cases, "../", "has a part '..'");
        cases.add("the same name twice", "twice", () -> Zip.of(stored("a", "1"), stored("a", "2")));
        cases.add("a file and a folder of one name", "", () -> Zip.of(stored("a", "1"), stored("a/b", "2")));
        cases.add("a folder and a file of one name", "", () -> Zip.of(stored("a/b", "1"), stored("a", "2")));
        cases.add("symbolic link", "'link' is a symbolic link",
                () -> Zip.of(stored("link", "/etc").mode(0120777), stored("link/passwd", "x")));
        cases.add("symbolic link to nothing", "is a symbolic link", () -> Zip.of(stored("l", "").mode(0120777)));
        for (int kind : new int[] {0010644, 0020644, 0060644, 0140644}) {
            cases.add("special file %06o".formatted(kind), "is a special file",
                    () -> Zip.of(stored("x", "").mode(kind)));
        }
    }

    private static void bombs(Cases cases) {
        cases.add("64 MiB of zeros", "unpacks to more", () -> Zip.of(deflated("zeros", 64, ZEROS)));
        cases.add("200 MiB of zeros", "unpacks to more", () -> Zip.of(deflated("zeros", 200, ZEROS)));
        cases.add("zeros said to be one byte", "", () -> Zip.of(deflated("zeros", 64, ZEROS).size(1)));
        cases.add("said to be 4 GiB", "", () -> Zip.of(stored("x", "x").size(0xFFFFFFFEL)));
        cases.add("50 entries of 4 MiB of zeros", "unpacks to more", () -> Zip.of(IntStream.range(0, 50)
                .mapToObj(i -> deflated("z" + i, 4, ZEROS)).toArray(Entry[]::new)));
        cases.add("a thousand names for the same data", "",
                () -> Zip.of(List.of(deflated("zeros", 4, ZEROS)), 1000, new byte[0]));
        cases.add("a bomb in an archive in an archive", RIGHT,
                () -> Zip.of(stored("inner.zip", Zip.of(deflated("z", 64, ZEROS)))));
    }

    private static void lies(Cases cases) {
        cases.add("empty file", "no zip archive", () -> new byte[0]);
        cases.add("text", "no zip archive", () -> "hello, world, hello, world".getBytes(StandardCharsets.UTF_8));
        cases.add("magic only", "no zip archive", () -> new byte[] {'P', 'K', 3, 4});
        cases.add("zeros", "no zip archive", () -> new byte[100_000]);
        cases.add("end record alone, an entry promised", "damaged", () -> Zip.end(1, 0, 0, 0));
        cases.add("directory past the end", "does not fit", () -> Zip.end(1, 46, 1000, 0));
        cases.add("directory before the start", "does not fit", () -> Zip.end(1, 46, -100, 0));
        cases.add("directory of 2 GiB", "does not fit", () -> Zip.end(1, Integer.MAX_VALUE, 0, 0));
        cases.add("directory of 4 GiB - 2", "does not fit", () -> Zip.end(1, -2, 0, 0));
        cases.add("zip64", "zip64", () -> Zip.end(0xFFFF, -1, -1, 0));
        cases.add("zip64 by the number alone", "zip64", () -> Zip.end(0xFFFF, 0, 0, 0));
        cases.add("65,534 entries promised", "damaged", () -> Zip.end(65_534, 0, 0, 0));
        cases.add("comment longer than the file", "", () -> Zip.end(0, 0, 0, 500));
        cases.add("a hundred end records", "", () -> repeated(Zip.end(1, 46, 0, 0), 100));
        cases.add("encrypted", "encrypted", () -> Zip.of(stored("secret", "x").flags(1)));
        cases.add("unknown method", "damaged", () -> Zip.of(stored("x", "x").method(99)));
        cases.add("deflated, but is not", "damaged", () -> Zip.of(stored("x", "hello, world").method(8)));
        cases.add("another checksum", "damaged", () -> Zip.of(deflated("x", 1, new byte[9]).crc(7)));
        cases.add("another checksum, stored", "damaged", () -> Zip.of(stored("x", "x").crc(7)));
        cases.add("said to be shorter", "", () -> Zip.of(deflated("x", 1, new byte[9]).size(3)));
        cases.add("said to be longer", "", () -> Zip.of(deflated("x", 1, new byte[9]).size(90)));
        cases.add("local header elsewhere", "", () -> {
            byte[] file = Zip.of(stored("x", "x"));
            file[0] = 'Q';
            return file;
        });
        cases.add("name not UTF-8", "", () -> {
            byte[] file = Zip.of(stored("ab", "x"));
            for (int i = 0; i + 1 < file.length; i++) {
                if (file[i] == 'a' && file[i + 1] == 'b') file[i] = (byte) 0xFF;
            }
            return file;
        });
    }

    private static void legal(Cases cases) {
        cases.add("no entries", RIGHT, () -> Zip.end(0, 0, 0, 0));
        cases.add("a folder", RIGHT, () -> Zip.of(stored("a/", "")));
        cases.add("a file of nothing", RIGHT, () -> Zip.of(stored("a", "")));
        cases.add("letters of the world", RIGHT, () -> Zip.of(stored("ü/文/🙂.txt", "x")));
        cases.add("dots and spaces within", RIGHT, () -> Zip.of(stored("..a/b c/.hidden/d.e.f", "x")));
        cases.add("names like devices", RIGHT, () -> Zip.of(stored("console", ""), stored("nulls.txt", ""),
                stored("com10", "")));
        cases.add("a comment", RIGHT, () -> Zip.of(List.of(stored("a", "x")), 1, new byte[] {'h', 'i'}));
        cases.add("an end record in the comment", "", () -> Zip.of(List.of(stored("a", "x")), 1,
                Zip.end(1, 46, 0, 0)));
        cases.add("Unix modes", RIGHT, () -> Zip.of(stored("a", "x").mode(0100755), stored("d/", "").mode(040755)));
        cases.add("a thousand files", RIGHT, () -> Zip.of(IntStream.range(0, 1000)
                .mapToObj(i -> stored("d/" + i, "x")).toArray(Entry[]::new)));
        cases.add("zeros within the bounds", RIGHT, () -> Zip.of(deflated("z", 1, new byte[1 << 19])));
    }

    private static byte[] repeated(byte[] piece, int count) {
        byte[] all = new byte[piece.length * count];
        for (int i = 0; i < count; i++) System.arraycopy(piece, 0, all, i * piece.length, piece.length);
        return all;
    }
}
