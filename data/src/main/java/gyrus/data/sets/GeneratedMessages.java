package gyrus.data.sets;

import gyrus.data.internal.SplitMix;
import gyrus.data.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Generated text messages, wanted (`ham`) and unwanted (`spam`): columns `type, text`.
///
/// A small grammar writes them, and it shares words between the two kinds (friends win things, call and speak
/// of prizes, too; some spam begins like a friend), so that one word alone does not tell them apart.
public final class GeneratedMessages {

    private static final String RESOURCE = "messages.txt";
    private static final double SPAM = 0.2;
    private static final int DEPTH = 12;
    private static final Map<String, List<String>> GRAMMAR = read();

    private GeneratedMessages() { }

    /// `rows` messages, about a fifth of them spam; a pure function of the arguments.
    public static Table of(int rows, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SplitMix.mix(seed + 1));
        var cells = new ArrayList<List<String>>(rows);
        for (int i = 0; i < rows; i++) {
            var type = random.nextDouble() < SPAM ? "spam" : "ham";
            var text = write(type, random, 0).replaceAll(" +", " ").strip();
            cells.add(List.of(type, random.nextInt(6) == 0 ? text.toLowerCase(Locale.ROOT) : text));
        }
        return new Table(List.of("type", "text"), cells);
    }

    /// A text of a rule: one alternative, with each `{rule}` in it written in turn and each `#` a digit.
    private static String write(String rule, RandomGenerator random, int depth) {
        var alternatives = GRAMMAR.get(rule);
        if (alternatives == null || depth > DEPTH) {
            throw new IllegalStateException("no end to rule '" + rule + "' in " + RESOURCE);
        }
        var form = alternatives.get(random.nextInt(alternatives.size()));
        var text = new StringBuilder();
        int at = 0;
        while (at < form.length()) {
            char c = form.charAt(at);
            if (c == '{') {
                int end = form.indexOf('}', at);
                text.append(write(form.substring(at + 1, end), random, depth + 1));
                at = end + 1;
            } else {
                text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
                at++;
            }
        }
        return text.toString();
    }

    private static Map<String, List<String>> read() {
        var grammar = new HashMap<String, List<String>>();
        try (var stream = GeneratedMessages.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing from gyrus.data");
            }
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var rule = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("= ")) {
                    rule = line.substring(2).strip();
                } else if (!line.isBlank() && !line.startsWith("//")) {
                    grammar.computeIfAbsent(rule, _ -> new ArrayList<>()).add(line.equals("-") ? "" : line);
                }
            }
            return grammar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
