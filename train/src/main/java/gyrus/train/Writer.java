package gyrus.train;

import gyrus.train.text.Sampling;
import java.util.List;
import java.util.function.Consumer;

/// A net that writes text.
public interface Writer extends Skill {

    /// Writes on after a prompt, and hands every piece over as soon as it is certain.
    ///
    /// @throws IllegalArgumentException if the net cannot read the prompt; the message says why
    Written write(Request request, Consumer<Piece> reader);

    /// What to write.
    ///
    /// @param prompt what comes before; empty to begin a text
    /// @param tokens to write at most
    /// @param sampling how each is chosen
    /// @param seed of the choice
    /// @param stops texts that end the writing, and are not written themselves
    /// @param alternatives how many to tell of what a token could have been
    record Request(String prompt, int tokens, Sampling sampling, long seed, List<String> stops, int alternatives) {

        /// Checks the numbers.
        public Request {
            if (tokens < 1) {
                throw new IllegalArgumentException("tokens=%d must be 1 or more; try 64".formatted(tokens));
            }
            if (alternatives < 0) {
                throw new IllegalArgumentException("alternatives=%d must be 0 or more".formatted(alternatives));
            }
            stops = List.copyOf(stops);
        }

        /// So many tokens after a prompt.
        public static Request of(String prompt, int tokens, Sampling sampling, long seed) {
            return new Request(prompt, tokens, sampling, seed, List.of(), 0);
        }
    }

    /// A token that was written.
    ///
    /// @param text that has become certain with it; empty where more must come first
    /// @param token itself, and how probable the net held it
    /// @param others the most probable tokens in its place, it may be among them
    record Piece(String text, Alternative token, List<Alternative> others) {}

    /// What a token is, or could have been.
    ///
    /// @param text of the token
    /// @param probability that the net gave it
    record Alternative(String text, double probability) {}

    /// The end of the writing.
    ///
    /// @param text that was written, without the prompt
    /// @param tokens how many that took
    /// @param stopped whether a stop ended it
    record Written(String text, int tokens, boolean stopped) {}
}
