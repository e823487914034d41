package gyrus.data.table;

import gyrus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How the rows of a table become rows of numbers: each column by what the training rows showed, side by
/// side.
///
/// It is a value: save it with the net, since new rows must be read the same way.
///
/// @param columns the columns that are read, by name, in the order of the numbers
public record Encoding(List<Column> columns) {

    /// Copies the columns.
    public Encoding {
        columns = List.copyOf(columns);
    }

    /// Fits all columns of the training rows: numbers are standardised, everything else is categorical.
    public static Encoding fit(Table train) {
        var columns = new ArrayList<Column>();
        for (var name : train.header()) {
            columns.add(train.numeric(name) ? Column.Numeric.fit(train, name)
                    : Column.Categorical.fit(train, name));
        }
        return new Encoding(columns);
    }

    /// Numbers in a row.
    public int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    /// Names of the numbers of a row.
    public List<String> features() {
        return columns.stream().flatMap(column -> column.features().stream()).toList();
    }

    /// The rows as numbers, one array a row.
    ///
    /// @throws IllegalArgumentException if a column is missing or a cell cannot be read
    public float[][] encode(Table table) {
        var rows = new float[table.size()][width()];
        int at = 0;
        for (var column : columns) {
            var cells = table.column(column.name());
            for (int i = 0; i < rows.length; i++) {
                column.encode(cells.get(i), rows[i], at);
            }
            at += column.width();
        }
        return rows;
    }

    /// The rows as a float tensor (N, width).
    public Tensor tensor(Table table) {
        var rows = encode(table);
        int width = width();
        var values = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return Tensor.of(values, rows.length, width);
    }
}
