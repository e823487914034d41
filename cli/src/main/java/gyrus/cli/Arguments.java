package gyrus.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words after a verb, taken one after the other.
final class Arguments {

    private static final Pattern OPTION = Pattern.compile("[A-Za-z][\\w-]*=.*", Pattern.DOTALL);
    private static final String END = "--";

    private final String verb;
    private final List<String> words;

    Arguments(String verb, List<String> words) {
        this.verb = verb;
        this.words = new ArrayList<>(words);
    }

    /// Takes the first word, which names `what`.
    ///
    /// @throws Usage if there is none, or an option stands in its place
    String name(String what) {
        if (!startsWithName()) {
            String there = words.isEmpty() ? "" : " before " + words.getFirst();
            throw new Usage("%s needs a %s%s; write: gyrus %s %s".formatted(verb, what, there, verb, what));
        }
        return words.removeFirst();
    }

    /// Whether the first word is there and no option.
    boolean startsWithName() {
        if (words.isEmpty()) return false;
        String first = words.getFirst();
        return !first.startsWith(END) && !OPTION.matcher(first).matches();
    }

    /// Takes the value of an option of the verb's own, in any of the three forms; null where it is not given.
    @Nullable String take(String option) {
        String value = null;
        for (int i = 0; i < words.size() && !words.get(i).equals(END);) {
            String word = words.get(i);
            String body = word.startsWith(END) ? word.substring(2) : word;
            boolean apart = word.equals(END + option);
            if (!apart && !body.startsWith(option + "=")) {
                i++;
                continue;
            }
            if (apart && i + 1 == words.size()) throw new Usage("--%s needs a value".formatted(option));
            if (value != null) throw new Usage("option %s is given twice".formatted(option));
            words.remove(i);
            value = apart ? words.remove(i) : body.substring(option.length() + 1);
        }
        return value;
    }

    /// Takes a switch of the verb's own, `--name` alone, which takes no value.
    boolean flag(String name) {
        int end = words.indexOf(END);
        int at = words.indexOf(END + name);
        if (at < 0 || end >= 0 && end < at) return false;
        words.remove(at);
        return true;
    }

    /// Takes the options, each `name=value`, `--name=value` or `--name value`, and leaves the other words.
    List<String> options() {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < words.size() && !words.get(i).equals(END);) {
            String word = words.get(i);
            boolean dashed = word.startsWith(END);
            if (!dashed && !OPTION.matcher(word).matches()) {
                i++;
                continue;
            }
            options.add(words.remove(i));
            if (dashed && word.indexOf('=') < 0 && i < words.size()) options.add(words.remove(i));
        }
        return options;
    }

    /// Takes all that is left, as paths. A word `--` ends options and is none itself.
    List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        boolean ended = false;
        for (String word : rest()) {
            if (!ended && word.equals(END)) ended = true;
            else paths.add(path(word));
        }
        return paths;
    }

    /// Takes all that is left.
    List<String> rest() {
        List<String> rest = List.copyOf(words);
        words.clear();
        return rest;
    }

    /// Makes sure that nothing is left.
    ///
    /// @throws Usage if something is
    void end() {
        if (!words.isEmpty()) throw new Usage("%s does not take \"%s\"".formatted(verb, words.getFirst()));
    }

    /// The path that a word names.
    ///
    /// @throws Usage if it can be none
    static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new Usage("\"%s\" does not name a file: %s".formatted(word, e.getReason()));
        }
    }
}
