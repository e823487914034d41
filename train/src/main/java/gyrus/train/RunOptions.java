package gyrus.train;

import gyrus.train.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run was started with, the content of `options.json`: enough to run it again.
///
/// @param recipe  id of the recipe, or of the method where there is a base
/// @param version version of Gyrus that started the run
/// @param seed    seed of all random numbers
/// @param options the resolved options, as [Options#toMap] gives them
/// @param base    what a [Method] began with; null for a recipe
public record RunOptions(String recipe, String version, long seed, Map<String, Object> options, @Nullable Base base) {

    /// A run that a method began with.
    ///
    /// @param run     its folder
    /// @param options what it was started with
    public record Base(String run, RunOptions options) {}

    public RunOptions {
        options = Options.plain(options);
    }

    /// What a run with these options starts with, in this version of Gyrus.
    public static RunOptions of(String recipe, long seed, Record options) {
        return new RunOptions(recipe, gyrusVersion(), seed, Options.toMap(options), null);
    }

    /// The same, beginning with another run.
    RunOptions on(Base base) {
        return new RunOptions(recipe, version, seed, options, base);
    }

    /// The same with these options of the recipe, or the method, in place of its own.
    public RunOptions with(Record options) {
        Map<String, Object> chosen = Options.toMap(options);
        return new RunOptions(recipe, version, seed, chosen, base == null ? null
                : new Base(base.run(), base.options().data(chosen.get("data"))));
    }

    /// The same with other data, for the recipe and the methods that have such an option, unless `data` is empty.
    RunOptions data(@Nullable Object data) {
        if (data == null || data.equals("")) return this;
        var changed = new LinkedHashMap<>(options);
        changed.replace("data", data);
        return new RunOptions(recipe, version, seed, changed, base == null ? null
                : new Base(base.run(), base.options().data(data)));
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
            return read(Json.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static RunOptions read(JsonNode node) {
        var base = node.get("base");
        return new RunOptions(Json.text(node, "recipe"), Json.text(node, "version"), Json.whole(node, "seed"),
                Json.plain(Json.object(node, "options")),
                base == null ? null : new Base(Json.text(base, "run"), read(Json.object(base, "started"))));
    }

    /// This as indented JSON.
    String toJson() {
        return Json.pretty(node());
    }

    private ObjectNode node() {
        var node = Json.object().put("recipe", recipe).put("version", version).put("seed", seed);
        node.set("options", Json.plain(options));
        if (base != null) {
            node.set("base", Json.object().put("run", base.run()).set("started", base.options().node()));
        }
        return node;
    }
}
