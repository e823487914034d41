package gyrus.cli;

import gyrus.train.Player;
import gyrus.train.picture.Animation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// `gyrus play`: lets a trained agent play.
final class Play implements Verb {

    private static final String FILE = "play.gif";

    /// Returns told one by one.
    private static final int TOLD = 20;

    @Override
    public String help() {
        return """
                gyrus play RUN [episodes=100] [seed=1] [frames=250] [--runs DIR] [--json]

                Lets a trained agent play whole episodes, in which it does what it finds best, and prints
                what they return: the sum of their rewards. The first is drawn into play.gif in the folder
                of the run, its first pictures where it has more than frames; frames=0 draws none.

                RUN is a run's folder, or a recipe's id for its newest run. Another seed begins otherwise.

                --json gives {"episodes": 100, "return": {"mean": 492.1, "min": 303.0, "max": 500.0}}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        long episodes = whole("episodes", arguments.take("episodes"), 100, 1, 1_000_000);
        long seed = whole("seed", arguments.take("seed"), 1, Long.MIN_VALUE, Long.MAX_VALUE);
        long frames = whole("frames", arguments.take("frames"), 250, 0, 100_000);
        Subject subject = Subject.of(call.runs(), name, arguments.take("weights"), arguments.options());
        arguments.end();
        Player player = subject.skill(Player.class, "play");
        double[] returns = player.play((int) episodes, seed);
        DoubleSummaryStatistics sum = DoubleStream.of(returns).summaryStatistics();
        if (call.json()) {
            Json.print(call.out(), Json.object("episodes", episodes, "return",
                    Json.object("mean", sum.getAverage(), "min", sum.getMin(), "max", sum.getMax())));
        } else {
            for (int i = 0; i < Math.min(returns.length, TOLD); i++) {
                call.out().println("episode %d  %s".formatted(i + 1, figure(returns[i])));
            }
            if (returns.length > TOLD) call.out().println("… and %d more".formatted(returns.length - TOLD));
            call.out().println("mean %s  min %s  max %s".formatted(figure(sum.getAverage()), figure(sum.getMin()),
                    figure(sum.getMax())));
        }
        if (frames > 0 && subject.run() != null) {
            Path file = subject.run().file(FILE);
            new Animation(player.film(seed, (int) frames), Duration.ofMillis(40), 1).save(file);
            call.say("drawn: " + file);
        }
    }

    private static long whole(String option, @Nullable String value, long otherwise, long least, long most) {
        if (value == null) return otherwise;
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new Usage("%s=%s is no whole number from %d to %d".formatted(option, value, least, most));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
