package gyrus.methods.meta;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.data.Episode;
import gyrus.nn.Flatten;
import gyrus.nn.Layer;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import gyrus.train.Evaluation;
import gyrus.train.Judge;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrototypesTest {

    private static final Layer POINTS = Flatten.of();

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void logitsAndLossArePyTorchs(DType type) {
        Golden.Case golden = Golden.open("meta", type).at("prototypes");
        Episode episode = new Episode(FormulaWeights.of("support", type, 2, 5, 2, 6),
                FormulaWeights.of("query", type, 2, 5, 3, 6));
        Tolerance.check("logits", Prototypes.logits(POINTS, episode), golden.out("logits"));
        Tolerance.check("loss", FewShot.prototypes().objective().loss(POINTS, episode), golden.out("loss"));
    }

    /// Two tasks of two classes: of one all four queries are right, of the other half.
    @Test
    void isJudgedByTheMeanOverTasksAndItsInterval(@TempDir Path folder) {
        Tensor support = Tensor.of(new float[] {0, 1, 0, 1}, 2, 2, 1, 1, 1, 1);
        Tensor query = Tensor.of(new float[] {0.1f, 0.2f, 0.9f, 0.8f, 0.1f, 0.9f, 0.2f, 0.8f}, 2, 2, 2, 1, 1, 1);
        Judge<Episode> judge = FewShot.prototypes().judge(POINTS);
        judge.see(new Episode(support, query));
        Evaluation evaluation = judge.evaluation();
        assertThat(evaluation.samples()).isEqualTo(2);
        assertThat(evaluation.metrics().get("accuracy")).isEqualTo(0.75);
        double deviation = Math.sqrt(2 * 0.25 * 0.25); // of 1 and 0.5, over n − 1
        assertThat(evaluation.metrics().get("interval"))
                .isCloseTo(1.96 * deviation / Math.sqrt(2), Offset.offset(1e-12));
        Path file = folder.resolve("episodes.png");
        evaluation.drawings().getFirst().save().accept(file);
        assertThat(file).isNotEmptyFile();
    }
}
