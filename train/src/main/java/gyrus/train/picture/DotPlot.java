package gyrus.train.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A panel of dots in the plane, perhaps with a line.
///
/// @param title what is shown upward
/// @param across what is shown to the right
/// @param dots the dots; those that are not finite are left out
/// @param line through these points, in their order; may be empty
/// @param logAcross whether the scale to the right may be one of factors, which it is where values span much
/// @param logUp the same upward
/// @param names of the values 0, 1, 2 … to the right; empty where they are numbers
public record DotPlot(String title, String across, List<Dot> dots, List<Canvas.Point> line, boolean logAcross,
        boolean logUp, List<String> names) {

    private static final int WIDTH = 380;
    private static final int HEIGHT = 270;
    private static final int HEAD = 44;
    private static final double LEFT = 64;
    private static final double RIGHT = 18;
    private static final double TOP = 36;
    private static final double BOTTOM = 50;
    private static final double SMALL = 11.5;

    /// A dot.
    ///
    /// @param x to the right
    /// @param y upward
    /// @param strength 0 for faint to 1 for strong
    /// @param marked whether it stands out
    public record Dot(double x, double y, double strength, boolean marked) {}

    /// Takes over copies.
    public DotPlot {
        dots = List.copyOf(dots);
        line = List.copyOf(line);
        names = List.copyOf(names);
    }

    /// Draws panels in rows and writes them as PNG, whole or not at all.
    public static void save(String title, List<DotPlot> panels, Path file) {
        draw(title, panels).save(file);
    }

    /// Draws panels in rows of up to three.
    public static Canvas draw(String title, List<DotPlot> panels) {
        int columns = Math.clamp(panels.size(), 1, 3);
        int rows = Math.max(1, (panels.size() + columns - 1) / columns);
        var canvas = new Canvas(columns * WIDTH + 16, HEAD + rows * HEIGHT + 8);
        canvas.bold(title, 24, 30, 16, Palette.TITLE, Canvas.Align.LEFT);
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).draw(canvas, i % columns * WIDTH + LEFT, HEAD + i / columns * HEIGHT + TOP);
        }
        return canvas;
    }

    private void draw(Canvas canvas, double x, double y) {
        double width = WIDTH - LEFT - RIGHT;
        double height = HEIGHT - TOP - BOTTOM;
        Axis right = names.isEmpty() ? Axis.of(dots.stream().mapToDouble(Dot::x).toArray(), logAcross)
                : new Axis(-0.5, names.size() - 0.5, false);
        Axis up = Axis.of(dots.stream().mapToDouble(Dot::y).toArray(), logUp);
        grid(canvas, right, up, x, y, width, height);
        canvas.bold(title.replace('_', ' '), x, y - 12, 13, Palette.TITLE, Canvas.Align.LEFT);
        canvas.text(across, x + width / 2, y + height + 38, SMALL, Palette.TEXT, Canvas.Align.CENTER);
        List<Canvas.Point> points = new ArrayList<>();
        for (Canvas.Point point : line) {
            points.add(new Canvas.Point(x + right.at(point.x()) * width, y + height - up.at(point.y()) * height));
        }
        canvas.polyline(points, 2, Palette.LINES.get(0), 1);
        for (boolean marked : new boolean[] {false, true}) {
            for (Dot dot : dots) {
                if (dot.marked() != marked || !Double.isFinite(dot.x()) || !Double.isFinite(dot.y())) continue;
                int colour = marked ? Palette.LINES.get(1)
                        : Palette.mix(0xDBEAFE, Palette.LINES.get(0), Math.clamp(dot.strength(), 0, 1));
                canvas.dot(x + right.at(dot.x()) * width, y + height - up.at(dot.y()) * height, marked ? 5 : 3.5,
                        colour);
            }
        }
        canvas.line(x, y + height, x + width, y + height, 1, Palette.AXIS);
        canvas.line(x, y, x, y + height, 1, Palette.AXIS);
    }

    private void grid(Canvas canvas, Axis right, Axis up, double x, double y, double width, double height) {
        List<Double> places = names.isEmpty() ? right.ticks(5)
                : IntStream.range(0, names.size()).mapToObj(i -> (double) i).toList();
        List<String> labels = names.isEmpty() ? right.labels(places) : names;
        for (int i = 0; i < places.size(); i++) {
            double at = x + right.at(places.get(i)) * width;
            canvas.line(at, y, at, y + height, 1, Palette.GRID);
            canvas.text(labels.get(i), at, y + height + 18, SMALL, Palette.TEXT, Canvas.Align.CENTER);
        }
        List<Double> ticks = up.ticks(5);
        List<String> values = up.labels(ticks);
        for (int i = 0; i < ticks.size(); i++) {
            double at = y + height - up.at(ticks.get(i)) * height;
            canvas.line(x, at, x + width, at, 1, Palette.GRID);
            canvas.text(values.get(i), x - 8, at + 4, SMALL, Palette.TEXT, Canvas.Align.RIGHT);
        }
    }
}
