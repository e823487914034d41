package gyrus.train;

import gyrus.tensor.Autocast;
import gyrus.tensor.DType;
import gyrus.tensor.Engine;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// In which type a training step multiplies. Weights, their gradients and the optimizer are float32 in all of them.
public enum Precision {
    /// The one that is fast for the recipe on the processor, decided when a run begins; its options say which it is, so
    /// that the run goes on as it began wherever it is resumed. Undecided it is float32.
    AUTO,
    /// Everything in float32.
    F32,
    /// Products in bfloat16 and so are their results; sums, norms and losses in float32. Micikevicius et al. 2018,
    /// Mixed Precision Training.
    BF16,
    /// Products in bfloat16, all between them in float32.
    BF16_PRODUCTS;

    /// What an option of this type means.
    public static final String HELP = "f32; bf16 products; bf16-products, f32 between them; auto: what is fast here";

    private static final String OPTION = "precision";

    /// Runs `body` in this precision.
    public <T extends @Nullable Object> T call(Supplier<T> body) {
        return switch (this) {
            case AUTO, F32 -> body.get();
            case BF16 -> Autocast.call(DType.BFLOAT16, body);
            case BF16_PRODUCTS -> Autocast.products(DType.BFLOAT16, body);
        };
    }

    /// `options` with their option `precision`, where they have one and it is [#AUTO], decided: `fast` on a processor
    /// that multiplies bfloat16 by itself, float32 on others.
    public static <O extends Record> O decided(O options, Precision fast) {
        Object asked = Options.toMap(options).get(OPTION);
        if (!OptionValue.text(AUTO).equals(asked)) return options;
        return Options.with(options, Map.of(OPTION, Engine.multipliesBfloat16() ? fast : F32));
    }
}
