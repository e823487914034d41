package gyrus.methods.lora;

import gyrus.nn.DenseLinear;
import gyrus.nn.Init;
import gyrus.nn.Key;
import gyrus.nn.Linear;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;

/// A linear map with a low-rank addition that learns in its place: `y = base(x) + α/r · (x·Aᵀ)·Bᵀ`. (…, in) → (…, out)
///
/// B begins as zeros, so that the net begins as it was. Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language
/// Models, §4.1.
///
/// @param base what it adds to; frozen
/// @param down A, (r, in)
/// @param up B, (out, r)
/// @param alpha α; the addition is multiplied by α/r, so that another rank does not ask for another learning rate
public record LoraLinear(@Key("") Linear base, @Key("lora_a") Tensor down, @Key("lora_b") Tensor up, double alpha)
        implements Linear {

    /// An addition of that rank to `base`, A drawn from a normal distribution of deviation 1/√in.
    static LoraLinear of(Linear base, int rank, double alpha) {
        return new LoraLinear(base, Init.normal(0, 1 / Math.sqrt(base.in()), rank, base.in()),
                Init.zeros(base.out(), rank), alpha);
    }

    /// The rank r.
    public long rank() {
        return down.size(0);
    }

    @Override
    public long in() {
        return base.in();
    }

    @Override
    public long out() {
        return base.out();
    }

    /// The addition merged into the weights of the base: `W + α/r · B·A`.
    @Override
    public DenseLinear dense() {
        return Gradients.off(() -> {
            DenseLinear dense = base.dense();
            Tensor addition = up.detach().matmul(down.detach()).mul(alpha / rank());
            return new DenseLinear(dense.weight().detach().add(addition), dense.bias());
        });
    }

    @Override
    public Linear like(DenseLinear map) {
        return base.like(map);
    }

    @Override
    public Tensor forward(Tensor input) {
        return base.apply(input).add(input.linear(down, null).linear(up, null), alpha / rank());
    }
}
