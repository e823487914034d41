package gyrus.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Spelling of names: one name in several spellings, and the name that a wrong one may have meant.
public final class OptionName {

    private OptionName() {}

    /// `batchSize` as `batch-size`.
    static String kebab(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean starts = i > 0 && name.charAt(i - 1) != '_' && Character.isUpperCase(c)
                    && (!Character.isUpperCase(name.charAt(i - 1))
                    || i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)));
            text.append(starts ? "-" : "").append(c == '_' ? '-' : Character.toLowerCase(c));
        }
        return text.toString();
    }

    /// Whether two spellings mean one name.
    public static boolean same(String a, String b) {
        return bare(a).equals(bare(b));
    }

    /// `unknown option "epcohs"; did you mean epochs?`, with all names where none is near.
    public static String unknown(String what, String name, List<String> names) {
        var message = "unknown " + what + " \"" + name + "\"; ";
        var near = nearest(name, names);
        if (!near.isEmpty()) {
            return message + "did you mean " + String.join(" or ", near) + "?";
        }
        return message + (names.isEmpty() ? "there is none to choose from" : "known: "
                + String.join(", ", names));
    }

    /// The nearest of the names, several where equally near; empty where none is near enough to be meant.
    static List<String> nearest(String name, List<String> names) {
        var wanted = bare(name);
        int best = Math.max(1, wanted.length() / 2);
        var near = new ArrayList<String>();
        for (var candidate : names) {
            int distance = distance(wanted, bare(candidate));
            if (distance < best) {
                near.clear();
                best = distance;
            }
            if (distance == best && near.size() < 3) {
                near.add(candidate);
            }
        }
        return near;
    }

    /// Fewest single letters to insert, delete, replace, or swap with the next, that make one word the other.
    static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int shift = 1 + Math.min(rows[i - 1][j], rows[i][j - 1]);
                rows[i][j] = Math.min(rows[i - 1][j - 1] + change, shift);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }

    private static String bare(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
