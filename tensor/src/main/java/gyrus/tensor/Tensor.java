package gyrus.tensor;

import gyrus.tensor.internal.Handle;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An array of numbers of one type and any rank, in native memory, that knows how it was computed.
///
/// What can be computed from tensors is inherited, a topic each: [Arithmetic], [Comparison], [Reduction],
/// [Shaping], [Indexing], [LinearAlgebra], [Activation], [Neural], [Fourier]; and so are what changes a
/// tensor in place ([Assignment]), its numbers as Java has them ([Elements]) and its gradients
/// ([Differentiable]). Operators follow PyTorch's definitions: shapes broadcast, negative dimensions count
/// from the end, views share memory.
///
/// A tensor made inside a [Scope] is freed with it; one made outside is freed by the garbage collector. The
/// methods of a freed tensor throw [IllegalStateException]. Misuse is always a Java exception that quotes
/// what was given: [IllegalArgumentException] for shapes, types and values, [IndexOutOfBoundsException] for
/// dimensions.
public final class Tensor implements Arithmetic, Comparison, Reduction, Shaping, Indexing, LinearAlgebra,
        Activation, Neural, Fourier, Assignment, Elements, Differentiable {

    private final Handle handle;
    private @Nullable Shape shape;
    private @Nullable Scope scope;
    private int slot = -1;
    private boolean freed;

    Tensor(Handle handle) {
        this.handle = handle;
        Scope current = Scope.current();
        if (current != null) current.add(this);
    }

    /// A row of these numbers, float32.
    public static Tensor of(float... values) {
        return of(values, values.length);
    }

    /// These numbers in this shape, row by row, float32.
    ///
    /// @throws IllegalArgumentException if their count is not that of the shape
    public static Tensor of(float[] values, long... shape) {
        return Values.copied(MemorySegment.ofArray(values), DType.FLOAT32, shape);
    }

    /// A row of these numbers, float64.
    public static Tensor of(double... values) {
        return of(values, values.length);
    }

    /// These numbers in this shape, row by row, float64.
    ///
    /// @throws IllegalArgumentException if their count is not that of the shape
    public static Tensor of(double[] values, long... shape) {
        return Values.copied(MemorySegment.ofArray(values), DType.FLOAT64, shape);
    }

    /// A row of these numbers, int64.
    public static Tensor of(long... values) {
        return of(values, new long[] {values.length});
    }

    /// These numbers in this shape, row by row, int64.
    ///
    /// @throws IllegalArgumentException if their count is not that of the shape
    public static Tensor of(long[] values, long... shape) {
        return Values.copied(MemorySegment.ofArray(values), DType.INT64, shape);
    }

    /// A row of these numbers, int32.
    public static Tensor of(int[] values) {
        return of(values, values.length);
    }

    /// These numbers in this shape, row by row, int32.
    ///
    /// @throws IllegalArgumentException if their count is not that of the shape
    public static Tensor of(int[] values, long... shape) {
        return Values.copied(MemorySegment.ofArray(values), DType.INT32, shape);
    }

    /// A row of these bytes, uint8.
    public static Tensor of(byte[] values) {
        return of(values, values.length);
    }

    /// These bytes in this shape, row by row, uint8.
    ///
    /// @throws IllegalArgumentException if their count is not that of the shape
    public static Tensor of(byte[] values, long... shape) {
        return Values.copied(MemorySegment.ofArray(values), DType.UINT8, shape);
    }

    /// A row of these truth values, bool.
    public static Tensor of(boolean[] values) {
        return of(values, values.length);
    }

    /// These truth values in this shape, row by row, bool.
    ///
    /// @throws IllegalArgumentException if their count is not that of the shape
    public static Tensor of(boolean[] values, long... shape) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (values[i] ? 1 : 0);
        return Values.copied(MemorySegment.ofArray(bytes), DType.BOOL, shape);
    }

    /// A copy of `memory` (on the heap or native) as elements of `type` in this shape.
    ///
    /// @throws IllegalArgumentException if its size is not that of the shape
    public static Tensor copy(MemorySegment memory, DType type, long... shape) {
        return Values.copied(memory, type, shape);
    }

    /// A copy of what is between the position and the limit of `numbers`, as elements of `type` in this
    /// shape.
    ///
    /// @throws IllegalArgumentException if their size is not that of the shape, if they are not of that type
    /// (bytes may be of any), or not in the processor's byte order
    public static Tensor copy(Buffer numbers, DType type, long... shape) {
        Values.check(numbers, type);
        return Values.copied(MemorySegment.ofBuffer(numbers), type, shape);
    }

    /// A tensor over `memory` itself, without a copy: what one changes, the other sees. The memory must be
    /// native (a mapped file, an arena that outlives the tensor or is collected) and stays reachable for as
    /// long as the tensor is.
    ///
    /// @throws IllegalArgumentException if it is on the heap or its size is not that of the shape
    public static Tensor wrap(MemorySegment memory, DType type, long... shape) {
        return Values.wrapped(memory, type, shape);
    }

    /// A scalar: a tensor without dimensions, float32.
    public static Tensor scalar(double value) {
        return full(DType.FLOAT32, value);
    }

    /// Zeros, float32.
    public static Tensor zeros(long... shape) {
        return zeros(DType.FLOAT32, shape);
    }

    /// Zeros of this type.
    public static Tensor zeros(DType type, long... shape) {
        return Op.tensor("zeros", checked(shape), given(type), null, Device.current());
    }

    /// Ones, float32.
    public static Tensor ones(long... shape) {
        return ones(DType.FLOAT32, shape);
    }

    /// Ones of this type.
    public static Tensor ones(DType type, long... shape) {
        return Op.tensor("ones", checked(shape), given(type), null, Device.current());
    }

    /// Memory as it comes: every element must be written before it is read.
    public static Tensor empty(DType type, long... shape) {
        return Op.tensor("empty.memory_format", checked(shape), given(type), null, Device.current());
    }

    /// The same value everywhere.
    public static Tensor full(DType type, Number value, long... shape) {
        return Op.tensor("full", checked(shape), value, given(type), null, Device.current());
    }

    /// 0, 1, …, `end` − 1, int64.
    public static Tensor arange(long end) {
        return arange(DType.INT64, 0, end, 1);
    }

    /// `start`, `start + step`, … below `end`.
    public static Tensor arange(DType type, Number start, Number end, Number step) {
        return Op.tensor("arange.start_step", start, end, step, given(type), null, Device.current());
    }

    /// `count` numbers from `start` to `end`, both included, evenly spaced, float32.
    public static Tensor linspace(double start, double end, long count) {
        return Op.tensor("linspace", start, end, count, DType.FLOAT32, null, Device.current());
    }

    /// The identity matrix of `size` rows, float32.
    public static Tensor eye(long size) {
        return Op.tensor("eye", size, DType.FLOAT32, null, Device.current());
    }

    /// Numbers drawn uniformly from [0, 1), float32.
    public static Tensor rand(long... shape) {
        return rand(Generator.current(), shape);
    }

    /// Numbers drawn uniformly from [0, 1), float32.
    public static Tensor rand(Generator generator, long... shape) {
        return empty(DType.FLOAT32, shape).fillUniform(generator, 0, 1);
    }

    /// Numbers drawn from the standard normal distribution, float32.
    public static Tensor randn(long... shape) {
        return randn(Generator.current(), shape);
    }

    /// Numbers drawn from the standard normal distribution, float32.
    public static Tensor randn(Generator generator, long... shape) {
        return empty(DType.FLOAT32, shape).fillNormal(generator, 0, 1);
    }

    /// Whole numbers drawn evenly from `low` to `high` − 1, int64.
    public static Tensor randint(long low, long high, long... shape) {
        return randint(Generator.current(), low, high, shape);
    }

    /// Whole numbers drawn evenly from `low` to `high` − 1, int64.
    public static Tensor randint(Generator generator, long low, long high, long... shape) {
        return Drawing.change("random_.from", empty(DType.INT64, shape), generator, low, high);
    }

    /// 0, 1, …, `count` − 1 in random order, int64.
    public static Tensor randperm(long count) {
        return randperm(Generator.current(), count);
    }

    /// 0, 1, …, `count` − 1 in random order, int64.
    public static Tensor randperm(Generator generator, long count) {
        Objects.requireNonNull(generator, "a generator is needed, such as Generator.current()");
        Device device = Device.current();
        if (device.equals(Device.META)) return empty(DType.INT64, count);
        return Drawing.home(
                Op.tensor("randperm.generator", count, generator, DType.INT64, null, Device.CPU), device);
    }

    /// Zeros of this tensor's shape, type and device.
    public Tensor zerosLike() {
        return Op.tensor("zeros_like", this);
    }

    /// Ones of this tensor's shape, type and device.
    public Tensor onesLike() {
        return Op.tensor("ones_like", this);
    }

    /// Memory as it comes, of this tensor's shape, type and device.
    public Tensor emptyLike() {
        return Op.tensor("empty_like", this);
    }

    /// The sizes of the dimensions.
    public Shape shape() {
        Shape known = shape;
        if (known == null) shape = known = Shape.of(handle().shape());
        else handle();
        return known;
    }

    /// Size along dimension `dim`; negative dimensions count from the end.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public long size(int dim) {
        return shape().size(dim);
    }

    /// Number of dimensions.
    public int rank() {
        return shape().rank();
    }

    /// Number of elements.
    public long count() {
        return shape().count();
    }

    /// Bytes that the elements take.
    public long bytes() {
        return count() * dtype().bytes();
    }

    /// Type of the elements.
    public DType dtype() {
        return handle().type();
    }

    /// Where the elements are.
    public Device device() {
        return Device.of(handle().device());
    }

    /// Whether the elements lie in memory row by row, without gaps.
    public boolean isContiguous() {
        return handle().contiguous();
    }

    /// Distance in elements between neighbours along each dimension.
    public long[] strides() {
        return handle().strides();
    }

    /// The elements as another type; this tensor itself where it has that type already.
    public Tensor to(DType type) {
        return type == dtype() ? this : Op.tensor("to.dtype", this, type);
    }

    /// The elements on another device; this tensor itself where it is there already.
    ///
    /// @throws IllegalArgumentException for a graphics processor that the engine does not see
    public Tensor to(Device device) {
        return device.equals(device()) ? this : Values.moved(this, device);
    }

    /// The parts joined along an existing dimension: their other sizes must agree.
    public static Tensor cat(List<Tensor> parts, int dim) {
        return Op.tensor("cat", parts, dim);
    }

    /// The parts, all of one shape, along a new dimension `dim`.
    public static Tensor stack(List<Tensor> parts, int dim) {
        return Op.tensor("stack", parts, dim);
    }

    /// `yes` where `condition` holds, `no` elsewhere; all three broadcast.
    public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
        return Op.tensor("where.self", condition, yes, no);
    }

    /// Products of sums over named dimensions, such as `bij,bjk->bik`.
    public static Tensor einsum(String equation, Tensor... operands) {
        return Op.product("einsum", equation, operands);
    }

    /// As PyTorch prints it: four digits, `...` inside where it is large.
    @Override
    public String toString() {
        if (freed) return "tensor(freed)";
        Scope home = scope;
        return home == null || home.owner() == Thread.currentThread() ? Printer.print(this)
                : "tensor(of thread '%s')".formatted(home.owner().getName());
    }

    Handle handle() {
        if (freed) throw new IllegalStateException("tensor used after its scope closed");
        Scope home = scope;
        if (home != null && home.owner() != Thread.currentThread()) {
            throw new WrongThreadException(
                    "tensor of a scope of thread '%s' used by '%s'; make it outside a scope to share it"
                    .formatted(home.owner().getName(), Thread.currentThread().getName()));
        }
        return handle;
    }

    @Nullable Scope scope() {
        return scope;
    }

    int slot() {
        return slot;
    }

    void enter(@Nullable Scope scope, int slot) {
        this.scope = scope;
        this.slot = slot;
    }

    void free() {
        freed = true;
        handle.close();
    }

    /// The type, for which the engine would take float32 if it were null.
    private static DType given(DType type) {
        return Objects.requireNonNull(type, "a type is needed, such as DType.FLOAT32");
    }

    private static long[] checked(long[] shape) {
        Shape.of(shape).count();
        return shape;
    }
}
