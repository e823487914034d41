package gyrus.cli;

import gyrus.nn.Safetensors;
import gyrus.tensor.Device;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `gyrus inspect`: the tensors of a net or of a file.
final class Inspect implements Verb {

    @Override
    public String help() {
        return """
                gyrus inspect RUN|RECIPE|FILE [key=value...] [--runs DIR] [--json]

                The tensors of a run's net, of the net that a recipe makes with these options, or of a
                safetensors file from anywhere: names, types, shapes, sizes. Weights are not read, so it
                is quick for files and nets of any size.

                parameters are the learned values; of a file, which does not tell them apart, all values.

                --json gives {"parameters", "tensors": [{"name", "dtype", "shape", "bytes"}]}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN|RECIPE|FILE");
        Contents contents = contents(call.runs(), name, arguments);
        if (call.json()) {
            Json.print(call.out(), Json.object("parameters", contents.parameters(),
                    "tensors", contents.json()));
        } else {
            contents.print(call.out());
        }
    }

    private static Contents contents(Path runs, String name, Arguments arguments) {
        Path file = Arguments.path(name);
        if (Files.isRegularFile(file)) {
            arguments.end();
            return Contents.of(Safetensors.open(file));
        }
        if (name.endsWith(".safetensors")) {
            throw new IllegalArgumentException("there is no file %s; check its name".formatted(name));
        }
        List<String> given = arguments.rest();
        Optional<RunFolder> run = run(runs, name);
        if (run.isPresent()) {
            RunOptions chosen = run.get().options();
            return Contents.of(Device.META.call(() -> Subject.build(chosen, given)).net());
        }
        Recipe<?> recipe = Usage.check(() -> Recipes.named(name));
        return Contents.of(Device.META.call(() -> Subject.build(recipe, given)).net());
    }

    /// The run of that name. A recipe that has none yet is a recipe.
    private static Optional<RunFolder> run(Path runs, String name) {
        if (Recipes.all().stream().anyMatch(recipe -> recipe.card().id().equals(name))) {
            return RunFolder.newest(runs, name);
        }
        return Optional.of(Usage.check(() -> RunFolder.find(runs, name)));
    }
}
