package gyrus.tensor.internal;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// LibTorch's recording of computations and its backward passes.
public final class Autograd {

    private Autograd() {}

    public static boolean recording() {
        return GradMode.is_enabled();
    }

    public static void recording(boolean on) {
        GradMode.set_enabled(on);
    }

    /// Adds ∂output/∂x to the gradient of every trainable leaf x.
    public static void backward(Handle output, @Nullable Handle vector, boolean keepGraph) {
        try (var keep = new BoolOptional(keepGraph);
                var inputs = new TensorArrayRefOptional();
                var start = vector == null ? new org.bytedeco.pytorch.Tensor()
                        : new org.bytedeco.pytorch.Tensor(vector.tensor())) {
            Hook.during(() -> output.tensor().backward(start, keep, false, inputs));
        } catch (RuntimeException e) {
            Hook.rethrow();
            throw Failure.of("backward", new Object[] {output}, e);
        } finally {
            BlasThreads.settle();
        }
    }

    /// Gradients of the outputs with respect to each input; null for one that they do not depend on, if
    /// `unused`.
    public static @Nullable Handle[] gradients(Handle[] outputs, Handle[] inputs, Handle @Nullable [] vectors,
            boolean differentiable, boolean unused) {
        try (var of = vector(outputs);
                var to = vector(inputs);
                var with = vectors == null ? new TensorVector() : vector(vectors);
                var keep = new BoolOptional(differentiable)) {
            @Nullable Handle[] gradients = new Handle[inputs.length];
            Hook.during(() -> {
                try (var found = torch.grad(of, to, with, keep, differentiable, unused)) {
                    Arrays.setAll(gradients, i -> found.get(i).defined()
                            ? new Handle(new org.bytedeco.pytorch.Tensor(found.get(i))) : null);
                }
            });
            return gradients;
        } catch (RuntimeException e) {
            Hook.rethrow();
            throw Failure.of("gradients", Stream.of(outputs, inputs).flatMap(Arrays::stream).toArray(), e);
        } finally {
            BlasThreads.settle();
        }
    }

    private static TensorVector vector(Handle[] handles) {
        return new TensorVector(Arrays.stream(handles).map(Handle::tensor)
                .toArray(org.bytedeco.pytorch.Tensor[]::new));
    }
}
