package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.DType;
import gyrus.tensor.Engine;
import gyrus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionTest {

    /// Options of a recipe.
    public record Chosen(int epochs, Precision precision) {}

    /// Options of a fit.
    public record Fitted(int iterations) {}

    @Test
    void whatIsLeftToGyrusIsDecidedByTheProcessor() {
        Chosen decided = Precision.decided(new Chosen(3, Precision.AUTO), Precision.BF16);
        assertThat(decided).isEqualTo(
                new Chosen(3, Engine.multipliesBfloat16() ? Precision.BF16 : Precision.F32));
        assertThat(Precision.decided(new Chosen(3, Precision.AUTO), Precision.F32).precision())
                .isEqualTo(Precision.F32);
    }

    @Test
    void whatIsChosenStays() {
        for (Precision precision : List.of(Precision.F32, Precision.BF16, Precision.BF16_PRODUCTS)) {
            Chosen chosen = new Chosen(3, precision);
            assertThat(Precision.decided(chosen, Precision.BF16)).isSameAs(chosen);
        }
        Fitted fitted = new Fitted(3);
        assertThat(Precision.decided(fitted, Precision.BF16)).isSameAs(fitted);
    }

    @Test
    void namesAreThoseOfTheCommand() {
        Chosen auto = new Chosen(3, Precision.AUTO);
        assertThat(Options.parse(auto, List.of("precision=bf16-products")).precision())
                .isEqualTo(Precision.BF16_PRODUCTS);
        assertThat(Options.parse(auto, List.of("precision=bf16")).precision()).isEqualTo(Precision.BF16);
    }

    @Test
    void productsAreInTheTypeOfTheirName() {
        Tensor a = Tensor.randn(4, 4);
        assertThat(Precision.AUTO.call(() -> a.matmul(a)).toFloats()).isEqualTo(a.matmul(a).toFloats());
        assertThat(Precision.F32.call(() -> a.matmul(a)).toFloats()).isEqualTo(a.matmul(a).toFloats());
        Tensor mixed = Precision.BF16.call(() -> a.matmul(a));
        assertThat(mixed.dtype()).isEqualTo(DType.BFLOAT16);
        Tensor products = Precision.BF16_PRODUCTS.call(() -> a.matmul(a));
        assertThat(products.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(products.toFloats()).isEqualTo(mixed.to(DType.FLOAT32).toFloats());
    }
}
