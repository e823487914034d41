package gyrus.tensor.internal;

import gyrus.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.TensorBase;
import org.jspecify.annotations.Nullable;

/// One reference to a native tensor: its shape, type and memory, read without copying.
///
/// A handle that is not closed is freed with the object that holds it, by the garbage collector.
public final class Handle {

    /// A hook and what it calls, which only this holds for long.
    private record Attached(Hook hook, UnaryOperator<TensorBase> body) {}

    /// Memory of tensors.
    ///
    /// @param identity tells it from other memory
    public record Storage(long identity, long bytes) {}

    private final org.bytedeco.pytorch.Tensor tensor;
    private List<Attached> hooks = List.of();

    Handle(org.bytedeco.pytorch.Tensor tensor) {
        this.tensor = tensor;
    }

    /// A tensor over memory that somebody else owns. `owner` is held until the last native view of it is
    /// gone.
    public static Handle wrap(MemorySegment memory, DType type, long[] shape) {
        return Borrowed.wrap(memory, type, shape);
    }

    org.bytedeco.pytorch.Tensor tensor() {
        return tensor;
    }

    /// Lets go of the native tensor; its memory is freed when no other handle and no graph refers to it.
    public void close() {
        hooks.forEach(attached -> attached.hook().remove());
        tensor.close();
    }

    public long[] shape() {
        long[] shape = new long[(int) tensor.dim()];
        Arrays.setAll(shape, tensor::size);
        return shape;
    }

    public long[] strides() {
        long[] strides = new long[(int) tensor.dim()];
        Arrays.setAll(strides, tensor::stride);
        return strides;
    }

    public DType type() {
        return DType.of(tensor.scalar_type().value);
    }

    /// Whether a sign that operators know of is not in the memory yet: that of a conjugate or of its
    /// imaginary part.
    public boolean lazy() {
        return tensor.is_neg() || tensor.is_conj();
    }

    /// LibTorch's name of the device, such as `cpu`, `meta` or `cuda:0`.
    public String device() {
        if (tensor.is_cpu()) return "cpu";
        if (tensor.is_meta()) return "meta";
        try (var device = tensor.device();
                var name = device.str()) {
            return name.getString();
        }
    }

    public boolean contiguous() {
        return tensor.is_contiguous();
    }

    /// Address of the first element.
    public long address() {
        try (Pointer data = tensor.data_ptr()) {
            return data == null ? 0 : data.address();
        }
    }

    /// The memory that this tensor and all its views share, or null where it has none.
    public @Nullable Storage storage() {
        if (tensor.is_meta() || !tensor.has_storage()) return null;
        try (var storage = tensor.storage()) {
            return new Storage(storage.unsafeGetStorageImpl().address(), storage.nbytes());
        }
    }

    public boolean requiresGradient() {
        return tensor.requires_grad();
    }

    public void requiresGradient(boolean on) {
        tensor.set_requires_grad(on);
    }

    public boolean leaf() {
        return tensor.is_leaf();
    }

    public void retainGradient() {
        tensor.retain_grad();
    }

    /// The gradient that backward passes have summed, or null.
    public @Nullable Handle gradient() {
        var gradient = tensor.grad();
        if (gradient.defined()) return new Handle(gradient);
        gradient.close();
        return null;
    }

    /// Replaces the summed gradient; null forgets it.
    public void gradient(@Nullable Handle gradient) {
        try (var held = tensor.mutable_grad()) {
            if (gradient != null) {
                held.put(gradient.tensor);
            } else {
                held.reset();
            }
        }
    }

    /// Reports the name of the operation that made this tensor, or null for a leaf.
    public @Nullable String madeBy() {
        try (var node = tensor.grad_fn()) {
            if (node == null || node.isNull()) return null;
            try (var name = node.name()) {
                return name.getString();
            }
        }
    }

    /// Calls `body` with the gradient of this tensor whenever one is computed, and puts what it returns in
    /// its place. The returned object removes the hook.
    public Runnable hook(UnaryOperator<Handle> body) {
        return attach(gradient -> body.apply(new Handle(new org.bytedeco.pytorch.Tensor(gradient))).tensor(), true);
    }

    /// Calls `body` whenever the gradient of this tensor is computed. The returned object removes the hook.
    public Runnable hook(Runnable body) {
        return attach(gradient -> {
            body.run();
            return gradient;
        }, false);
    }

    private Runnable attach(UnaryOperator<TensorBase> body, boolean replaces) {
        Attached attached = new Attached(Hook.on(this, body, replaces), body);
        if (hooks.isEmpty()) hooks = new CopyOnWriteArrayList<>();
        hooks.add(attached);
        return () -> {
            if (hooks.remove(attached)) attached.hook().remove();
        };
    }

    /// The element as a double, for a tensor of one element.
    public double item() {
        return tensor.item_double();
    }

    public long longItem() {
        return tensor.item_long();
    }
}
