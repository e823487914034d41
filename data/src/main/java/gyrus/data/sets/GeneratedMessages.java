package gyrus.data.sets;

import gyrus.data.internal.SplitMix;
import gyrus.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGeneratorFactory;

/// Generated text messages, wanted (`ham`) and unwanted (`spam`): columns `type, text`.
///
/// A small grammar writes them, and it shares words between the two kinds (friends win things, call and speak
/// of prizes, too; some spam begins like a friend), so that one word alone does not tell them apart.
public final class GeneratedMessages {

    private static final double SPAM = 0.2;
    private static final Grammar GRAMMAR = Grammar.read("messages.txt");

    private GeneratedMessages() { }

    /// `rows` messages, about a fifth of them spam; a pure function of the arguments.
    public static Table of(int rows, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SplitMix.mix(seed + 1));
        var cells = new ArrayList<List<String>>(rows);
        for (int i = 0; i < rows; i++) {
            var type = random.nextDouble() < SPAM ? "spam" : "ham";
            var text = GRAMMAR.write(type, random).replaceAll(" +", " ").strip();
            cells.add(List.of(type, random.nextInt(6) == 0 ? text.toLowerCase(Locale.ROOT) : text));
        }
        return new Table(List.of("type", "text"), cells);
    }
}
