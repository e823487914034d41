package gyrus.train.picture;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Points of the plane, each in the colour of its class, with a legend. Both axes have the same scale, and no numbers:
/// in a map only distances mean something.
public final class Scatter {

    private static final int SIDE = 560;
    private static final int MARGIN = 24;
    private static final int HEAD = 60;
    private static final int LEGEND = 120;
    private static final int LINE = 20;

    /// Classes in the legend at most.
    private static final int MOST = 27;

    private Scatter() {}

    /// Draws the points and writes them as PNG, whole or not at all.
    ///
    /// @param subtitle what there is to know besides, in a line
    /// @param points x and y of each in turn
    /// @param labels the class of each; empty for none
    public static void save(String title, String subtitle, float[] points, List<String> labels, Path file) {
        draw(title, subtitle, points, labels).save(file);
    }

    /// Draws the points.
    ///
    /// @throws IllegalArgumentException unless there is a label for each
    public static Canvas draw(String title, String subtitle, float[] points, List<String> labels) {
        if (labels.size() != points.length / 2 || points.length % 2 != 0) {
            throw new IllegalArgumentException("%d labels for %d coordinates; give two numbers and a label a point"
                    .formatted(labels.size(), points.length));
        }
        List<String> classes = classes(labels);
        boolean legend = classes.size() > 1;
        Canvas canvas = new Canvas(SIDE + 2 * MARGIN + (legend ? LEGEND : 0), SIDE + HEAD + MARGIN);
        canvas.bold(title, MARGIN, 30, 16, Palette.TITLE, Canvas.Align.LEFT);
        canvas.text(subtitle, MARGIN, 48, 12, Palette.TEXT, Canvas.Align.LEFT);
        canvas.frame(MARGIN, HEAD, SIDE, SIDE, 1, Palette.AXIS);
        dots(canvas, points, labels, classes);
        if (legend) legend(canvas, classes);
        return canvas;
    }

    private static List<String> classes(List<String> labels) {
        TreeSet<String> names = new TreeSet<>((a, b) -> a.length() != b.length() && whole(a) && whole(b)
                ? Integer.compare(a.length(), b.length()) : a.compareTo(b));
        names.addAll(labels);
        return new ArrayList<>(names);
    }

    private static boolean whole(String label) {
        return label.matches("\\d+");
    }

    private static void dots(Canvas canvas, float[] points, List<String> labels, List<String> classes) {
        double lowX = Double.POSITIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points.length; i += 2) {
            if (!Float.isFinite(points[i]) || !Float.isFinite(points[i + 1])) continue;
            lowX = Math.min(lowX, points[i]);
            highX = Math.max(highX, points[i]);
            lowY = Math.min(lowY, points[i + 1]);
            highY = Math.max(highY, points[i + 1]);
        }
        double span = Math.max(Math.max(highX - lowX, highY - lowY), 1e-30);
        double scale = (SIDE - 24) / span;
        double radius = Math.clamp(60 / Math.sqrt(labels.size() + 1.0), 0.9, 3.5);
        for (int i = 0; i < labels.size(); i++) {
            double x = points[2 * i];
            double y = points[2 * i + 1];
            if (!Double.isFinite(x) || !Double.isFinite(y)) continue;
            canvas.dot(MARGIN + SIDE / 2.0 + (x - (lowX + highX) / 2) * scale,
                    HEAD + SIDE / 2.0 - (y - (lowY + highY) / 2) * scale, radius,
                    colour(classes.indexOf(labels.get(i)), classes.size()));
        }
    }

    private static void legend(Canvas canvas, List<String> classes) {
        double x = MARGIN + SIDE + 20;
        for (int i = 0; i < Math.min(classes.size(), MOST); i++) {
            double y = HEAD + 12 + i * LINE;
            canvas.dot(x, y - 4, 4.5, colour(i, classes.size()));
            canvas.text(Lettering.fit(classes.get(i), 12, LEGEND - 36), x + 12, y, 12, Palette.TEXT,
                    Canvas.Align.LEFT);
        }
        if (classes.size() > MOST) {
            canvas.text("and %d more".formatted(classes.size() - MOST), x, HEAD + 12 + MOST * LINE, 12, Palette.FAINT,
                    Canvas.Align.LEFT);
        }
    }

    /// The colour of a class; beyond those of the palette, colours around the circle.
    static int colour(int place, int classes) {
        if (classes <= Palette.CLASSES.size()) return Palette.CLASSES.get(place);
        return Color.HSBtoRGB((float) place / classes, place % 2 == 0 ? 0.85f : 0.6f, place % 3 == 0 ? 0.7f : 0.9f)
                & 0xFFFFFF;
    }
}
