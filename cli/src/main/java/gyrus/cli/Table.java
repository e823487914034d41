package gyrus.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns, as wide as they need to be.
final class Table {

    private static final String GAP = "  ";

    private final String indent;
    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /// An empty table.
    ///
    /// @param indent what every line begins with
    /// @param alignment a letter a column: `l` for text, `r` for numbers
    Table(String indent, String alignment) {
        this.indent = indent;
        this.right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) right[i] = alignment.charAt(i) == 'r';
    }

    /// Adds a row, a cell a column.
    Table row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
        }
        rows.add(cells.clone());
        return this;
    }

    /// Prints it.
    void print(PrintStream out) {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], width(row[i]));
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - width(row[i]));
                line.append(i == 0 ? "" : GAP).append(right[i] ? space + row[i] : row[i] + space);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
