package gyrus.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a net says of one input.
///
/// @param input the file, with `#row` where it holds several
/// @param label the class, or the number, that the net predicts
/// @param probabilities of every class; empty for a number
public record Prediction(String input, String label, SequencedMap<String, Double> probabilities) {

    /// Takes over a copy of the probabilities.
    public Prediction {
        probabilities = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(probabilities));
    }

    /// The most probable of `labels`. Where several classes have one name it has the probability of them all.
    public static Prediction of(String input, List<String> labels, double[] probabilities) {
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < probabilities.length; i++) named.merge(labels.get(i), probabilities[i], Double::sum);
        return new Prediction(input, labels.get(most(probabilities)), named);
    }

    /// The place of the largest of some numbers; the first of several.
    static int most(double[] numbers) {
        int most = 0;
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] > numbers[most]) most = i;
        }
        return most;
    }
}
