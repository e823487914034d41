package gyrus.train.text;

import gyrus.train.Help;
import gyrus.train.Writer;
import java.util.List;

/// What can be chosen when a net writes, as flags of a command or fields of a form.
///
/// @param prompt what comes before; empty to begin a text
/// @param tokens to write at most
/// @param temperature 0 to 2
/// @param topK 0 for no bound
/// @param topP 1 for no bound
/// @param minP 0 for no bound
/// @param penalty 1 for none
/// @param seed of the choice
/// @param stop a text that ends the writing, in which `\n` is the end of a line; empty for none
/// @param alternatives how many to tell of what each token could have been
public record WritingOptions(
        @Help("what comes before; empty begins a text") String prompt,
        @Help("how many to write at most") int tokens,
        @Help("0 takes the likeliest always, 1 keeps the probabilities as they are; up to 2") double temperature,
        @Help("how many of the likeliest may be chosen; 0 for all") int topK,
        @Help("the likeliest that have this share of the probability may be chosen; 1 for all") double topP,
        @Help("share of the highest probability below which none is chosen; 0 for no bound") double minP,
        @Help("above 1 repeats less, below 1 more") double penalty,
        @Help("of the choice") long seed,
        @Help("text that ends the writing; \\n in it is the end of a line") String stop,
        @Help("how many to tell of what each token could have been") int alternatives) {

    /// Those where nothing else is said.
    public static final WritingOptions DEFAULTS = new WritingOptions("", 64, 0.8, 0, 1, 0, 1, 1, "", 0);

    /// What is asked for.
    ///
    /// @throws IllegalArgumentException if a value makes no sense
    public Writer.Request request() {
        return new Writer.Request(prompt, tokens, new Sampling(temperature, topK, topP, minP, penalty), seed,
                stop.isEmpty() ? List.of() : List.of(stop.replace("\\n", "\n")), alternatives);
    }
}
