package gyrus.train.picture;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Pictures with what a net took them for: right answers green, wrong ones red with the true class.
public final class SampleGrid {

    /// A picture and its prediction.
    ///
    /// @param picture     what the net saw
    /// @param actual      the true class, or empty where it is not known
    /// @param predicted   the class that the net chose
    /// @param probability how sure it was, 0 to 1; NaN where it does not tell
    public record Sample(Picture picture, String actual, String predicted, double probability) {

        /// Whether the prediction is right.
        public boolean right() {
            return actual.equals(predicted);
        }
    }

    private static final double TILE = 96;
    private static final double GAP = 18;
    private static final double CAPTION = 42;
    private static final double HEAD = 66;
    private static final double MARGIN = 24;

    private SampleGrid() {}

    /// Draws the samples and writes them as PNG, whole or not at all.
    public static void save(String title, List<Sample> samples, Path file) {
        draw(title, samples).save(file);
    }

    /// Draws the samples in rows, nearly twice as wide as high.
    public static Canvas draw(String title, List<Sample> samples) {
        int columns = Math.clamp((int) Math.ceil(Math.sqrt(samples.size() * 2.2)), 4, 12);
        int rows = Math.max(1, (samples.size() + columns - 1) / columns);
        var canvas = new Canvas((int) (2 * MARGIN + columns * (TILE + GAP) - GAP),
                (int) (HEAD + rows * (TILE + CAPTION) + 12));
        canvas.bold(title, MARGIN, 30, 16, Palette.TITLE, Canvas.Align.LEFT);
        canvas.text(subtitle(samples), MARGIN, 48, 12, Palette.TEXT, Canvas.Align.LEFT);
        for (int i = 0; i < samples.size(); i++) {
            int row = i / columns;
            int column = i % columns;
            sample(canvas, samples.get(i), MARGIN + column * (TILE + GAP), HEAD + row * (TILE + CAPTION));
        }
        return canvas;
    }

    private static void sample(Canvas canvas, Sample sample, double x, double y) {
        var picture = sample.picture();
        double pixel = TILE / Math.max(picture.width(), picture.height());
        double width = pixel * picture.width();
        double height = pixel * picture.height();
        double left = x + (TILE - width) / 2;
        double top = y + (TILE - height) / 2;
        boolean known = !sample.actual().isEmpty();
        int colour = !known ? Palette.TITLE : sample.right() ? Palette.RIGHT : Palette.WRONG;
        canvas.picture(picture, left, top, pixel);
        canvas.frame(left - 1, top - 1, width + 2, height + 2, 2, known ? colour : Palette.AXIS);
        var sure = Double.isNaN(sample.probability()) ? ""
                : String.format(Locale.ROOT, "%.0f%%", 100 * sample.probability());
        double room = TILE - Canvas.widthOf(sure, 11) - 6;
        var predicted = Lettering.fit(sample.predicted(), 13, room);
        canvas.bold(predicted, x, y + TILE + 17, 13, colour, Canvas.Align.LEFT);
        canvas.text(sure, x + TILE, y + TILE + 17, 11, Palette.TEXT, Canvas.Align.RIGHT);
        if (known && !sample.right()) {
            canvas.text(Lettering.fit("is " + sample.actual(), 11, TILE), x, y + TILE + 32, 11, Palette.TEXT,
                    Canvas.Align.LEFT);
        }
    }

    private static String subtitle(List<Sample> samples) {
        long known = samples.stream().filter(s -> !s.actual().isEmpty()).count();
        long right = samples.stream().filter(s -> !s.actual().isEmpty() && s.right()).count();
        return known == 0 ? samples.size() + " samples" : right + " of " + known + " right";
    }
}
