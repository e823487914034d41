package gyrus.train.text;

import gyrus.data.text.token.Decoder;
import gyrus.data.text.token.Tokenizer;
import gyrus.train.Skill;
import gyrus.train.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Writes token by token, each chosen from what a net foretells after those before.
///
/// A text may become longer than the net's context: where it is full the net forgets, and reads the last half of it
/// again. The prompt must fit.
///
/// @param tokens what the net knows text by
/// @param context tokens that the net sees at most
/// @param open a reader that has read nothing; what it keeps is freed when the text is written
public record TokenWriter(Tokenizer tokens, int context, Supplier<TokenReader> open) implements Writer {

    /// What stands before a text that has no prompt.
    private static final String BEGINNING = "\n";

    @Override
    public Written write(Request request, Consumer<Piece> reader) {
        int[] prompt = prompt(request.prompt());
        return Skill.use(() -> new Writing(request, reader).run(prompt));
    }

    private int[] prompt(String text) {
        int[] prompt;
        try {
            prompt = tokens.encode(text.isEmpty() ? BEGINNING : text);
        } catch (IllegalArgumentException e) {
            if (!text.isEmpty()) throw new IllegalArgumentException("the prompt cannot be read: " + e.getMessage(), e);
            prompt = new int[] {0};
        }
        if (prompt.length > context) {
            throw new IllegalArgumentException("the prompt is %d tokens, and the net sees %d at most; shorten it"
                    .formatted(prompt.length, context));
        }
        return prompt;
    }

    /// One text on its way.
    private final class Writing {
        private final Request request;
        private final Consumer<Piece> reader;
        private final RandomGenerator random;
        private final Decoder decoder = new Decoder(tokens);
        private final Stops stops;
        private final StringBuilder text = new StringBuilder();
        private TokenReader net = open.get();
        private int seen;
        private int[] all = new int[0];

        Writing(Request request, Consumer<Piece> reader) {
            this.request = request;
            this.reader = reader;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(request.seed());
            this.stops = new Stops(request.stops());
        }

        Written run(int[] prompt) {
            all = prompt;
            double[] logits = read(prompt);
            int count = 0;
            while (count < request.tokens() && !stops.found()) {
                int token = request.sampling().choose(logits, recent(), random);
                all = Arrays.copyOf(all, all.length + 1);
                all[all.length - 1] = token;
                count++;
                boolean last = count == request.tokens();
                String certain = stops.next(decoder.next(token) + (last ? decoder.end() : ""));
                if (last) certain += stops.end();
                text.append(certain);
                reader.accept(piece(certain, token, logits));
                if (!last && !stops.found()) logits = read(new int[] {token});
            }
            return new Written(text.toString(), count, stops.found());
        }

        private int[] recent() {
            return Arrays.copyOfRange(all, Math.max(0, all.length - context), all.length);
        }

        private double[] read(int[] next) {
            int[] unread = next;
            if (seen + next.length > context) { // forget the older half
                net = open.get();
                seen = 0;
                unread = Arrays.copyOfRange(all, all.length - Math.max(1, context / 2), all.length);
            }
            seen += unread.length;
            return net.read(unread);
        }

        private Piece piece(String certain, int token, double[] logits) {
            double[] probabilities = Chances.softmax(logits);
            List<Alternative> others = new ArrayList<>();
            if (request.alternatives() > 0) {
                for (int other : Chances.order(probabilities)) {
                    if (others.size() == request.alternatives()) break;
                    others.add(new Alternative(tokens.decode(other), probabilities[other]));
                }
            }
            return new Piece(certain, new Alternative(tokens.decode(token), probabilities[token]), others);
        }
    }
}
