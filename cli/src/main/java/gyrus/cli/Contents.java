package gyrus.cli;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.tensor.DType;
import gyrus.tensor.Shape;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tensors of a net or of a file.
///
/// @param parameters how many learned values; of a file, which does not tell them from others, all values
/// @param tensors each of them
record Contents(long parameters, List<Row> tensors) {

    /// One tensor.
    record Row(String name, DType type, Shape shape, long bytes) {}

    /// Those of a net, which may be one without memory.
    static Contents of(Net net) {
        List<Row> rows = new ArrayList<>();
        Nets.state(net).forEach((name, tensor) -> rows.add(new Row(name, tensor.dtype(), tensor.shape(),
                tensor.shape().count() * tensor.dtype().bytes())));
        return new Contents(Nets.count(net), rows);
    }

    /// Those of a file.
    static Contents of(Safetensors file) {
        List<Row> rows = file.entries().values().stream()
                .map(entry -> new Row(entry.name(), entry.type(), entry.shape(), entry.bytes())).toList();
        return new Contents(rows.stream().mapToLong(row -> row.shape().count()).sum(), rows);
    }

    /// The tensors as JSON has them.
    List<?> json() {
        return tensors.stream().map(row -> Json.object("name", row.name(), "dtype", type(row),
                "shape", row.shape().dims(), "bytes", row.bytes())).toList();
    }

    /// Prints a table of them.
    void print(PrintStream out) {
        Table table = new Table("", "lllr");
        for (Row row : tensors) {
            table.row(row.name(), type(row), row.shape().toString(), Figures.count(row.shape().count()));
        }
        table.print(out);
        long bytes = tensors.stream().mapToLong(Row::bytes).sum();
        out.println("%s parameters, %s tensors, %s".formatted(Figures.count(parameters),
                Figures.count(tensors.size()), Figures.bytes(bytes)));
    }

    private static String type(Row row) {
        return row.type().name().toLowerCase(Locale.ROOT);
    }
}
