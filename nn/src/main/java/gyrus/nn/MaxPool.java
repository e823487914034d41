package gyrus.nn;

import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;

/// The largest value of each window, over one, two or three dimensions. (N, C, …) → (N, C, …)
///
/// @param window the window and how it moves; at most half of it may be padding
/// @param ceil whether windows that only begin inside count too
public record MaxPool(Window window, boolean ceil) implements Layer {

    private static final long SMALL = 3;

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
        if (!Gradients.recording() && within(input)) return largest(input);
        return input.maxPool(window.kernel().dims(), window.stride().dims(), window.before().dims(),
                window.dilation().dims(), ceil);
    }

    /// Whether all windows lie within `input`, and are so small that the larger of shifted inputs is found several
    /// times as fast as by the engine's own pool, which also finds places for the gradient.
    private boolean within(Tensor input) {
        int spatial = input.rank() - window.rank();
        if (ceil || spatial < 1 || spatial > 2 || window.kernel().count() == 1) return false;
        for (int i = 0; i < window.rank(); i++) {
            if (window.before().size(i) > 0 || window.dilation().size(i) > 1) return false;
            if (window.kernel().size(i) > SMALL || input.size(spatial + i) < window.kernel().size(i)) return false;
        }
        return true;
    }

    /// Dimension by dimension, from that whose neighbours lie farthest apart in memory.
    private Tensor largest(Tensor input) {
        Tensor y = input;
        for (int i = 0; i < window.rank(); i++) {
            int dim = input.rank() - window.rank() + i;
            long step = window.stride().size(i);
            long length = input.size(dim) - window.kernel().size(i) + 1; // of where windows may begin
            Tensor all = y;
            y = all.slice(dim, 0, length, step);
            for (long k = 1; k < window.kernel().size(i); k++) y = y.maximum(all.slice(dim, k, length + k, step));
        }
        return y;
    }
}
