package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.data.Dataset;
import gyrus.data.Splits;
import gyrus.data.sets.Digits;
import gyrus.data.table.Column.Numeric;
import gyrus.data.table.Encoding;
import gyrus.data.table.Table;
import gyrus.tensor.Tensor;
import gyrus.train.picture.Picture;
import gyrus.train.picture.PictureGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the fits share: examples as rows of numbers. They are digits, or the rows of a table, whose numbers are
/// standardised and whose first other column names their classes.
final class Points {

    /// What `data` can be.
    static final String HELP = "folder with MNIST's files or folders 0 to 9 of pictures, or a CSV file with columns of "
            + "numbers; mnist fetches it; empty draws digits";

    /// Numbers in a digit.
    static final int DIGIT = DigitPictures.SIZE * DigitPictures.SIZE;

    private static final double VALIDATION = 0.1;
    private static final double TEST = 0.2;

    /// More digits than their share, so that with parts rounded down there are enough.
    private static final int ROUNDED = 3;

    private Points() {}

    /// The examples of `data`, or `count` drawn digits.
    static Splits<Batch> of(String data, int count, long seed) {
        if (table(data)) {
            Table table = Table.read(Path.of(data));
            return Splits.of(Dataset.of(numbers(table).tensor(table), classes(table)), seed, VALIDATION, TEST);
        }
        if (!data.isBlank()) return Digits.of(data, count, seed);
        return some(Digits.generated((int) Math.ceil(count / (1 + VALIDATION + TEST)) + ROUNDED, seed), count);
    }

    /// Numbers in an example.
    static int width(String data) {
        return table(data) ? numbers(Table.read(Path.of(data))).width() : DIGIT;
    }

    private static boolean table(String data) {
        return data.endsWith(".csv");
    }

    private static Encoding numbers(Table table) {
        List<Numeric> columns = table.header().stream().filter(table::numeric).map(name -> Numeric.fit(table, name))
                .toList();
        if (columns.isEmpty()) throw new IllegalArgumentException("no column of numbers among " + table.header());
        return new Encoding(List.copyOf(columns));
    }

    private static Tensor classes(Table table) {
        long[] classes = new long[table.size()];
        table.header().stream().filter(name -> !table.numeric(name)).findFirst().ifPresent(name -> {
            List<String> cells = table.column(name);
            List<String> names = cells.stream().distinct().sorted().toList();
            for (int i = 0; i < classes.length; i++) classes[i] = names.indexOf(cells.get(i));
        });
        return Tensor.of(classes);
    }

    /// How many examples there are.
    static int size(Splits<Batch> data) {
        return data.parts().stream().mapToInt(Dataset::size).sum();
    }

    /// The first examples of each part, `count` in all, in the parts' proportions.
    static Splits<Batch> some(Splits<Batch> data, int count) {
        int size = size(data);
        if (count >= size) return data;
        int[] shares = data.parts().stream().mapToInt(part -> (int) ((long) part.size() * count / size)).toArray();
        int left = count - Arrays.stream(shares).sum();
        for (int part = 0; part < shares.length; part++) {
            if (left > 0 && shares[part] < data.parts().get(part).size()) {
                shares[part]++;
                left--;
            }
        }
        return new Splits<>(data.train().range(0, shares[0]), data.validation().range(0, shares[1]),
                data.test().range(0, shares[2]));
    }

    /// Rows as pictures side by side, each from its lowest number to its highest; none where they are no digits.
    static List<Picture> pictures(Tensor rows) {
        List<Picture> pictures = new ArrayList<>();
        if (rows.size(1) != DIGIT) return pictures;
        for (Tensor row : rows.unbind(0)) {
            pictures.add(Picture.of(row.toFloats(), 1, DigitPictures.SIZE, DigitPictures.SIZE, row.min().item(),
                    row.max().item()));
        }
        return pictures.isEmpty() ? pictures : List.of(PictureGrid.of(pictures).enlarged(3));
    }
}
