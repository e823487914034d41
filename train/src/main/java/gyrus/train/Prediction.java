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

    /// The most probable of `labels`.
    public static Prediction of(String input, List<String> labels, double[] probabilities) {
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        int best = 0;
        for (int i = 0; i < probabilities.length; i++) {
            named.put(labels.get(i), probabilities[i]);
            if (probabilities[i] > probabilities[best]) best = i;
        }
        return new Prediction(input, labels.get(best), named);
    }
}
