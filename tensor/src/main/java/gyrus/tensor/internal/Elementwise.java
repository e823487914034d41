package gyrus.tensor.internal;

import static java.util.Map.entry;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The operators of one tensor, of two, and of one and a number, for [Direct].
final class Elementwise {

    /// A result of one tensor.
    @FunctionalInterface
    interface One {
        Tensor call(Tensor x);
    }

    /// A result of two tensors.
    @FunctionalInterface
    interface Two {
        Tensor call(Tensor x, Tensor y);
    }

    /// A result of a tensor and a number.
    @FunctionalInterface
    interface ByNumber {
        Tensor call(Tensor x, Scalar number);
    }

    static final Map<String, One> ONE = Map.ofEntries(
            entry("abs", torch::abs),
            entry("acos", torch::acos),
            entry("acosh", torch::acosh),
            entry("asin", torch::asin),
            entry("asinh", torch::asinh),
            entry("atan", torch::atan),
            entry("atanh", torch::atanh),
            entry("ceil", torch::ceil),
            entry("clone", Tensor::clone),
            entry("contiguous", Tensor::contiguous),
            entry("cos", torch::cos),
            entry("cosh", torch::cosh),
            entry("detach", Tensor::detach),
            entry("digamma", torch::digamma),
            entry("empty_like", torch::empty_like),
            entry("erf", torch::erf),
            entry("erfinv", torch::erfinv),
            entry("exp", torch::exp),
            entry("expm1", torch::expm1),
            entry("floor", torch::floor),
            entry("frac", torch::frac),
            entry("hardsigmoid", torch::hardsigmoid),
            entry("hardswish", torch::hardswish),
            entry("isfinite", torch::isfinite),
            entry("isinf", torch::isinf),
            entry("isnan", torch::isnan),
            entry("lgamma", torch::lgamma),
            entry("log", torch::log),
            entry("log10", torch::log10),
            entry("log1p", torch::log1p),
            entry("log2", torch::log2),
            entry("log_sigmoid", torch::log_sigmoid),
            entry("logical_not", torch::logical_not),
            entry("max", torch::max),
            entry("mean", torch::mean),
            entry("min", torch::min),
            entry("mish", torch::mish),
            entry("neg", torch::neg),
            entry("ones_like", torch::ones_like),
            entry("reciprocal", torch::reciprocal),
            entry("relu", torch::relu),
            entry("relu6", torch::relu6),
            entry("round", torch::round),
            entry("rsqrt", torch::rsqrt),
            entry("selu", torch::selu),
            entry("sigmoid", torch::sigmoid),
            entry("sign", torch::sign),
            entry("signbit", torch::signbit),
            entry("silu", torch::silu),
            entry("sin", torch::sin),
            entry("sinh", torch::sinh),
            entry("sqrt", torch::sqrt),
            entry("square", torch::square),
            entry("squeeze", torch::squeeze),
            entry("sum", torch::sum),
            entry("tan", torch::tan),
            entry("tanh", torch::tanh),
            entry("trunc", torch::trunc),
            entry("zeros_like", torch::zeros_like));

    static final Map<String, Two> TWO = Map.ofEntries(
            entry("atan2", torch::atan2),
            entry("div.Tensor", torch::div),
            entry("dot", torch::dot),
            entry("eq.Tensor", torch::eq),
            entry("fmod.Tensor", torch::fmod),
            entry("ge.Tensor", torch::ge),
            entry("gt.Tensor", torch::gt),
            entry("hypot", torch::hypot),
            entry("le.Tensor", torch::le),
            entry("logaddexp", torch::logaddexp),
            entry("logical_and", torch::logical_and),
            entry("logical_or", torch::logical_or),
            entry("logical_xor", torch::logical_xor),
            entry("lt.Tensor", torch::lt),
            entry("matmul", torch::matmul),
            entry("maximum", torch::maximum),
            entry("minimum", torch::minimum),
            entry("mul.Tensor", torch::mul),
            entry("ne.Tensor", torch::ne),
            entry("outer", torch::outer),
            entry("pow.Tensor_Tensor", torch::pow),
            entry("remainder.Tensor", torch::remainder),
            entry("sub.Tensor", torch::sub));

    static final Map<String, ByNumber> BY_NUMBER = Map.ofEntries(
            entry("add.Scalar", torch::add),
            entry("div.Scalar", torch::div),
            entry("eq.Scalar", torch::eq),
            entry("ge.Scalar", torch::ge),
            entry("gt.Scalar", torch::gt),
            entry("le.Scalar", torch::le),
            entry("lt.Scalar", torch::lt),
            entry("mul.Scalar", torch::mul),
            entry("ne.Scalar", torch::ne),
            entry("pow.Tensor_Scalar", torch::pow),
            entry("remainder.Scalar", torch::remainder),
            entry("rsub.Scalar", torch::rsub),
            entry("sub.Scalar", torch::sub));

    private Elementwise() {}
}
