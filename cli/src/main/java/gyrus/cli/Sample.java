package gyrus.cli;

import gyrus.train.Options;
import gyrus.train.Sampler;
import gyrus.train.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `gyrus sample`: lets a trained net make pictures.
final class Sample implements Verb {

    private static final String COUNT = "64";
    private static final String SEED = "1";
    private static final String PNG = ".png";

    @Override
    public String help() {
        return """
                gyrus sample RUN [count=64] [seed=1] [class=NAME] [out=FILE.png] [key=value...]
                             [--runs DIR] [--json]

                Lets a trained net make pictures, and writes them side by side as a PNG. Where they come
                about in steps, an animation of the making is written beside it, with the ending .gif.
                The same seed gives the same pictures.

                class= asks for pictures of one class, of a net that can be told. How pictures are made
                can be chosen as the net allows, such as steps=25 or guidance=2 for diffusion; a wrong
                name tells those that there are.

                RUN is a run's folder, or a recipe's id for its newest run. Without out= the file is
                samples-SEED.png in the run's folder.

                --json gives {"file", "count", "labels": {"0": 6, ...}, "animation"}: how many pictures
                show what, as a judge reads them, and the animation's file, or null.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        int count = Math.toIntExact(whole("count", or(arguments.take("count"), COUNT), 1, Integer.MAX_VALUE));
        long seed = whole("seed", or(arguments.take("seed"), SEED), Long.MIN_VALUE, Long.MAX_VALUE);
        String kind = or(arguments.take("class"), "");
        String out = arguments.take("out");
        List<String> given = arguments.options();
        arguments.end();
        Subject subject = Subject.of(call.runs(), name, null, List.of());
        Sampler sampler = subject.skill(Sampler.class, "make pictures");
        Record settings = Usage.check(() -> Options.parse(sampler.settings(), given));
        Sampler.Request request = new Sampler.Request(count, seed, kind, settings);
        Usage.check(() -> sampler.kind(request));
        Path file = out != null ? png(out)
                : Objects.requireNonNull(subject.run()).path().resolve("samples-%d%s".formatted(seed, PNG));
        Samples samples = sampler.sample(request);
        samples.saveGrid(file);
        Path animation = null;
        if (!samples.frames().isEmpty()) {
            animation = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.png$", ".gif"));
            samples.saveMaking(animation);
        }
        if (call.json()) {
            Json.print(call.out(), Json.object("file", file.toString(), "count", count, "labels", samples.labels(),
                    "animation", animation == null ? null : animation.toString()));
            return;
        }
        call.out().println(animation == null ? file : file + " " + animation);
        if (!samples.labels().isEmpty()) {
            call.out().println(samples.labels().entrySet().stream()
                    .map(label -> label.getKey() + ": " + label.getValue()).collect(Collectors.joining("  ")));
        }
    }

    private static Path png(String out) {
        if (!out.endsWith(PNG)) throw new Usage("out=%s must end in .png".formatted(out));
        return Arguments.path(out);
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    private static long whole(String option, String text, long low, long high) {
        try {
            long number = Long.parseLong(text);
            if (number >= low && number <= high) return number;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new Usage("%s=%s is not a whole number%s".formatted(option, text, low == 1 ? " above 0" : ""));
    }
}
