package gyrus.cli;

import gyrus.methods.explain.Attribution;
import gyrus.methods.explain.Explanation;
import gyrus.methods.explain.GradCam;
import gyrus.methods.explain.IntegratedGradients;
import gyrus.tensor.Tensor;
import gyrus.train.Explainer;
import gyrus.train.Skill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `gyrus explain`: shows what in a picture a net's answer rests on.
final class Explain implements Verb {

    /// How an answer is explained.
    private enum Way {
        INTEGRATED, GRADCAM, BOTH;

        static Way of(@Nullable String name) {
            if (name == null) return BOTH;
            for (Way way : values()) if (way.name().toLowerCase(Locale.ROOT).equals(name)) return way;
            throw new Usage("method=%s is not known; it is integrated, gradcam or both".formatted(name));
        }
    }

    /// What was found.
    ///
    /// @param label the class that was explained
    /// @param completeness of the attribution, and at how many steps; null without one
    /// @param layer of the class map; null without one
    private record Found(String label, double probability, @Nullable Double completeness, @Nullable Integer steps,
            @Nullable String layer) {}

    @Override
    public String help() {
        return """
                gyrus explain RUN FILE [method=both] [class=NAME] [out=FILE] [--runs DIR] [--json]
                gyrus explain RECIPE weights=FILE [key=value...] FILE

                Shows what in a picture a net's answer rests on, in one picture: the input; what each pixel
                adds to the class's score (integrated gradients); where the class was seen (Grad-CAM).

                method is integrated, gradcam or both. class is the one to explain; the answer where it is
                left out. layer is that whose maps Grad-CAM weighs; else the last that has maps. steps is at
                how many points on the way from black gradients are taken; else as many as bring the pixels'
                sum within 1 % of the score's difference. out is the picture to write; else explain-NAME.png
                in the run's folder, or here where there is none.

                RUN is a run's folder, or a recipe's id for its newest run. With weights= a recipe's net
                gets the weights of a safetensors file with the keys published for that architecture.

                --json gives {"picture", "class", "probability", "completeness", "steps", "layer"}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        Way way = Way.of(arguments.take("method"));
        String label = arguments.take("class");
        String layer = arguments.take("layer");
        String steps = arguments.take("steps");
        String out = arguments.take("out");
        String weights = arguments.take("weights");
        List<String> options = arguments.options();
        List<Path> files = arguments.paths();
        if (files.size() != 1) {
            throw new Usage("%d files are given to explain; write: gyrus explain %s FILE"
                    .formatted(files.size(), name));
        }
        Path file = files.getFirst();
        Predict.check(file);
        var gradients = Usage.check(() -> new IntegratedGradients(steps == null ? 0 : whole(steps)));
        Subject subject = Subject.of(call.runs(), name, weights, options);
        Explainer explainer = subject.skill(Explainer.class,
                "be explained; that takes a net that tells pictures apart");
        Path picture = out != null ? Arguments.path(out) : picture(subject, file);
        Found found = Skill.use(() -> explain(explainer, file, way, label, gradients, new GradCam(layer), picture));
        if (call.json()) {
            Json.print(call.out(), Json.object("picture", picture.toString(), "class", found.label(),
                    "probability", found.probability(), "completeness", found.completeness(), "steps", found.steps(),
                    "layer", found.layer()));
            return;
        }
        Table table = new Table("", "ll");
        table.row("class", "%s, %s".formatted(found.label(), Figures.percent(found.probability())));
        if (found.completeness() != null) {
            table.row("completeness", "the pixels' sum is off by %s at %d steps"
                    .formatted(Figures.percent(found.completeness()), found.steps()));
        }
        if (found.layer() != null) table.row("layer", found.layer());
        table.row("picture", picture.toString());
        table.print(call.out());
    }

    private static Found explain(Explainer explainer, Path file, Way way, @Nullable String label,
            IntegratedGradients gradients, GradCam cam, Path picture) {
        Tensor input = explainer.read(file);
        double[] probabilities = explainer.scores(input).softmax(1).toDoubles();
        int chosen = label == null ? most(probabilities) : place(explainer.labels(), label);
        String named = explainer.labels().get(chosen);
        String said = "%s, %s".formatted(explainer.labels().get(most(probabilities)),
                Figures.percent(probabilities[most(probabilities)]));
        Explanation explanation = new Explanation("Why %s?".formatted(named), explainer.show(input), said);
        Attribution attribution = way == Way.GRADCAM ? null : gradients.of(explainer, input, chosen);
        if (attribution != null) explanation.with(attribution);
        GradCam.ClassMap map = way == Way.INTEGRATED ? null : cam.of(explainer, input, chosen);
        if (map != null) explanation.with(map);
        explanation.save(picture);
        return new Found(named, probabilities[chosen], attribution == null ? null : attribution.completeness(),
                attribution == null ? null : attribution.steps(), map == null ? null : map.layer());
    }

    private static int most(double[] numbers) {
        int most = 0;
        for (int i = 1; i < numbers.length; i++) if (numbers[i] > numbers[most]) most = i;
        return most;
    }

    private static int place(List<String> labels, String label) {
        int place = labels.indexOf(label);
        if (place < 0) {
            throw new Usage("the net knows no class '%s'; it knows %s".formatted(label,
                    labels.size() > 40 ? labels.subList(0, 40) + " and others" : labels));
        }
        return place;
    }

    private static int whole(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("steps=%s is no whole number".formatted(number), e);
        }
    }

    private static Path picture(Subject subject, Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String picture = "explain-%s.png".formatted(dot > 0 ? name.substring(0, dot) : name);
        Path folder = subject.run() == null ? Path.of("") : subject.run().path();
        return Files.isWritable(folder.toAbsolutePath()) ? folder.resolve(picture) : Path.of(picture);
    }
}
