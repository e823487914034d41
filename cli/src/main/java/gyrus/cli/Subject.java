package gyrus.cli;

import gyrus.nn.Nets;
import gyrus.train.Job;
import gyrus.train.Method;
import gyrus.train.Methods;
import gyrus.train.Options;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import gyrus.train.Skill;
import gyrus.train.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trained net that the command is asked about: a run's, or a recipe's with weights from a file.
///
/// @param run the run; null where the weights come from a file
/// @param recipe id of the recipe
/// @param job the recipe's job with these weights
record Subject(@Nullable RunFolder run, String recipe, Job job) {

    /// The run of that name with the best weights that it has, or the recipe of that name with `weights`.
    ///
    /// @param weights a safetensors file with the keys published for the architecture, all and no others
    /// @param given options, over those of the run or the recipe
    static Subject of(Path runs, String name, @Nullable String weights, List<String> given) {
        if (weights != null) {
            Path file = Arguments.path(weights);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        "there is no file %s; weights= takes a .safetensors file".formatted(file));
            }
            Job job = build(Usage.check(() -> Recipes.named(name)), given);
            try {
                Nets.load(job.net(), job.net().imported(Weights.read(file)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s is not for %s: %s".formatted(file, name, Complaint.line(e)), e);
            }
            return new Subject(null, name, job);
        }
        RunFolder folder = Usage.check(() -> RunFolder.find(runs, name));
        RunOptions chosen = folder.options();
        Job job = build(chosen, given).kept(folder);
        Runner.loadBest(job, folder);
        return new Subject(folder, chosen.recipe(), job);
    }

    /// The job of a recipe, with fresh weights.
    static <O extends Record> Job build(Recipe<O> recipe, List<String> given) {
        return built(recipe, recipe.defaults(), given);
    }

    /// The job of a run, with weights that are not yet those that it kept.
    static Job build(RunOptions chosen, List<String> given) {
        if (chosen.base() != null) return build(Methods.named(chosen.recipe()), chosen, given);
        return build(Recipes.named(chosen.recipe()), chosen, given);
    }

    private static <O extends Record> Job build(Recipe<O> recipe, RunOptions chosen, List<String> given) {
        return built(recipe, chosen.over(recipe.defaults()), given);
    }

    private static <O extends Record> Job build(Method<O> method, RunOptions chosen, List<String> given) {
        return Usage.check(() -> Runner.build(
                chosen.with(Options.parse(chosen.over(method.defaults()), given))));
    }

    private static <O extends Record> Job built(Recipe<O> recipe, O before, List<String> given) {
        String page = Train.page(recipe);
        O options = Usage.check(page, () -> Options.parse(before, given));
        return Usage.check(page, () -> Runner.build(recipe, options, Runner.seed(options)));
    }

    /// What the net can be asked for.
    ///
    /// @param what it cannot do where it lacks the skill, as `be asked about files`
    /// @throws Usage if it lacks it
    <S extends Skill> S skill(Class<S> kind, String what) {
        return Skill.of(job, kind)
                .orElseThrow(() -> new Usage("what %s makes cannot %s".formatted(recipe, what)));
    }

    /// The folder of the run, as JSON has it.
    @Nullable String runName() {
        return run == null ? null : run.path().toString();
    }

    /// What to call it before people.
    String title() {
        return run == null ? recipe : run.name();
    }
}
