package gyrus.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Prints a tensor as PyTorch does: four digits, columns of one width, lines of 80, and of more than 1,000
/// elements only three at each edge.
final class Printer {

    private static final int WHOLE = 1000;
    private static final int EDGE = 3;
    private static final int LINE = 80;
    private static final String OPENING = "tensor(";

    private final boolean shortened;
    private final long[] sizes;
    private final String[] cells;
    private final int width;

    private Printer(Tensor tensor) {
        shortened = tensor.count() > WHOLE;
        Tensor shown = tensor.detach();
        if (shortened) {
            for (int dim = 0; dim < shown.rank(); dim++) shown = edges(shown, dim);
        }
        sizes = tensor.shape().dims();
        NumberFormat.Cells formatted = NumberFormat.of(shown);
        cells = formatted.texts();
        width = formatted.width();
    }

    private static Tensor edges(Tensor tensor, int dim) {
        long size = tensor.size(dim);
        if (size <= 2 * EDGE) return tensor;
        return Tensor.cat(List.of(tensor.narrow(dim, 0, EDGE), tensor.narrow(dim, size - EDGE, EDGE)), dim);
    }

    static String print(Tensor tensor) {
        try (var _ = Scope.open()) {
            return Gradients.off(() -> OPENING + contents(tensor));
        }
    }

    private static String contents(Tensor tensor) {
        boolean meta = tensor.device().equals(Device.META);
        boolean empty = tensor.count() == 0;
        DType type = tensor.dtype();
        List<String> notes = new ArrayList<>();
        if (!tensor.device().equals(Device.CPU)) notes.add("device='%s'".formatted(tensor.device()));
        if (meta || empty && tensor.rank() != 1) notes.add("size=" + tensor.shape());
        boolean plain = type == DType.FLOAT32
                || !meta && !empty && (type == DType.INT64 || type == DType.BOOL || type == DType.COMPLEX64);
        if (!plain) notes.add("dtype=torch." + type);
        String maker = tensor.handle().madeBy();
        if (maker != null) {
            notes.add("grad_fn=<%s>".formatted(maker));
        } else if (tensor.differentiable()) {
            notes.add("requires_grad=True");
        }
        String numbers = meta ? "..." : empty ? "[]" : new Printer(tensor).numbers();
        return numbers + noted(numbers, notes);
    }

    /// The notes behind the numbers, each on the line before it where it fits.
    private static String noted(String numbers, List<String> notes) {
        StringBuilder text = new StringBuilder();
        int newline = numbers.lastIndexOf('\n');
        int column = newline < 0 ? OPENING.length() + numbers.length() + 2 : numbers.length() - newline + 1;
        for (String note : notes) {
            if (column + note.length() + 2 > LINE) {
                text.append(",\n").append(" ".repeat(OPENING.length())).append(note);
                column = OPENING.length() + note.length();
            } else {
                text.append(", ").append(note);
                column += note.length() + 2;
            }
        }
        return text.append(')').toString();
    }

    private String numbers() {
        StringBuilder text = new StringBuilder();
        write(text, 0, 0, OPENING.length());
        return text.toString();
    }

    /// Writes the part of the array that begins at cell `from`, and gives the cell behind it.
    private int write(StringBuilder text, int dim, int from, int indent) {
        if (dim == sizes.length) {
            text.append(cells[from]);
            return from + 1;
        }
        boolean cut = shortened && sizes[dim] > 2 * EDGE;
        int parts = cut ? 2 * EDGE : (int) sizes[dim];
        if (dim == sizes.length - 1) return row(text, from, parts, cut, indent);
        text.append('[');
        int at = from;
        String between = "," + "\n".repeat(sizes.length - dim - 1) + " ".repeat(indent + 1);
        for (int i = 0; i < parts; i++) {
            if (i > 0) text.append(between);
            if (cut && i == EDGE) text.append("...").append(between);
            at = write(text, dim + 1, at, indent + 1);
        }
        text.append(']');
        return at;
    }

    private int row(StringBuilder text, int from, int count, boolean cut, int indent) {
        List<String> row = new ArrayList<>(Arrays.asList(cells).subList(from, from + count));
        if (cut) row.add(EDGE, " ...");
        int each = Math.max(1, (LINE - indent) / (width + 2));
        text.append('[');
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) text.append(i % each == 0 ? ",\n" + " ".repeat(indent + 1) : ", ");
            text.append(row.get(i));
        }
        text.append(']');
        return from + count;
    }
}
