package gyrus.data.table;

import java.util.List;

/// How one column of a table becomes numbers, fitted on the training rows.
public sealed interface Column {

    /// Name of the column.
    String name();

    /// Numbers that a cell becomes.
    int width();

    /// Names of those numbers.
    List<String> features();

    /// Writes the numbers of a cell from `at` on.
    ///
    /// @throws IllegalArgumentException if the cell cannot be read
    void encode(String cell, float[] target, int at);

    /// A number, standardised: `(x − mean) / deviation`; a missing one becomes 0, the mean.
    ///
    /// @param name      of the column
    /// @param mean      of the training rows
    /// @param deviation standard deviation of the training rows; 1 where they are all equal
    record Numeric(String name, double mean, double deviation) implements Column {

        /// Fits the column to the rows of a table.
        public static Numeric fit(Table train, String name) {
            double sum = 0;
            int count = 0;
            var numbers = train.numbers(name);
            for (double x : numbers) {
                if (!Double.isNaN(x)) {
                    sum += x;
                    count++;
                }
            }
            if (count == 0) {
                throw new IllegalArgumentException("column '" + name + "' has no number to fit on");
            }
            double mean = sum / count;
            double squares = 0;
            for (double x : numbers) {
                squares += Double.isNaN(x) ? 0 : (x - mean) * (x - mean);
            }
            double deviation = Math.sqrt(squares / count);
            return new Numeric(name, mean, deviation > 0 ? deviation : 1);
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public List<String> features() {
            return List.of(name);
        }

        @Override
        public void encode(String cell, float[] target, int at) {
            double x = new Table(List.of(name), List.of(List.of(cell))).numbers(name)[0];
            target[at] = Double.isNaN(x) ? 0 : (float) standardize(x);
        }

        /// The value in deviations from the mean.
        public double standardize(double x) {
            return (x - mean) / deviation;
        }

        /// The value that [#standardize] came from.
        public double restore(double z) {
            return z * deviation + mean;
        }
    }

    /// One of some levels: 1 at the level's place, else 0. A level that training did not show gives zeros
    /// only.
    ///
    /// @param name   of the column
    /// @param levels in order, each once
    record Categorical(String name, List<String> levels) implements Column {

        /// Copies the levels.
        public Categorical {
            levels = List.copyOf(levels);
        }

        /// The levels of the rows of a table, sorted.
        public static Categorical fit(Table train, String name) {
            var cells = train.column(name).stream();
            return new Categorical(name, cells.map(String::strip).distinct().sorted().toList());
        }

        @Override
        public int width() {
            return levels.size();
        }

        @Override
        public List<String> features() {
            return levels.stream().map(level -> name + "=" + level).toList();
        }

        @Override
        public void encode(String cell, float[] target, int at) {
            int level = levels.indexOf(cell.strip());
            for (int i = 0; i < levels.size(); i++) {
                target[at + i] = i == level ? 1 : 0;
            }
        }

        /// Number of the cell's level.
        ///
        /// @throws IllegalArgumentException for another level
        public int id(String cell) {
            int level = levels.indexOf(cell.strip());
            if (level < 0) {
                throw new IllegalArgumentException("column '%s' has '%s', which is none of %s"
                        .formatted(name, cell, levels));
            }
            return level;
        }
    }
}
