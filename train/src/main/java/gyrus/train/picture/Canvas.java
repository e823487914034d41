package gyrus.train.picture;

import gyrus.train.internal.WholeFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// A white sheet to draw on, saved as PNG. Units are pixels of a plain screen, (0, 0) at the top left; the
/// file has twice as many, so that it is sharp on a fine one. Colours are `0xRRGGBB`.
///
/// Letters are drawn as strokes: no font is needed.
public final class Canvas {

    /// Where a text lies relative to its point.
    public enum Align {
        /// It starts there.
        LEFT,
        /// Its middle is there.
        CENTER,
        /// It ends there.
        RIGHT
    }

    /// A point.
    ///
    /// @param x to the right
    /// @param y downward
    public record Point(double x, double y) {}

    private static final int SCALE = 2;

    private final int width;
    private final int height;
    private final BufferedImage image;
    private final Graphics2D graphics;

    /// An empty sheet.
    ///
    /// @param width  in pixels of a plain screen
    /// @param height in the same
    public Canvas(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > 100_000_000L) {
            throw new IllegalArgumentException("canvas of " + width + " × " + height
                    + " pixels; use 1 to 100 million");
        }
        this.width = width;
        this.height = height;
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        rectangle(0, 0, width, height, 0xFFFFFF);
    }

    /// Width in pixels of a plain screen.
    public int width() {
        return width;
    }

    /// Height in pixels of a plain screen.
    public int height() {
        return height;
    }

    /// A filled rectangle.
    public void rectangle(double x, double y, double width, double height, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    /// A filled rectangle with round corners.
    public void rounded(double x, double y, double width, double height, double radius, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius));
    }

    /// The outline of a rectangle.
    public void frame(double x, double y, double width, double height, double stroke, int colour) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) stroke));
        graphics.draw(new Rectangle2D.Double(x, y, width, height));
    }

    /// A straight line.
    public void line(double x1, double y1, double x2, double y2, double stroke, int colour) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) stroke, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /// A line through points; it breaks where a coordinate is not finite.
    ///
    /// @param opacity 0 for invisible to 1 for solid
    public void polyline(List<Point> points, double stroke, int colour, double opacity) {
        var path = new Path2D.Double();
        boolean down = false;
        for (var point : points) {
            if (!Double.isFinite(point.x()) || !Double.isFinite(point.y())) {
                down = false;
            } else if (down) {
                path.lineTo(point.x(), point.y());
            } else {
                path.moveTo(point.x(), point.y());
                path.lineTo(point.x(), point.y());
                down = true;
            }
        }
        graphics.setColor(new Color(colour >> 16 & 255, colour >> 8 & 255, colour & 255,
                (int) Math.round(255 * Math.clamp(opacity, 0, 1))));
        graphics.setStroke(new BasicStroke((float) stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    /// A filled circle.
    public void dot(double x, double y, double radius, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /// A line of text whose letters stand on `y`.
    ///
    /// @param size as a font's size
    public void text(String text, double x, double y, double size, int colour, Align align) {
        draw(text, x, y, size, 0.075, colour, align, 0);
    }

    /// A line of bold text whose letters stand on `y`.
    public void bold(String text, double x, double y, double size, int colour, Align align) {
        draw(text, x, y, size, 0.115, colour, align, 0);
    }

    /// A line of text that reads from bottom to top, whose letters stand on `x`.
    public void upward(String text, double x, double y, double size, int colour, Align align) {
        draw(text, x, y, size, 0.075, colour, align, -Math.PI / 2);
    }

    /// Width that a text takes.
    public static double widthOf(String text, double size) {
        return Lettering.width(text, size);
    }

    /// A picture, whose pixels become squares of that size.
    public void picture(Picture picture, double x, double y, double pixel) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                double left = Math.rint((x + column * pixel) * SCALE) / SCALE;
                double top = Math.rint((y + row * pixel) * SCALE) / SCALE;
                double right = Math.rint((x + (column + 1) * pixel) * SCALE) / SCALE;
                double bottom = Math.rint((y + (row + 1) * pixel) * SCALE) / SCALE;
                rectangle(left, top, right - left, bottom - top, picture.at(column, row));
            }
        }
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /// Colour of a pixel of the sheet.
    public int colourAt(double x, double y) {
        return image.getRGB((int) (x * SCALE), (int) (y * SCALE)) & 0xFFFFFF;
    }

    /// The sheet as a PNG file's bytes.
    public byte[] png() {
        return Picture.png(image);
    }

    /// Writes the sheet as PNG, whole or not at all.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void save(Path file) {
        WholeFile.write(file, png());
    }

    private void draw(String text, double x, double y, double size, double pen, int colour, Align align,
            double angle) {
        var place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(angle);
        double width = align == Align.LEFT ? 0 : Lettering.width(text, size);
        place.translate(align == Align.LEFT ? 0 : align == Align.RIGHT ? -width : -width / 2, 0);
        var path = Lettering.path(text, size);
        path.transform(place);
        graphics.setColor(new Color(colour));
        graphics.setStroke(new BasicStroke((float) (size * pen), BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }
}
