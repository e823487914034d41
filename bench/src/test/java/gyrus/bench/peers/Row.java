package gyrus.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A row of the tables: work that each side does.
///
/// @param name by which it can be asked for
/// @param title what it is, for people
/// @param work what to do
/// @param best settings of PyTorch that are tried beside its usual ones
/// @param unit what is counted a second; empty where the time of doing it once is told
record Row(String name, String title, Work work, List<String> best, String unit) {

    /// All rows of a file.
    static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] parts = line.split("\\s*\\|\\s*");
            if (parts.length != 3) {
                throw new IllegalArgumentException("%s: \"%s\" is not: name | title | keys".formatted(file, line));
            }
            Work work = Work.of(parts[2].strip().split("\\s+"));
            rows.add(new Row(parts[0].strip(), parts[1], work.without("best").without("unit"),
                    Arrays.asList(work.text("best").split(",")), work.keys().getOrDefault("unit", "")));
        }
        return rows;
    }

    /// Those with one of these texts in their names, or all where there are none.
    static List<Row> chosen(List<Row> rows, List<String> names) {
        if (names.isEmpty()) return rows;
        List<Row> chosen = rows.stream().filter(row -> names.stream().anyMatch(row.name::contains)).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no row has %s in its name; there are %s".formatted(
                    String.join(" or ", names), String.join(", ", rows.stream().map(Row::name).toList())));
        }
        return chosen;
    }

    /// The one of that name.
    static Row named(List<Row> rows, String name) {
        return rows.stream().filter(row -> row.name.equals(name)).findFirst().orElseThrow();
    }

    /// A time of doing it once, as a table tells it.
    ///
    /// @param units that doing it once makes
    String tell(double nanos, double units) {
        if (unit.isEmpty()) return Figures.time(nanos);
        return "%s %s/s".formatted(Figures.rate(units * 1e9 / nanos), unit);
    }
}
