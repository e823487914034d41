package gyrus.data.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import gyrus.data.file.BadFileException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Rows of text cells under named columns, as in a CSV file with a header (RFC 4180, UTF-8).
///
/// @param header names of the columns, each once
/// @param rows   the cells; every row has as many as the header
public record Table(List<String> header, List<List<String>> rows) {

    private static final char MARK = '\uFEFF';                      // of the byte order
    private static final int LONGEST = 1 << 21;                     // characters of a cell, about
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?");

    /// Checks that names are unique and rows as long as the header.
    ///
    /// @throws IllegalArgumentException if they are not
    public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        var seen = new HashSet<String>();
        for (var name : header) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("column '" + name + "' is there twice");
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != header.size()) {
                throw new IllegalArgumentException("row %d has %d cells, the header %d"
                        .formatted(i + 1, rows.get(i).size(), header.size()));
            }
        }
    }

    /// Reads a file whose first line is the header.
    ///
    /// @throws BadFileException     if it is empty, not UTF-8, or a row has more or fewer cells than the
    ///        header
    /// @throws UncheckedIOException if it cannot be read
    public static Table read(Path file) {
        return read(file, ',');
    }

    /// As [#read(Path)], with another separator between cells.
    public static Table read(Path file, char separator) {
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            text.mark(1);
            if (text.read() != MARK) {
                text.reset();
            }
            return read(file.toString(), text, separator);
        } catch (CharacterCodingException e) {
            throw refused(file.toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Reads the text of a file; `name` is for messages.
    ///
    /// @throws BadFileException as [#read(Path)]
    public static Table parse(String name, String text, char separator) {
        boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
        return read(name, new StringReader(marked ? text.substring(1) : text), separator);
    }

    private static Table read(String name, Reader text, char separator) {
        var lines = new ArrayList<List<String>>();
        try (var csv = CsvReader.builder().fieldSeparator(separator).allowExtraFields(true)
                .allowMissingFields(true).maxBufferSize(LONGEST).ofCsvRecord(text)) {
            for (CsvRecord line : csv) {
                lines.add(List.copyOf(line.getFields()));
                int expected = lines.getFirst().size();
                if (line.getFieldCount() != expected) {
                    throw new BadFileException(name, "line %d has %d cells, the header %d"
                            .formatted(line.getStartingLineNumber(), line.getFieldCount(), expected));
                }
            }
        } catch (CsvParseException e) {
            throw refused(name, e);
        } catch (UncheckedIOException e) {
            throw refused(name, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.isEmpty()) {
            throw new BadFileException(name, "is empty; a header was expected");
        }
        var header = lines.getFirst().stream().map(String::strip).toList();
        if (new HashSet<>(header).size() < header.size()) {
            throw new BadFileException(name, "a column is there twice in the header " + header);
        }
        return new Table(header, lines.subList(1, lines.size()));
    }

    private static BadFileException refused(String name, Exception e) {
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return new BadFileException(name, first instanceof CharacterCodingException
                ? "is not UTF-8; convert it first" : "no CSV: " + first.getMessage(), e);
    }

    /// Number of rows.
    public int size() {
        return rows.size();
    }

    /// The rows of these numbers, in this order.
    public Table select(int... numbers) {
        var chosen = new ArrayList<List<String>>();
        for (int number : numbers) {
            chosen.add(rows.get(number));
        }
        return new Table(header, chosen);
    }

    /// All columns but these.
    public Table without(String... names) {
        var out = new HashSet<Integer>();
        for (var name : names) {
            out.add(index(name));
        }
        var kept = new ArrayList<Integer>();
        for (int i = 0; i < header.size(); i++) {
            if (!out.contains(i)) {
                kept.add(i);
            }
        }
        return new Table(kept.stream().map(header::get).toList(),
                rows.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }

    /// The cells of a column.
    ///
    /// @throws IllegalArgumentException if there is no such column
    public List<String> column(String name) {
        int index = index(name);
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /// The numbers of a column; a missing one is NaN.
    ///
    /// @throws IllegalArgumentException if there is no such column or a cell is no number
    public double[] numbers(String name) {
        var cells = column(name);
        var numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(cells.get(i));
            if (Double.isNaN(numbers[i]) && !missing(cells.get(i))) {
                throw new IllegalArgumentException("column '%s', row %d: '%s' is no number"
                        .formatted(name, i + 1, cells.get(i)));
            }
        }
        return numbers;
    }

    /// Whether every cell of the column that is there is a finite number, and one is there.
    public boolean numeric(String name) {
        boolean some = false;
        for (var cell : column(name)) {
            if (!missing(cell)) {
                if (Double.isNaN(number(cell))) {
                    return false;
                }
                some = true;
            }
        }
        return some;
    }

    /// Whether a cell says that nothing is known: empty, `NA`, `N/A`, `NaN`, `null` or `?`.
    static boolean missing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /// The finite number in a cell, else NaN.
    private static double number(String cell) {
        var text = cell.strip();
        if (text.isEmpty() || "fFdD".indexOf(text.charAt(text.length() - 1)) >= 0) {
            return Double.NaN;                                      // 1f and 1d are numbers in Java only
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private int index(String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column '" + name + "' among " + header);
        }
        return index;
    }
}
