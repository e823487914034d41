package gyrus.models.language.fasttext;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.nn.Mode;
import gyrus.tensor.Tensor;
import gyrus.testing.NetContract;
import gyrus.testing.Tolerance;
import java.util.List;
import org.junit.jupiter.api.Test;

class FastTextTest implements NetContract<FastText> {

    private static final Pieces PIECES = new Pieces(64, 3, 4);

    @Override
    public FastText net() {
        return FastText.of(PIECES.buckets(), 6, 2, 0.1);
    }

    @Override
    public Tensor input() {
        return PIECES.of(List.of("free entry, call now", "see you at ten"));
    }

    /// What a text is filled up with, because others of its batch are longer, changes nothing.
    @Test
    void fillingChangesNothing() {
        FastText net = net();
        Tensor together = net.apply(PIECES.of(List.of("hello", "a much longer text than the other one")));
        Tensor alone = net.apply(PIECES.of(List.of("hello")));
        assertThat(Mode.training()).isFalse();
        Tolerance.check("logits", together.detach().slice(0, 0, 1), alone.detach());
    }
}
