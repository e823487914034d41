package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ModeTest {

    @Test
    void isEvaluationUnlessSaid() {
        assertThat(Mode.training()).isFalse();
        assertThat(Mode.TRAIN.call(Mode::training)).isTrue();
        assertThat(Mode.TRAIN.call(() -> Mode.EVAL.call(Mode::training))).isFalse();
        assertThat(Mode.training()).isFalse();
    }

    @Test
    void dropoutDropsInTrainingOnly() {
        Tensor ones = Tensor.ones(10_000);
        Dropout dropout = new Dropout(0.3);
        assertThat(dropout.apply(ones)).isSameAs(ones);
        float[] dropped = Mode.TRAIN.call(() -> dropout.apply(ones)).toFloats();
        int zeros = 0;
        for (float value : dropped) {
            if (value == 0) zeros++;
            else assertThat(value).isEqualTo(1 / 0.7f);
        }
        assertThat(zeros).isBetween(2_800, 3_200);
    }

    @Test
    void dropoutDrawsFromTheBoundGenerator() {
        Dropout dropout = new Dropout(0.5);
        Tensor ones = Tensor.ones(100);
        float[] one = Mode.TRAIN.call(() -> Generator.seeded(3).call(() -> dropout.apply(ones).toFloats()));
        float[] same = Mode.TRAIN.call(() -> Generator.seeded(3).call(() -> dropout.apply(ones).toFloats()));
        float[] other = Mode.TRAIN.call(() -> Generator.seeded(4).call(() -> dropout.apply(ones).toFloats()));
        assertThat(one).isEqualTo(same).isNotEqualTo(other);
    }

    @Test
    void batchNormLearnsItsStatisticsInTrainingOnly() {
        BatchNorm norm = BatchNorm.of(2);
        Tensor x = Tensor.of(new float[] {1, 2, 3, 6}, 2, 2);
        norm.apply(x);
        assertThat(norm.batches().itemLong()).isZero();
        assertThat(norm.runningMean().toFloats()).containsOnly(0);
        Mode.TRAIN.run(() -> norm.apply(x));
        assertThat(norm.batches().itemLong()).isEqualTo(1);
        assertThat(norm.runningMean().toFloats()).containsExactly(0.2f, 0.4f);         // 0.1 · (2, 4)
        assertThat(norm.runningVariance().toFloats()).containsExactly(1.1f, 1.7f);      // 0.9 + 0.1 · (2, 8)
    }
}
