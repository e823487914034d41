package gyrus.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// How the numbers of one tensor are written: all whole, all with four decimals, or all with an exponent, and
/// to one width.
final class NumberFormat {

    private static final int DIGITS = 4;

    /// The numbers of a tensor in order, and the width to which short ones are filled up.
    record Cells(String[] texts, int width) {}

    private final DoubleFunction<String> text;
    private final int width;

    private NumberFormat(DoubleFunction<String> text, int width) {
        this.text = text;
        this.width = width;
    }

    static Cells of(Tensor tensor) {
        DType type = tensor.dtype();
        if (type == DType.BOOL) return filled(1, booleans(tensor.toBooleans()));
        if (type.complex()) return complex(tensor.viewAsReal().toDoubles());
        if (!type.floating()) {
            return filled(1, LongStream.of(tensor.toLongs()).mapToObj(Long::toString).toArray(String[]::new));
        }
        double[] numbers = tensor.toDoubles();
        NumberFormat format = of(numbers);
        return new Cells(DoubleStream.of(numbers).mapToObj(format::cell).toArray(String[]::new),
                format.width);
    }

    private static String[] booleans(boolean[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) texts[i] = values[i] ? "True" : "False";
        return texts;
    }

    private static Cells filled(int least, String[] texts) {
        int width = Math.max(least, Arrays.stream(texts).mapToInt(String::length).max().orElse(0));
        Arrays.setAll(texts, i -> " ".repeat(width - texts[i].length()) + texts[i]);
        return new Cells(texts, width);
    }

    private static Cells complex(double[] pairs) {
        NumberFormat real = of(every(pairs, 0));
        NumberFormat imaginary = of(every(pairs, 1));
        String[] texts = new String[pairs.length / 2];
        for (int i = 0; i < texts.length; i++) {
            String second = imaginary.cell(pairs[2 * i + 1]).strip();
            texts[i] = real.cell(pairs[2 * i]) + (second.startsWith("-") ? "" : "+") + second + "j";
        }
        return new Cells(texts, real.width + imaginary.width + 1);
    }

    private static double[] every(double[] pairs, int first) {
        double[] half = new double[pairs.length / 2];
        Arrays.setAll(half, i -> pairs[2 * i + first]);
        return half;
    }

    /// The format in which all of these can be told apart.
    private static NumberFormat of(double[] numbers) {
        double[] shown = DoubleStream.of(numbers).filter(x -> x != 0 && Double.isFinite(x)).toArray();
        if (shown.length == 0) return new NumberFormat(NumberFormat::whole, 1);
        double largest = DoubleStream.of(shown).map(Math::abs).max().orElseThrow();
        double smallest = DoubleStream.of(shown).map(Math::abs).min().orElseThrow();
        boolean whole = DoubleStream.of(shown).allMatch(x -> x == Math.rint(x));
        boolean exponent = largest / smallest > 1000 || largest > 1e8 || !whole && smallest < 1e-4;
        DoubleFunction<String> text = exponent ? NumberFormat::scientific : whole ? NumberFormat::whole
                : NumberFormat::fixed;
        return new NumberFormat(text,
                DoubleStream.of(shown).mapToObj(text).mapToInt(String::length).max().orElse(1));
    }

    private String cell(double number) {
        String cell = Double.isFinite(number) ? text.apply(number)
                : Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        return " ".repeat(Math.max(0, width - cell.length())) + cell;
    }

    private static String whole(double number) {
        return sign(number) + new BigDecimal(Math.abs(number)).toBigInteger() + ".";
    }

    private static String fixed(double number) {
        return sign(number)
                + new BigDecimal(Math.abs(number)).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(double number) {
        if (number == 0) return sign(number) + "0.0000e+00";
        BigDecimal rounded = new BigDecimal(Math.abs(number))
                .round(new MathContext(DIGITS + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = (rounded.unscaledValue().toString() + "0".repeat(DIGITS)).substring(0, DIGITS + 1);
        return String.format(Locale.ROOT, "%s%s.%se%s%02d", sign(number), digits.charAt(0),
                digits.substring(1), exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String sign(double number) {
        return Double.doubleToRawLongBits(number) < 0 ? "-" : "";
    }
}
