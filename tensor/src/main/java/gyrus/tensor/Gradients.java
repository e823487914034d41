package gyrus.tensor;

import gyrus.tensor.internal.Autograd;
import gyrus.tensor.internal.Handle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Differentiation: gradients of results with respect to what they were computed from.
///
/// [Tensor#backward()] adds gradients up in the tensors that are trainable; the functions here return them
/// instead, also as differentiable results, so that a gradient of a gradient can be taken.
public final class Gradients {

    private Gradients() {}

    /// Runs `body` without recording how its results are computed: faster, and less memory.
    public static <T extends @Nullable Object> T off(Supplier<T> body) {
        return recording(false, body);
    }

    /// Runs `body` recording again, inside an [#off].
    public static <T extends @Nullable Object> T on(Supplier<T> body) {
        return recording(true, body);
    }

    /// Whether computations on this thread are being recorded.
    public static boolean recording() {
        Engine.start();
        return Autograd.recording();
    }

    private static <T extends @Nullable Object> T recording(boolean on, Supplier<T> body) {
        Engine.start();
        boolean before = Autograd.recording();
        Autograd.recording(on);
        try {
            return body.get();
        } finally {
            Autograd.recording(before);
        }
    }

    /// ∂output/∂input for a scalar `output`.
    ///
    /// @throws IllegalArgumentException if `output` is no scalar or does not depend on `input`
    public static Tensor of(Tensor output, Tensor input) {
        return of(List.of(output), List.of(input), null, false).getFirst();
    }

    /// ∂output/∂input for each input of a scalar `output`.
    ///
    /// @param differentiable whether the gradients are recorded, so that they can be differentiated again
    /// @throws IllegalArgumentException if `output` is no scalar or does not depend on an input
    public static List<Tensor> of(Tensor output, List<Tensor> inputs, boolean differentiable) {
        return of(List.of(output), inputs, null, differentiable);
    }

    /// Σₖ vₖ·∂outputsₖ/∂input for each input: a vector-Jacobian product.
    ///
    /// @param vectors one for each output, in its shape; null stands for ones, where all outputs are scalars
    /// @param differentiable whether the gradients are recorded, so that they can be differentiated again
    /// @throws IllegalArgumentException if shapes differ or an output does not depend on any input
    public static List<Tensor> of(List<Tensor> outputs, List<Tensor> inputs, @Nullable List<Tensor> vectors,
            boolean differentiable) {
        if (vectors != null && vectors.size() != outputs.size()) {
            throw new IllegalArgumentException("%d vectors for %d outputs"
                    .formatted(vectors.size(), outputs.size()));
        }
        @Nullable Handle[] found = Autograd.gradients(handles(outputs), handles(inputs),
                vectors == null ? null : handles(vectors), differentiable, false);
        return Arrays.stream(found).map(Op::wrap).toList();
    }

    /// As [#of(Tensor, List, boolean)], with zeros for the inputs that `output` does not depend on.
    ///
    /// @throws IllegalArgumentException if `output` is no scalar or does not depend on any trainable tensor
    public static List<Tensor> orZeros(Tensor output, List<Tensor> inputs, boolean differentiable) {
        @Nullable Handle[] found = Autograd.gradients(handles(List.of(output)), handles(inputs), null,
                differentiable, true);
        List<Tensor> gradients = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            gradients.add(found[i] == null ? inputs.get(i).zerosLike() : Op.wrap(found[i]));
        }
        return List.copyOf(gradients);
    }

    private static Handle[] handles(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::handle).toArray(Handle[]::new);
    }
}
