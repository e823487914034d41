package gyrus.cli;

import gyrus.train.metric.Measure;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/// Figures for people.
final class Figures {

    private Figures() {}

    /// Prints figures by name, one a line.
    static void print(Map<String, Double> figures, PrintStream out) {
        Table table = new Table("", "lr");
        figures.forEach((name, value) -> table.row(name, figure(name, value)));
        table.print(out);
    }

    /// One figure, accuracy as a percentage.
    static String figure(String name, double value) {
        if (name.equals(Measure.ACCURACY.id())) return percent(value);
        double size = Math.abs(value);
        boolean usual = size == 0 || size >= 1e-3 && size < 1e6;
        return String.format(Locale.ROOT, usual ? size < 100 ? "%.4f" : "%,.1f" : "%.3e", value);
    }

    /// A share as `98.47%`.
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    /// A number as `61,706`.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A number of bytes as `240 KiB`.
    static String bytes(long bytes) {
        if (bytes < 1 << 10) return bytes + " B";
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < 4) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %ciB" : "%.0f %ciB", size, "KMGTP".charAt(unit));
    }

    /// A time as `58 s` or `3 min 20 s`.
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds)
                : whole < 60 ? whole + " s"
                : whole < 3600 ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }
}
