package gyrus.tensor;

import gyrus.tensor.internal.Autograd;
import gyrus.tensor.internal.Handle;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Parameters and their gradients. [Gradients] has the functions that return gradients instead of adding them
/// up.
public sealed interface Differentiable permits Tensor {

    /// Whether gradients are computed for this tensor: it is trainable, or was computed from what is.
    default boolean differentiable() {
        return Op.handle(this).requiresGradient();
    }

    /// Whether this is a leaf for which gradients are computed: a parameter.
    default boolean trainable() {
        Handle handle = Op.handle(this);
        return handle.requiresGradient() && handle.leaf();
    }

    /// Makes this a parameter, or freezes it.
    ///
    /// @return this
    /// @throws IllegalArgumentException for a type that has no gradient
    /// @throws IllegalStateException if it was computed from other parameters
    default Tensor trainable(boolean on) {
        Tensor self = (Tensor) this;
        DType type = self.dtype();
        if (on && !type.floating() && !type.complex()) {
            throw new IllegalArgumentException(
                    "a tensor of %s cannot be trainable; floating-point ones can".formatted(type));
        }
        if (!self.handle().leaf()) {
            throw new IllegalStateException(
                    "a tensor computed from parameters cannot be made a parameter; detach it first");
        }
        self.handle().requiresGradient(on);
        return self;
    }

    /// The same elements in the same memory, not recorded.
    default Tensor detach() {
        return Op.tensor("detach", this);
    }

    /// Adds ∂this/∂x to the [#gradient()] of every trainable tensor x that this scalar was computed from.
    ///
    /// @throws IllegalArgumentException if this is no scalar or was not computed from trainable tensors
    default void backward() {
        Autograd.backward(Op.handle(this), null, false);
    }

    /// Adds vᵀ·∂this/∂x to the gradient of every trainable tensor x, for `vector` v in this tensor's shape.
    ///
    /// @param keepGraph whether another backward pass may follow
    default void backward(@Nullable Tensor vector, boolean keepGraph) {
        Autograd.backward(Op.handle(this), vector == null ? null : vector.handle(), keepGraph);
    }

    /// The gradient that backward passes have added up, or null where there was none.
    default @Nullable Tensor gradient() {
        Handle gradient = Op.handle(this).gradient();
        return gradient == null ? null : new Tensor(gradient);
    }

    /// Replaces the gradient; null forgets it.
    ///
    /// @throws IllegalArgumentException if it is not of this tensor's shape, type and device
    default void gradient(@Nullable Tensor gradient) {
        Tensor self = (Tensor) this;
        if (gradient != null && !(gradient.shape().equals(self.shape()) && gradient.dtype() == self.dtype()
                && gradient.device().equals(self.device()))) {
            throw new IllegalArgumentException("gradient of %s %s on %s for a tensor of %s %s on %s"
                    .formatted(gradient.dtype(), gradient.shape(), gradient.device(),
                            self.dtype(), self.shape(), self.device()));
        }
        self.handle().gradient(gradient == null ? null : gradient.handle());
    }

    /// Keeps the gradient of this tensor, which is no leaf, for [#gradient()] after a backward pass.
    ///
    /// @throws IllegalStateException if no gradient is computed for this tensor
    default void retainGradient() {
        Op.handle(recorded()).retainGradient();
    }

    /// Calls `hook` with the gradient of this tensor in each backward pass and puts what it returns in its
    /// place. What `hook` throws, the backward pass throws.
    ///
    /// The hook stays until it is removed, or until the scope of this tensor closes. Outside scopes it goes
    /// with this tensor: hold the tensor for as long as more than one backward pass shall call the hook.
    ///
    /// @return removes the hook
    /// @throws IllegalStateException if no gradient is computed for this tensor
    default Runnable onGradient(UnaryOperator<Tensor> hook) {
        Objects.requireNonNull(hook, "a hook is needed");
        return recorded().handle().hook(gradient -> {
            @Nullable Tensor replaced = hook.apply(new Tensor(gradient));
            if (replaced == null) {
                throw new IllegalStateException(
                        "a gradient hook returned null; return what was given to leave it as it is");
            }
            return replaced.handle();
        });
    }

    /// Calls `heard` in each backward pass when the gradient of this tensor is computed, before it is added to
    /// [#gradient()]. Where the tensor and others are parameters on one device, those that were told of before have
    /// theirs by then: a pass is done with one before it goes on to the next. What `heard` throws, the backward pass
    /// throws.
    ///
    /// It stays as long as a hook that [#onGradient] has set, and costs less, because nothing is given to it.
    ///
    /// @return removes the hook
    /// @throws IllegalStateException if no gradient is computed for this tensor
    default Runnable whenGradient(Runnable heard) {
        Objects.requireNonNull(heard, "something to be told is needed");
        return recorded().handle().hook(heard);
    }

    private Tensor recorded() {
        if (!differentiable()) {
            throw new IllegalStateException(
                    "no gradient is computed for this tensor: make it trainable first");
        }
        return (Tensor) this;
    }
}
