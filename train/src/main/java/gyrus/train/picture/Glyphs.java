package gyrus.train.picture;

import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The shapes of the letters, as the path of a pen.
///
/// Each line of `letters.txt` is a character, the width of its ink, and its path. Units: capitals are 14 high,
/// small letters 10, the base line is 0 and y grows upward. `M x y` lifts the pen to a point, `L x y` draws to
/// one, `C` draws a cubic curve (two control points and the end), `A cx cy rx ry from turn` an arc in degrees,
/// counter-clockwise, `O cx cy rx ry` an ellipse, `D x y` a dot.
final class Glyphs {

    /// A character's width and its pen path.
    record Glyph(double width, Path2D path) {}

    private static final Map<Integer, Glyph> GLYPHS = read();
    private static final Glyph UNKNOWN = new Glyph(7, path("M 0 0 L 0 12 L 7 12 L 7 0 L 0 0".split(" ")));
    private static final Glyph SPACE = new Glyph(2.4, new Path2D.Double());

    private Glyphs() {}

    /// The shape of a character; a hollow box for one that has none.
    static Glyph of(int character) {
        return character == ' ' ? SPACE : GLYPHS.getOrDefault(character, UNKNOWN);
    }

    /// Whether the character has a shape of its own.
    static boolean has(int character) {
        return character == ' ' || GLYPHS.containsKey(character);
    }

    private static Map<Integer, Glyph> read() {
        var glyphs = new HashMap<Integer, Glyph>();
        try (var in = Objects.requireNonNull(Glyphs.class.getResourceAsStream("letters.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                var parts = line.split(" +", 3);
                var glyph = new Glyph(Double.parseDouble(parts[1]), path(parts[2].split(" +")));
                glyphs.put(parts[0].codePointAt(0), glyph);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return glyphs;
    }

    private static Path2D path(String[] words) {
        var path = new Path2D.Double();
        for (int i = 0; i < words.length;) {
            var n = new double[switch (words[i]) { case "C", "A" -> 6; case "O" -> 4; default -> 2; }];
            for (int k = 0; k < n.length; k++) {
                n[k] = Double.parseDouble(words[i + 1 + k]);
            }
            switch (words[i]) {
                case "M" -> path.moveTo(n[0], n[1]);
                case "L" -> path.lineTo(n[0], n[1]);
                case "C" -> path.curveTo(n[0], n[1], n[2], n[3], n[4], n[5]);
                // y grows downward in the platform's arcs, so that its angles turn the other way
                case "A" -> path.append(new Arc2D.Double(n[0] - n[2], n[1] - n[3], 2 * n[2], 2 * n[3],
                        -n[4], -n[5], Arc2D.OPEN), false);
                case "O" -> path.append(new Ellipse2D.Double(n[0] - n[2], n[1] - n[3], 2 * n[2], 2 * n[3]),
                        false);
                case "D" -> {
                    path.append(new Line2D.Double(n[0] - 0.4, n[1], n[0] + 0.4, n[1]), false);
                    path.append(new Line2D.Double(n[0], n[1] - 0.4, n[0], n[1] + 0.4), false);
                }
                default -> throw new AssertionError("unknown pen stroke " + words[i]);
            }
            i += 1 + n.length;
        }
        return path;
    }
}
