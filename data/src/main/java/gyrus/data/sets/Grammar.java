package gyrus.data.sets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A small grammar that writes texts: rules of which each has alternatives, and these name other rules.
///
/// In a file `= rule` begins a rule and each line after it is an alternative, `-` being the empty one.
///
/// @param name of the file, for errors
/// @param rules the alternatives by rule
record Grammar(String name, Map<String, List<String>> rules) {

    private static final int DEPTH = 12;

    /// Reads a file among this package's resources.
    static Grammar read(String resource) {
        Map<String, List<String>> rules = new HashMap<>();
        try (var stream = Grammar.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + resource + " is missing from gyrus.data");
            }
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var rule = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("= ")) {
                    rule = line.substring(2).strip();
                } else if (!line.isBlank() && !line.startsWith("//")) {
                    rules.computeIfAbsent(rule, _ -> new ArrayList<>()).add(line.equals("-") ? "" : line);
                }
            }
            return new Grammar(resource, rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text of a rule: one alternative, with each `{rule}` in it written in turn and each `#` a digit.
    String write(String rule, RandomGenerator random) {
        return write(rule, Map.of(), random, 0);
    }

    /// The same, where some names stand for the same text throughout.
    String write(String rule, Map<String, String> chosen, RandomGenerator random) {
        return write(rule, chosen, random, 0);
    }

    private String write(String rule, Map<String, String> chosen, RandomGenerator random, int depth) {
        String known = chosen.get(rule);
        if (known != null) return known;
        var alternatives = rules.get(rule);
        if (alternatives == null || depth > DEPTH) {
            throw new IllegalStateException("no end to rule '" + rule + "' in " + name);
        }
        var form = alternatives.get(random.nextInt(alternatives.size()));
        var text = new StringBuilder();
        int at = 0;
        while (at < form.length()) {
            char c = form.charAt(at);
            if (c == '{') {
                int end = form.indexOf('}', at);
                text.append(write(form.substring(at + 1, end), chosen, random, depth + 1));
                at = end + 1;
            } else {
                text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
                at++;
            }
        }
        return text.toString();
    }
}
