package gyrus.train.picture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.text.Normalizer;

/// Letters as strokes of a pen, for pictures that must not depend on installed fonts.
///
/// It knows ASCII and a few signs. Letters with accents lose them; what else it does not know is a hollow
/// box.
final class Lettering {

    /// Height of capitals in the units of [Glyphs].
    private static final double CAPITAL = 14;
    private static final double GAP = 3.7;
    /// Height of capitals as a share of the size, as in common fonts.
    private static final double SHARE = 0.7;

    private Lettering() {}

    /// Width of a text in pixels.
    ///
    /// @param size height of a line's letters with their ascenders and descenders, as a font's size
    static double width(String text, double size) {
        double width = 0;
        for (int c : known(text)) {
            width += Glyphs.of(c).width() + GAP;
        }
        return Math.max(0, width - GAP) * unit(size);
    }

    /// The pen path of a text that starts at (0, 0) on its base line, with y growing downward.
    static Path2D path(String text, double size) {
        var path = new Path2D.Double();
        double x = 0;
        for (int c : known(text)) {
            var glyph = Glyphs.of(c);
            path.append(glyph.path().getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
            x += glyph.width() + GAP;
        }
        path.transform(AffineTransform.getScaleInstance(unit(size), -unit(size)));
        return path;
    }

    /// The text, cut with three dots where it is wider than the room.
    static String fit(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        var points = text.codePoints().toArray();
        for (int n = points.length - 1; n > 0; n--) {
            var cut = new String(points, 0, n).strip() + "…";
            if (width(cut, size) <= room) {
                return cut;
            }
        }
        return "";
    }

    private static double unit(double size) {
        return size * SHARE / CAPITAL;
    }

    private static int[] known(String text) {
        var bare = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return bare.codePoints().map(c -> Character.isWhitespace(c) ? ' ' : c).toArray();
    }
}
