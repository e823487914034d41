package gyrus.train.text;

import java.util.List;

/// Watches for the texts that end the writing, and holds back what may be the beginning of one.
final class Stops {

    private final List<String> stops;
    private String held = "";
    private boolean found;

    Stops(List<String> stops) {
        if (stops.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an empty text cannot end the writing; leave stop out");
        }
        this.stops = List.copyOf(stops);
    }

    /// What is certain to belong to the text, now that `more` has come. Nothing comes after a stop.
    String next(String more) {
        if (found) return "";
        String text = held + more;
        int end = stops.stream().mapToInt(text::indexOf).filter(at -> at >= 0).min().orElse(-1);
        if (end >= 0) {
            found = true;
            held = "";
            return text.substring(0, end);
        }
        int certain = text.length() - begun(text);
        held = text.substring(certain);
        return text.substring(0, certain);
    }

    /// What was held back, at the end of the writing.
    String end() {
        String left = held;
        held = "";
        return left;
    }

    /// Whether a stop has come.
    boolean found() {
        return found;
    }

    /// How much of the end of a text is the beginning of a stop.
    private int begun(String text) {
        int most = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, text.length()); n > most; n--) {
                if (text.endsWith(stop.substring(0, n))) most = n;
            }
        }
        return most;
    }
}
