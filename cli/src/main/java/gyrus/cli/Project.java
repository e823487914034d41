package gyrus.cli;

import gyrus.methods.project.Projection;
import gyrus.methods.project.Projection.Method;
import gyrus.train.Embedder;
import gyrus.train.Embedder.Embedded;
import gyrus.train.Job;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.RunFolder;
import gyrus.train.Skill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `gyrus project`: lays data, or a layer of a net, out in the plane.
final class Project implements Verb {

    private static final int COUNT = 2000;
    private static final double PERPLEXITY = 30;
    private static final long ITERATIONS = 1000;

    @Override
    public String help() {
        return """
                gyrus project RUN [layer=NAME] [key=value...] [--runs DIR] [--json]
                gyrus project RECIPE [key=value...]

                Lays examples out in the plane and writes a table (x, y, label) and a picture with a colour
                for each class: of a trained net what a layer makes of its data, first of that which it has
                not learned from; of a recipe without a run, or with layer=input, the data itself.

                  method=tsne       so that neighbours stay neighbours; pca: the two directions in which
                                    the examples vary most
                  layer=NAME        a layer of the net, or input; the last hidden one where none is named
                  count=2000        examples at most
                  perplexity=30     of t-SNE: neighbours that count for an example
                  iterations=1000   of t-SNE
                  out=FOLDER        where table and picture go, rather than into the run's folder

                Other options are those of the recipe, such as data= and seed=.

                knn is the share of points whose nearest neighbour in the plane is of their class.

                --json gives {"table", "picture", "metrics": {"knn": 0.95}}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN|RECIPE");
        Method method = Usage.check(() -> Method.of(or(arguments.take("method"), "tsne")));
        int count = number(arguments, "count", COUNT, Integer::valueOf);
        double perplexity = number(arguments, "perplexity", PERPLEXITY, Double::valueOf);
        long iterations = number(arguments, "iterations", ITERATIONS, Long::valueOf);
        String layer = arguments.take("layer");
        String out = arguments.take("out");
        Target target = target(call.runs(), name, arguments.rest());
        Embedder embedder = Skill.of(target.job(), Embedder.class).orElseThrow(() -> new Usage(
                "what %s makes cannot be laid out in the plane".formatted(target.title())));
        String shown = layer != null ? layer : target.trained() ? embedder.hidden() : Embedder.INPUT;
        Embedded examples = Usage.check(() -> embedder.embed(shown, count));
        Projection projection = Usage.check(() -> Projection.of(examples, method, perplexity, iterations));
        Path folder = out == null ? target.folder() : Arguments.path(out);
        make(folder);
        String file = "%s-%s".formatted(shown.replaceAll("[^\\w.-]", "_"), method);
        Path table = folder.resolve(file + ".tsv");
        Path picture = folder.resolve(file + ".png");
        projection.write(table);
        projection.draw("%s: %s".formatted(target.title(), shown), picture);
        if (call.json()) {
            Json.print(call.out(), Json.object("table", table.toString(), "picture", picture.toString(),
                    "metrics", Json.object("knn", projection.knn())));
            return;
        }
        call.out().println("%s, %s: %s examples in the plane".formatted(target.title(), shown,
                Figures.count(examples.size())));
        if (!Double.isNaN(projection.knn())) call.out().println("knn  " + Figures.percent(projection.knn()));
        call.out().println(table);
        call.out().println(picture);
    }

    /// What is laid out.
    ///
    /// @param trained whether the net has learned
    /// @param folder where files go
    private record Target(String title, Job job, boolean trained, Path folder) {}

    /// The run of that name, or the recipe where it has no run yet.
    private static Target target(Path runs, String name, List<String> given) {
        Optional<? extends Recipe<?>> recipe = Recipes.all().stream().filter(r -> r.card().id().equals(name))
                .findFirst();
        if (recipe.isPresent() && RunFolder.newest(runs, name).isEmpty()) {
            return new Target(name, Subject.build(recipe.get(), given), false, runs.resolve(name));
        }
        Subject subject = Subject.of(runs, name, null, given);
        RunFolder run = subject.run();
        return new Target(subject.title(), subject.job(), true, run == null ? runs : run.path());
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    private static <T> T number(Arguments arguments, String option, T otherwise, Function<String, T> read) {
        String given = arguments.take(option);
        if (given == null) return otherwise;
        try {
            return read.apply(given);
        } catch (NumberFormatException e) {
            throw new Usage("%s=%s is no number; %s is usual".formatted(option, given, otherwise));
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make folder %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
