package gyrus.cli;

import gyrus.train.OptionName;
import java.util.List;

/// The verbs by name. One is loaded when it is asked for.
final class Verbs {

    /// Their names, in the order of the help page.
    static final List<String> NAMES =
            List.of("list", "train", "resume", "launch", "eval", "predict", "generate", "sample", "play", "project",
                    "explain", "tune", "shrink", "search", "inspect", "doctor", "completion");

    /// Those that take a run, or a recipe's id for its newest one.
    static final List<String> ABOUT_RUNS =
            List.of("resume", "eval", "predict", "generate", "sample", "play", "project", "explain", "tune", "shrink",
                    "inspect");

    private Verbs() {}

    /// Whether there is a verb of that name.
    static boolean known(String name) {
        return NAMES.contains(name);
    }

    /// The verb of that name.
    ///
    /// @throws Usage if there is none; the message has the nearest
    static Verb named(String name) {
        return switch (name) {
            case "list" -> new ListRecipes();
            case "train" -> new Train();
            case "resume" -> new Resume();
            case "launch" -> new Launch();
            case "eval" -> new Eval();
            case "predict" -> new Predict();
            case "generate" -> new Generate();
            case "sample" -> new Sample();
            case "play" -> new Play();
            case "project" -> new Project();
            case "explain" -> new Explain();
            case "tune" -> new Tune();
            case "shrink" -> new Shrink();
            case "search" -> new Search();
            case "inspect" -> new Inspect();
            case "doctor" -> new Doctor();
            case "completion" -> new Completion();
            default -> throw new Usage(OptionName.unknown("verb", name, NAMES));
        };
    }
}
