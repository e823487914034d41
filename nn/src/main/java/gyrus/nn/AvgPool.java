package gyrus.nn;

import gyrus.tensor.Tensor;

/// The mean of each window, over one, two or three dimensions. (N, C, …) → (N, C, …)
///
/// @param window the window and how it moves; at most half of it may be padding; no dilation
/// @param ceil whether windows that only begin inside count too
/// @param countPadding whether the zeros of the padding are averaged in
public record AvgPool(Window window, boolean ceil, boolean countPadding) implements Layer {

    /// Checks that the padding is the same on both sides, and that there is no dilation.
    public AvgPool {
        window.checkPool();
        if (window.dilation().count() != 1) {
            throw new IllegalArgumentException("a mean over windows with dilation %s is not supported; use 1"
                    .formatted(window.dilation()));
        }
    }

    /// A pool over `window`.
    public static AvgPool of(Window window) {
        return new AvgPool(window, false, true);
    }

    /// A pool over squares that lie side by side: it divides height and width by `size`.
    public static AvgPool square(long size) {
        return of(Window.square(size).stride(size));
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.avgPool(window.kernel().dims(), window.stride().dims(), window.before().dims(), ceil,
                countPadding);
    }
}
