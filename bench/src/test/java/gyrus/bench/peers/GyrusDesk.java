package gyrus.bench.peers;

import gyrus.tensor.Engine;
import gyrus.train.Precision;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Gyrus' side.
public final class GyrusDesk {

    private GyrusDesk() {}

    public static void main(String[] words) throws IOException {
        Engine.start();
        var software = Engine.report().software();
        String precisions = Arrays.stream(Precision.values()).map(Learner::name)
                .filter(each -> !each.equals("auto")) // which is one of the others
                .collect(Collectors.joining(","));
        Desk.serve(words, GyrusDesk::task, "%s,%s Gyrus, LibTorch %s, %s, Java %s".formatted(precisions,
                Inference.SHORT, software.torch(), software.blas(), software.java()));
    }

    private static Task task(Work work) {
        return switch (work.text("work")) {
            case "train", "start" -> Steps.of(work);
            case "dqn" -> Steps.acting(work);
            case "infer" -> Inference.of(work);
            case "generate" -> new Generation(work);
            case "operator" -> new Operators(work);
            case "product" -> new Products(work);
            case "copy" -> new Copies();
            case "load" -> Loading.of(work);
            default -> throw new IllegalArgumentException("no work " + work);
        };
    }
}
