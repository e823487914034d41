package gyrus.train;

import gyrus.train.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a run was started with, the content of `options.json`: enough to run it again.
///
/// @param recipe  id of the recipe
/// @param version version of Gyrus that started the run
/// @param seed    seed of all random numbers
/// @param options the resolved options, as [Options#toMap] gives them
public record RunOptions(String recipe, String version, long seed, Map<String, Object> options) {

    public RunOptions {
        options = Options.plain(options);
    }

    /// What a run with these options starts with, in this version of Gyrus.
    public static RunOptions of(String recipe, long seed, Record options) {
        return new RunOptions(recipe, gyrusVersion(), seed, Options.toMap(options));
    }

    /// The options as the recipe's own record; options that it has gained since then have their defaults.
    ///
    /// @throws IllegalArgumentException if the recipe no longer has an option, or refuses its value
    public <O extends Record> O over(O defaults) {
        return Options.with(defaults, options);
    }

    /// The version of Gyrus that runs; `development` where it does not run as modules.
    public static String gyrusVersion() {
        var descriptor = RunOptions.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }

    /// Reads the file.
    ///
    /// @throws IllegalArgumentException if it holds something else
    static RunOptions read(Path file) {
        try {
            var node = Json.parse(Files.readString(file));
            return new RunOptions(Json.text(node, "recipe"), Json.text(node, "version"),
                    Json.whole(node, "seed"), Json.plain(Json.need(node, "options")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /// This as indented JSON.
    String toJson() {
        var node = Json.object().put("recipe", recipe).put("version", version).put("seed", seed);
        node.set("options", Json.plain(options));
        return Json.pretty(node);
    }
}
