package gyrus.cli;

import gyrus.train.Prediction;
import gyrus.train.Predictor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `gyrus predict`: asks a trained net about files.
final class Predict implements Verb {

    @Override
    public String help() {
        return """
                gyrus predict RUN FILE... [--runs DIR] [--json]
                gyrus predict RECIPE weights=FILE [key=value...] FILE...

                Asks a trained net about files: pictures, texts or tables, as the recipe reads them. Of a
                table every row is an input of its own, FILE#ROW. A file whose name reads like an option
                is written ./a=b.png, or comes after a word --.

                RUN is a run's folder, or a recipe's id for its newest run. With weights= a recipe's net
                gets the weights of a safetensors file with the keys published for that architecture.

                --json gives an array in the order of the files: {"input", "label", "probabilities"}.
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String name = arguments.name("RUN");
        String weights = arguments.take("weights");
        List<String> options = arguments.options();
        List<Path> files = arguments.paths();
        if (files.isEmpty()) {
            throw new Usage("no file is given to ask about; write: gyrus predict %s FILE".formatted(name));
        }
        files.forEach(Predict::check);
        Subject subject = Subject.of(call.runs(), name, weights, options);
        Predictor predictor = subject.skill(Predictor.class, "be asked about files");
        List<Prediction> predictions = new ArrayList<>();
        for (Path file : files) predictions.addAll(ask(predictor, file));
        if (call.json()) {
            Json.print(call.out(), predictions.stream().map(Predict::json).toList());
        } else {
            Table table = new Table("", "lrr");
            for (Prediction said : predictions) table.row(said.input(), said.label(), sureness(said));
            table.print(call.out());
        }
    }

    /// Refuses what cannot be read as a file.
    static void check(Path file) {
        String wrong = Files.isDirectory(file) ? "%s is a folder; name the files in it"
                : !Files.exists(file) ? "there is no file %s; check its name"
                : !Files.isReadable(file) ? "this user may not read %s; check its rights" : "";
        if (!wrong.isEmpty()) throw new IllegalArgumentException(wrong.formatted(file));
    }

    private static List<Prediction> ask(Predictor predictor, Path file) {
        try {
            return predictor.predict(file);
        } catch (IllegalArgumentException e) {
            String message = Complaint.line(e);
            if (message.contains(file.toString())) throw e;
            throw new IllegalArgumentException(file + ": " + message, e);
        }
    }

    private static Object json(Prediction said) {
        return Json.object("input", said.input(), "label", said.label(),
                "probabilities", said.probabilities());
    }

    private static String sureness(Prediction said) {
        Double probability = said.probabilities().get(said.label());
        return probability == null ? "" : Figures.percent(probability);
    }
}
