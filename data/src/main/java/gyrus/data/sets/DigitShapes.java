package gyrus.data.sets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/// The skeletons of `stroke-digits.txt`: for each digit a few families of templates.
///
/// A family is a way of writing the digit (a seven with or without its bar). Its templates have the same
/// points in the same order, so that a weighted mean of them is again a digit; that gives a continuum of
/// hands from a handful of templates.
final class DigitShapes {

    /// One way of writing a digit: `templates[t][s]` is stroke `s` of template `t` as `x₀ y₀ x₁ y₁ …`.
    record Family(String name, double weight, float[][][] templates) {

        /// A random mixture of the templates, in units of the digit's height; fresh arrays.
        float[][] mix(RandomGenerator random) {
            var shares = new double[templates.length];
            double total = 0;
            for (int t = 0; t < shares.length; t++) {
                double e = random.nextExponential();
                shares[t] = e * e;                                  // squared: closer to one template
                total += shares[t];
            }
            var strokes = new float[templates[0].length][];
            for (int s = 0; s < strokes.length; s++) {
                strokes[s] = new float[templates[0][s].length];
                for (int t = 0; t < shares.length; t++) {
                    float share = (float) (shares[t] / total);
                    for (int i = 0; i < strokes[s].length; i++) {
                        strokes[s][i] += share * templates[t][s][i];
                    }
                }
            }
            return strokes;
        }
    }

    private static final String RESOURCE = "stroke-digits.txt";
    private static final List<List<Family>> FAMILIES = read();

    private DigitShapes() { }

    /// A family of the digit, drawn in proportion to the weights.
    static Family pick(int digit, RandomGenerator random) {
        var families = FAMILIES.get(digit);
        double total = 0;
        for (var family : families) {
            total += family.weight();
        }
        double left = random.nextDouble() * total;
        for (var family : families) {
            left -= family.weight();
            if (left < 0) {
                return family;
            }
        }
        return families.getLast();
    }

    /// All families of the digit.
    static List<Family> families(int digit) {
        return FAMILIES.get(digit);
    }

    private static List<List<Family>> read() {
        var found = new ArrayList<LinkedHashMap<String, List<float[][]>>>();
        var weights = new LinkedHashMap<String, Double>();
        for (int digit = 0; digit < 10; digit++) {
            found.add(new LinkedHashMap<>());
        }
        try (var stream = DigitShapes.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing from gyrus.data");
            }
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var head = line.substring(0, line.indexOf(':')).trim().split(" ");
                found.get(Integer.parseInt(head[0])).computeIfAbsent(head[1], _ -> new ArrayList<>())
                        .add(strokes(line.substring(line.indexOf(':') + 1)));
                weights.put(head[0] + head[1], Double.parseDouble(head[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var result = new ArrayList<List<Family>>();
        for (int digit = 0; digit < 10; digit++) {
            var families = new ArrayList<Family>();
            for (var entry : found.get(digit).entrySet()) {
                families.add(new Family(entry.getKey(), weights.getOrDefault(digit + entry.getKey(), 1.0),
                        entry.getValue().toArray(float[][][]::new)));
            }
            result.add(List.copyOf(families));
        }
        return List.copyOf(result);
    }

    private static float[][] strokes(String text) {
        var strokes = text.split("/");
        var result = new float[strokes.length][];
        for (int s = 0; s < strokes.length; s++) {
            var points = strokes[s].trim().split("[ ,]+");
            result[s] = new float[points.length];
            for (int i = 0; i < points.length; i++) {
                result[s][i] = Float.parseFloat(points[i]) / 100f;
            }
        }
        return result;
    }
}
