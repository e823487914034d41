package gyrus.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What every verb understands, wherever it stands among the arguments, and what is left.
///
/// @param verb the verb; empty where none is given
/// @param rest what comes after the verb, without these flags; from a word `--` on, all of it
/// @param runs where runs lie
/// @param json whether the result is one JSON document
/// @param quiet whether to be silent but for warnings and errors
/// @param dryRun whether to say what would be done, only
/// @param help whether help is asked for
/// @param version whether the version is asked for
record Flags(String verb, List<String> rest, Path runs, boolean json, boolean quiet, boolean dryRun,
        boolean help, boolean version) {

    private static final String RUNS = "runs";

    /// Reads the words of a command.
    ///
    /// @throws Usage if `--runs` lacks its folder
    static Flags of(List<String> words) {
        List<String> rest = new ArrayList<>();
        String runs = RUNS;
        boolean json = false;
        boolean quiet = false;
        boolean dryRun = false;
        boolean help = false;
        boolean version = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--json" -> json = true;
                case "--quiet", "-q" -> quiet = true;
                case "--dry-run" -> dryRun = true;
                case "--debug" -> { }
                case "--help", "-h" -> help = true;
                case "--version", "-V" -> version = true;
                case "--runs" -> {
                    if (++i == words.size()) throw new Usage("--runs needs a folder; write --runs DIR");
                    runs = words.get(i);
                }
                case "--" -> {
                    rest.addAll(words.subList(i, words.size()));
                    i = words.size();
                }
                default -> {
                    if (word.startsWith("--runs=") || word.startsWith("runs=")) {
                        runs = word.substring(word.indexOf('=') + 1);
                    } else {
                        rest.add(word);
                    }
                }
            }
        }
        String verb = rest.isEmpty() ? "" : rest.removeFirst();
        if (verb.equals("help")) {
            help = true;
            verb = rest.isEmpty() ? "" : rest.removeFirst();
        }
        if (verb.startsWith("-")) throw new Usage("unknown option " + verb + "; a verb comes first");
        return new Flags(verb, rest, folder(runs), json, quiet, dryRun, help, version);
    }

    private static Path folder(String name) {
        if (name.isEmpty()) throw new Usage("--runs needs a folder; write --runs DIR");
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new Usage("--runs " + name + " does not name a folder: " + e.getReason());
        }
    }
}
