package gyrus.nn;

import gyrus.tensor.Tensor;

/// The largest value of each window, over one, two or three dimensions. (N, C, …) → (N, C, …)
///
/// @param window the window and how it moves; at most half of it may be padding
/// @param ceil whether windows that only begin inside count too
public record MaxPool(Window window, boolean ceil) implements Layer {

    /// Checks that the padding is the same on both sides.
    public MaxPool {
        window.checkPool();
    }

    /// A pool over `window`.
    public static MaxPool of(Window window) {
        return new MaxPool(window, false);
    }

    /// A pool over squares that lie side by side: it divides height and width by `size`.
    public static MaxPool square(long size) {
        return of(Window.square(size).stride(size));
    }

    @Override
    public Tensor forward(Tensor input) {
        return input.maxPool(window.kernel().dims(), window.stride().dims(), window.before().dims(),
                window.dilation().dims(), ceil);
    }
}
