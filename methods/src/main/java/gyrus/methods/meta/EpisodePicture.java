package gyrus.methods.meta;

import gyrus.data.Episode;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.train.picture.Canvas;
import gyrus.train.picture.Palette;
import gyrus.train.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tasks of few examples, one a row: an example of each class, then queries under the class that they were given,
/// framed green where that is right and red where it is not.
final class EpisodePicture {

    private static final int QUERIES = 12;
    private static final double TILE = 44;
    private static final double GAP = 8;
    private static final double MARGIN = 24;
    private static final double HEAD = 64;
    private static final double ROW = TILE + 26;

    /// One task.
    ///
    /// @param examples the first example of each class
    /// @param queries what was asked about
    record Row(List<Picture> examples, List<Query> queries) {

        /// The first task of an episode.
        ///
        /// @param said the class of each query that was chosen
        static Row of(Episode episode, int[] said) {
            List<Picture> examples = new ArrayList<>();
            for (Tensor one : episode.support().select(0, 0).select(1, 0).unbind(0)) examples.add(picture(one));
            List<Query> queries = new ArrayList<>();
            Tensor[] asked = episode.query().select(0, 0).flatten(0, 1).unbind(0);
            int step = Math.max(1, asked.length / QUERIES); // so that all classes are met
            for (int i = 0; i < asked.length && queries.size() < QUERIES; i += step) {
                queries.add(new Query(picture(asked[i]), said[i], i / episode.queries()));
            }
            return new Row(examples, queries);
        }

        private static Picture picture(Tensor one) {
            return Picture.of(one.to(DType.FLOAT32).toFloats(), (int) one.size(0), (int) one.size(1), (int) one.size(2),
                    0, 1);
        }
    }

    /// A picture that was asked about.
    ///
    /// @param said the class chosen
    /// @param actual the class that it is of
    record Query(Picture picture, int said, int actual) {}

    private EpisodePicture() {}

    /// Draws the tasks and writes them as PNG.
    static void save(List<Row> rows, Path file) {
        int ways = rows.stream().mapToInt(row -> row.examples().size()).max().orElse(1);
        int asked = rows.stream().mapToInt(row -> row.queries().size()).max().orElse(1);
        double second = MARGIN + ways * (TILE + GAP) + 3 * GAP;
        Canvas canvas = new Canvas((int) (second + asked * (TILE + GAP) - GAP + MARGIN),
                (int) (HEAD + rows.size() * ROW + GAP));
        canvas.bold("One example of each class", MARGIN, 30, 14, Palette.TITLE, Canvas.Align.LEFT);
        canvas.bold("What others were taken for", second, 30, 14, Palette.TITLE, Canvas.Align.LEFT);
        for (int i = 0; i < rows.size(); i++) {
            double y = HEAD + i * ROW;
            List<Picture> examples = rows.get(i).examples();
            for (int n = 0; n < examples.size(); n++) {
                tile(canvas, examples.get(n), MARGIN + n * (TILE + GAP), y, name(n), Palette.AXIS);
            }
            List<Query> queries = rows.get(i).queries();
            for (int q = 0; q < queries.size(); q++) {
                Query query = queries.get(q);
                boolean right = query.said() == query.actual();
                tile(canvas, query.picture(), second + q * (TILE + GAP), y,
                        right ? name(query.said()) : "%s, is %s".formatted(name(query.said()), name(query.actual())),
                        right ? Palette.RIGHT : Palette.WRONG);
            }
        }
        canvas.save(file);
    }

    private static void tile(Canvas canvas, Picture picture, double x, double y, String caption, int colour) {
        canvas.picture(picture, x, y, TILE / Math.max(picture.width(), picture.height()));
        canvas.frame(x - 1, y - 1, TILE + 2, TILE + 2, 2, colour);
        canvas.text(caption, x + TILE / 2, y - 5, 11, Palette.TEXT, Canvas.Align.CENTER);
    }

    private static String name(int number) {
        return number < 26 ? Character.toString('A' + number) : Integer.toString(number + 1);
    }
}
