package gyrus.train.picture;

import gyrus.train.metric.Confusion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A confusion matrix as a picture: actual classes downward, predicted ones across, each row shaded by its
/// shares.
///
/// Numbers are drawn where they fit. So are names; of many classes each few is named.
public final class ConfusionPicture {

    private static final double MARGIN = 28;
    private static final double HEAD = 62;
    private static final double FOOT = 56;
    private static final double LONGEST_NAME = 110;
    private static final int BIGGEST = 720;
    /// Colour of cells that nothing fell into.
    private static final int NONE = 0xFAFBFC;

    private ConfusionPicture() {}

    /// Draws the matrix and writes it as PNG, whole or not at all.
    ///
    /// @param labels the classes' names, as many as the matrix has classes
    public static void save(Confusion confusion, List<String> labels, Path file) {
        draw(confusion, labels).save(file);
    }

    /// Draws the matrix.
    ///
    /// @throws IllegalArgumentException if there are not as many labels as classes
    public static Canvas draw(Confusion confusion, List<String> labels) {
        int classes = confusion.classes();
        if (labels.size() != classes) {
            throw new IllegalArgumentException(labels.size() + " labels for a confusion of " + classes
                    + " classes");
        }
        double cell = Math.clamp(480.0 / classes, (double) BIGGEST / Math.max(classes, 90), 96);
        double size = Math.clamp(cell * 0.42, 7, 13);
        double names = labels.stream().mapToDouble(l -> Canvas.widthOf(l, size)).max().orElse(0);
        names = Math.min(names, LONGEST_NAME);
        double left = MARGIN + 24 + names + 8;
        boolean upright = names > cell - 4;
        double below = upright ? names + 10 : 18;
        double side = cell * classes;
        double legend = 62;
        double width = Math.max(left + side + legend + MARGIN, 360);
        var canvas = new Canvas((int) Math.ceil(width), (int) Math.ceil(HEAD + side + below + FOOT - 18));
        canvas.bold("Confusion matrix", left, 28, 16, Palette.TITLE, Canvas.Align.LEFT);
        canvas.text(subtitle(confusion), left, 48, 12, Palette.TEXT, Canvas.Align.LEFT);
        cells(canvas, confusion, left, cell);
        canvas.frame(left, HEAD, side, side, 1, Palette.AXIS);
        names(canvas, labels, left, cell, size, upright);
        canvas.text("predicted", left + side / 2, HEAD + side + below + 24, 12.5, Palette.TITLE,
                Canvas.Align.CENTER);
        canvas.upward("actual", MARGIN, HEAD + side / 2, 12.5, Palette.TITLE, Canvas.Align.CENTER);
        legend(canvas, left + side + 18, side);
        return canvas;
    }

    private static String subtitle(Confusion confusion) {
        return confusion.total() == 0 ? "no samples"
                : String.format(Locale.ROOT, "%,d samples, %.2f%% right", confusion.total(),
                        100 * confusion.accuracy());
    }

    private static void cells(Canvas canvas, Confusion confusion, double left, double cell) {
        int classes = confusion.classes();
        double gap = cell >= 14 ? 1 : 0;
        canvas.rectangle(left, HEAD, classes * cell, classes * cell, NONE);
        for (int i = 1; i < classes && gap > 0; i++) {
            canvas.rectangle(left + i * cell - gap, HEAD, gap, classes * cell, 0xFFFFFF);
            canvas.rectangle(left, HEAD + i * cell - gap, classes * cell, gap, 0xFFFFFF);
        }
        for (int row = 0; row < classes; row++) {
            long total = confusion.actual(row);
            for (int column = 0; column < classes; column++) {
                long count = confusion.count(row, column);
                if (count == 0) {
                    continue;
                }
                double share = (double) count / total;
                // small shares are the interesting ones: errors must be seen beside a dark diagonal
                int colour = Palette.heat(Math.pow(share, 0.6));
                double x = left + column * cell;
                double y = HEAD + row * cell;
                canvas.rectangle(x, y, cell - gap, cell - gap, colour);
                var text = String.format(Locale.ROOT, "%,d", count);
                double size = Math.min(13, cell * 0.36);
                if (size >= 6.5) {
                    size = Math.min(size, size * (cell - 5) / Canvas.widthOf(text, size));
                    canvas.text(text, x + cell / 2, y + cell / 2 + size * 0.35, size,
                            share > 0.45 ? 0xFFFFFF : Palette.TITLE, Canvas.Align.CENTER);
                }
            }
        }
    }

    private static void names(Canvas canvas, List<String> labels, double left, double cell, double size,
            boolean upright) {
        double bottom = HEAD + labels.size() * cell;
        int every = (int) Math.ceil((size + 3) / cell);
        for (int i = 0; i < labels.size(); i += every) {
            var label = Lettering.fit(labels.get(i), size, LONGEST_NAME);
            double middle = (i + 0.5) * cell;
            canvas.text(label, left - 8, HEAD + middle + size * 0.35, size, Palette.TEXT, Canvas.Align.RIGHT);
            if (upright) {
                canvas.upward(label, left + middle + size * 0.35, bottom + 8, size, Palette.TEXT,
                        Canvas.Align.RIGHT);
            } else {
                canvas.text(label, left + middle, bottom + 18, size, Palette.TEXT, Canvas.Align.CENTER);
            }
        }
    }

    private static void legend(Canvas canvas, double x, double side) {
        double height = Math.min(side, 200);
        for (int i = 0; i < height; i++) {
            canvas.rectangle(x, HEAD + i, 10, 1.5, Palette.heat(Math.pow(1 - i / height, 0.6)));
        }
        canvas.frame(x, HEAD, 10, height, 0.75, Palette.AXIS);
        for (int percent : new int[] {0, 50, 100}) {
            double y = HEAD + height * (1 - percent / 100.0);
            double down = percent == 100 ? 8 : percent == 0 ? 0 : 4;
            canvas.text(percent + "%", x + 16, y + down, 10.5, Palette.TEXT, Canvas.Align.LEFT);
        }
    }
}
