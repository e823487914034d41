package gyrus.testing.hostile;

import static gyrus.testing.hostile.Cases.RIGHT;
import static gyrus.testing.hostile.Zip.stored;

import gyrus.testing.hostile.Cases.Case;
import gyrus.testing.hostile.Zip.Entry;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Archives of drawings, read where they lie: bad archives, bad drawings, and drawings that do not fit together.
final class DrawingCases {

    private DrawingCases() {}

    static SequencedMap<String, Case> named() {
        Cases cases = new Cases();
        cases.add("empty file", "no zip archive", () -> new byte[0]);
        cases.add("no entries", "no drawings", () -> Zip.end(0, 0, 0, 0));
        cases.add("other files only", "no drawings", () -> Zip.of(stored("a/b/c.txt", "hello")));
        cases.add("a drawing of nothing", "A/b/c.png: no PNG", () -> Zip.of(stored("A/b/c.png", "")));
        cases.add("a drawing that is text", "A/b/c.png: no PNG", () -> Zip.of(stored("A/b/c.png", "hello")));
        cases.add("a drawing at the top", "does not", () -> Zip.of(drawing("c.png")));
        cases.add("a drawing of no character", "does not", () -> Zip.of(drawing("b/c.png")));
        cases.add("a drawing of 2^31 - 1 squared", "A/b/c.png: ", () -> Zip.of(drawing("A/b/c.png",
                Png.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 0, new byte[2]))));
        cases.add("a drawing of 2^23 pixels", "A/b/c.png: ", () -> Zip.of(drawing("A/b/c.png",
                Png.of(1 << 12, 1 << 11, 8, 0, 1 << 11, (1 << 12) + 1))));
        cases.add("a drawing of 2 MiB", "more than the 1,048,576 bytes",
                () -> Zip.of(drawing("A/b/c.png", new byte[2 << 20])));
        cases.add("a drawing of 200 MiB of zeros", "more than the 1,048,576 bytes",
                () -> Zip.of(Zip.deflated("A/b/c.png", 200, new byte[1 << 20])));
        cases.add("characters of two and of one", "drawings, but", () -> Zip.of(drawing("A/b/c.png"),
                drawing("A/b/d.png"), drawing("A/c/e.png")));
        cases.add("a link for a drawing", "symbolic link", () -> Zip.of(drawing("A/b/c.png").mode(0120777)));
        cases.add("an encrypted drawing", "encrypted", () -> Zip.of(drawing("A/b/c.png").flags(1)));
        cases.add("another checksum", "damaged", () -> Zip.of(drawing("A/b/c.png").crc(7)));
        cases.add("a name of half a character", "", () -> {
            byte[] file = Zip.of(drawing("A/xy/c.png"));
            for (int i = 0; i + 1 < file.length; i++) {
                if (file[i] == 'x' && file[i + 1] == 'y') file[i] = (byte) 0xC3;
            }
            return file;
        });
        cases.add("60,000 names for a drawing", "", () -> Zip.of(List.of(drawing("A/b/c.png")), 60_000,
                new byte[0]));
        cases.add("one drawing", RIGHT, () -> Zip.of(drawing("A/b/c.png")));
        cases.add("paths that lead nowhere, as nothing is unpacked", RIGHT, () -> Zip.of(drawing("../../b/c.png")));
        cases.add("a drawing of one pixel", RIGHT, () -> Zip.of(drawing("A/b/c.png", Png.of(1, 1, 8, 0,
                new byte[2]))));
        cases.add("200 drawings", RIGHT, () -> Zip.of(Stream.concat(IntStream.range(0, 200)
                .mapToObj(i -> drawing("A/%d/%d.png".formatted(i / 20, i % 20))), Stream.of(stored("read.me", "")))
                .toArray(Entry[]::new)));
        return cases.named();
    }

    static SequencedMap<String, Case> damaged() {
        byte[] good = Zip.of(drawing("A/b/c.png"));
        return Cases.damaged(good, good.length, "");
    }

    /// 105×105 in one bit, as omniglot has them.
    private static Entry drawing(String name) {
        return drawing(name, Png.of(105, 105, 1, 0, new byte[105 * 15]));
    }

    private static Entry drawing(String name, byte[] png) {
        return Zip.stored(name, png);
    }
}
