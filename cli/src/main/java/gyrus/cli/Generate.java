package gyrus.cli;

import gyrus.train.OptionName;
import gyrus.train.Options;
import gyrus.train.Skill;
import gyrus.train.Writer;
import gyrus.train.Writer.Alternative;
import gyrus.train.Writer.Piece;
import gyrus.train.Writer.Written;
import gyrus.train.text.WritingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `gyrus generate`: lets a trained net write.
final class Generate implements Verb {

    private static final String ALTERNATIVES = "--alternatives";

    /// How many are told where no number is given.
    private static final int TOLD = 5;

    @Override
    public String help() {
        return """
                gyrus generate RUN [prompt=TEXT] [tokens=64] [key=value...] [--alternatives] [--json]
                gyrus generate RECIPE weights=FILE [key=value...] [prompt=TEXT]

                Lets a trained net write, on after a prompt or a text of its own. It writes as it goes.

                  gyrus generate gpt prompt="Once upon" tokens=200 temperature=0.7

                  prompt=        what comes before; empty begins a text
                  tokens=64      how many to write at most
                  temperature=0.8  0 takes the likeliest always, 1 keeps the net's probabilities; up to 2
                  top-k=0        how many of the likeliest may be chosen; 0 for all
                  top-p=1        the likeliest that have this share of the probability; 1 for all
                  min-p=0        share of the highest probability below which none is chosen; 0 for no bound
                  penalty=1      above 1 repeats less
                  seed=1         of the choice; the same seed writes the same
                  stop=          text that ends the writing; \\n in it is the end of a line
                  --alternatives what each token could have been: the five likeliest, or alternatives=N

                RUN is a run's folder, or a recipe's id for its newest run. With weights= a recipe's net
                gets the weights of a safetensors file; other options are those of the recipe.

                --json gives {"text", "tokens", "seconds"}, the text without the prompt, and with
                --alternatives {"alternatives": [{"token", "probability", "others": [...]}, ...]}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        String weights = arguments.take("weights");
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        sort(arguments.rest(), weights != null, own, others);
        Writer.Request request = Usage.check(() -> Options.parse(WritingOptions.DEFAULTS, own).request());
        Subject subject = Subject.of(call.runs(), name, weights, others);
        Writer writer = Skill.of(subject.job(), Writer.class).orElseThrow(() -> new Usage(
                "what %s makes cannot write; recipes that can: gyrus list, topic language"
                        .formatted(subject.recipe())));
        long start = System.nanoTime();
        List<Piece> pieces = new ArrayList<>();
        boolean live = !call.json();
        if (live) call.out().print(request.prompt());
        Written written = writer.write(request, piece -> {
            if (request.alternatives() > 0) pieces.add(piece);
            if (live && !piece.text().isEmpty()) {
                call.out().print(piece.text());
                call.out().flush();
            }
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        if (call.json()) {
            Map<String, @Nullable Object> answer = Json.object("text", written.text(), "tokens", written.tokens(),
                    "seconds", seconds);
            if (request.alternatives() > 0) answer.put("alternatives", pieces.stream().map(Generate::json).toList());
            Json.print(call.out(), answer);
            return;
        }
        call.out().println();
        if (!pieces.isEmpty()) {
            call.out().println();
            Table table = new Table("", "lrl");
            for (Piece piece : pieces) {
                table.row(shown(piece.token()), Figures.percent(piece.token().probability()), piece.others().stream()
                        .map(other -> shown(other) + " " + Figures.percent(other.probability()))
                        .collect(Collectors.joining("  ")));
            }
            table.print(call.out());
        }
        call.say("%d tokens in %s".formatted(written.tokens(), Figures.time(seconds)));
    }

    /// Tells the options of writing from those of the recipe, where there may be such.
    private static void sort(List<String> words, boolean both, List<String> own, List<String> others) {
        List<String> names = Options.rows(WritingOptions.DEFAULTS).stream().map(Options.Row::name).toList();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(ALTERNATIVES) && (i + 1 == words.size() || !words.get(i + 1).matches("\\d+"))) {
                own.add(ALTERNATIVES + "=" + TOLD);
                continue;
            }
            String body = word.startsWith("--") ? word.substring(2) : word;
            int equals = body.indexOf('=');
            String option = equals < 0 ? body : body.substring(0, equals);
            boolean known = !both || names.stream().anyMatch(one -> OptionName.same(one, option));
            List<String> to = known ? own : others;
            to.add(word);
            boolean apart = word.startsWith("--") && equals < 0 && i + 1 < words.size();
            if (apart) to.add(words.get(++i));
        }
    }

    private static Object json(Piece piece) {
        return Json.object("token", piece.token().text(), "probability", piece.token().probability(),
                "others", piece.others().stream().map(other -> Json.object("token", other.text(),
                        "probability", other.probability())).toList());
    }

    /// A token with its spaces made visible.
    private static String shown(Alternative token) {
        return "\"" + token.text().replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + "\"";
    }
}
