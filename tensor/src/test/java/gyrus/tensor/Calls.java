package gyrus.tensor;

import static java.util.Map.entry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// One call of every public method that works: what abuses start from.
///
/// Most follow from the types of their parameters. Those that need something special are in [#SPECIAL], by
/// [Surface#name]; a new method that does not work with the usual arguments is put in there.
final class Calls {

    private static final Generator SEED = Generator.seeded(5);

    private static final Map<String, Supplier<Object[]>> SPECIAL = Map.ofEntries(
            entry("Arithmetic.clamp(Number,Number)", () -> call(real(3, 4), 0.2, 0.8)),
            entry("Assignment.clampAssign(Number,Number)", () -> call(real(3, 4), 0.2, 0.8)),
            entry("Assignment.fillUniform(Generator,double,double)",
                    () -> call(real(3, 4), Generator.seeded(1), 0.0, 1.0)),
            entry("Assignment.maskedFillAssign(Tensor,Number)", () -> call(real(3, 4), flags(3, 4), 2)),
            entry("Activation.prelu(Tensor)", () -> call(real(3, 4), real(4))),
            entry("Autocast.call(DType,Supplier)", () -> call(DType.BFLOAT16, (Supplier<Object>) Calls::work)),
            entry("Comparison.bitAnd(Tensor)", () -> call(whole(5, 3, 4), whole(5, 3, 4))),
            entry("Comparison.bitOr(Tensor)", () -> call(whole(5, 3, 4), whole(5, 3, 4))),
            entry("Comparison.bitXor(Tensor)", () -> call(whole(5, 3, 4), whole(5, 3, 4))),
            entry("Components.build(Object[])", () -> call(Components.of(Pair.class),
                    new Object[] {real(2), real(3)})),
            entry("Components.get(Record,int)", () -> call(Components.of(Pair.class), pair(), 1)),
            entry("Components.tensors(Object,Consumer)",
                    () -> call(List.of(pair(), Optional.of(real(2))), (Consumer<Tensor>) Tensor::shape)),
            entry("Device.of(String)", () -> call("cpu")),
            entry("Differentiable.backward()", () -> call(recorded().sum())),
            entry("Differentiable.backward(Tensor,boolean)", () -> call(recorded(), real(3, 4), true)),
            entry("Differentiable.onGradient(UnaryOperator)", () -> call(recorded(), (UnaryOperator<Tensor>) g -> g)),
            entry("Differentiable.retainGradient()", () -> call(recorded())),
            entry("Differentiable.whenGradient(Runnable)", () -> call(recorded(), (Runnable) () -> {})),
            entry("Elements.item()", () -> call(real(1, 1))),
            entry("Elements.itemLong()", () -> call(whole(9, 1))),
            entry("Engine.threads(int,Runnable)", () -> call(1, (Runnable) () -> {})),
            entry("Fourier.imag()", () -> call(complex(3, 4))),
            entry("Fourier.irfft(Long,long)", () -> call(complex(3, 4), 6L, 1L)),
            entry("Fourier.viewAsComplex()", () -> call(real(3, 2))),
            entry("Fourier.viewAsReal()", () -> call(complex(3, 4))),
            entry("Generator.restore(Tensor)", () -> call(Generator.seeded(1), Generator.seeded(2).state())),
            entry("Generator.run(Runnable)", () -> call(Generator.seeded(1), (Runnable) () -> real(2).exp())),
            entry("Gradients.of(Tensor,Tensor)", () -> with(w -> call(w.square().sum(), w))),
            entry("Gradients.of(Tensor,List,boolean)", () -> with(w -> call(w.square().sum(), List.of(w), true))),
            entry("Gradients.of(List,List,List,boolean)", () -> with(w ->
                    call(List.of(w.square(), w.exp()), List.of(w), List.of(real(3, 4), real(3, 4)), false))),
            entry("Gradients.orZeros(Tensor,List,boolean)", () -> with(w ->
                    call(w.square().sum(), List.of(w, real(2).trainable(true)), false))),
            entry("Indexing.gather(long,Tensor)", () -> call(real(3, 4), 1L, whole(4, 3, 4))),
            entry("Indexing.index(Tensor)", () -> call(real(3, 4), whole(3, 2, 2))),
            entry("Indexing.index(List)", () -> call(real(3, 4), List.of(whole(3, 2), whole(4, 2)))),
            entry("Indexing.indexAdd(long,Tensor,Tensor)", () -> call(real(3, 4), 1L, whole(4, 2), real(3, 2))),
            entry("Indexing.indexCopy(long,Tensor,Tensor)",
                    () -> call(real(3, 4), 1L, Tensor.of(2L, 0L), real(3, 2))),
            entry("Indexing.indexPut(List,Tensor,boolean)",
                    () -> call(real(3, 4), List.of(whole(3, 2), whole(4, 2)), real(2), true)),
            entry("Indexing.indexSelect(long,Tensor)", () -> call(real(3, 4), 1L, whole(4, 3))),
            entry("Indexing.maskedFill(Tensor,Number)", () -> call(real(3, 4), flags(3, 4), 2)),
            entry("Indexing.maskedScatter(Tensor,Tensor)", () -> call(real(3, 4), flags(3, 4), real(3, 4))),
            entry("Indexing.maskedSelect(Tensor)", () -> call(real(3, 4), flags(3, 4))),
            entry("Indexing.oneHot(long)", () -> call(whole(5, 3), 5L)),
            entry("Indexing.scatter(long,Tensor,Number)", () -> call(real(3, 4), 1L, whole(4, 3, 2), 2)),
            entry("Indexing.scatter(long,Tensor,Tensor)",
                    () -> call(real(3, 4), 1L, Tensor.of(new long[] {0, 1, 2, 3, 1, 0}, 3, 2), real(3, 2))),
            entry("Indexing.scatterAdd(long,Tensor,Tensor)", () -> call(real(3, 4), 1L, whole(4, 3, 2), real(3, 2))),
            entry("Indexing.scatterReduce(long,Tensor,Tensor,String,boolean)",
                    () -> call(real(3, 4), 1L, whole(4, 3, 2), real(3, 2), "sum", true)),
            entry("Indexing.searchSorted(Tensor)", () -> call(real(3, 4).cumsum(1), real(3, 2))),
            entry("Indexing.searchSorted(Tensor,boolean)", () -> call(real(3, 4).cumsum(1), real(3, 2), true)),
            entry("Indexing.slice(long,long,long)", () -> call(real(3, 4), 1L, 1L, 3L)),
            entry("Indexing.slice(long,long,long,long)", () -> call(real(3, 4), 1L, 0L, 4L, 2L)),
            entry("Indexing.take(Tensor)", () -> call(real(3, 4), whole(12, 2, 3))),
            entry("Indexing.takeAlong(long,Tensor)", () -> call(real(3, 4), 1L, whole(4, 3, 2))),
            entry("LinearAlgebra.addmm(Tensor,Tensor)", () -> call(real(3, 5), real(3, 4), real(4, 5))),
            entry("LinearAlgebra.cholesky()", () -> call(definite())),
            entry("LinearAlgebra.choleskySolve(Tensor)", () -> call(definite().cholesky(), real(4, 2))),
            entry("LinearAlgebra.cross(Tensor,long)", () -> call(real(2, 3), real(2, 3), 1L)),
            entry("LinearAlgebra.det()", () -> call(definite())),
            entry("LinearAlgebra.dot(Tensor)", () -> call(real(5), real(5))),
            entry("LinearAlgebra.eig()", () -> call(definite())),
            entry("LinearAlgebra.eigenvaluesSymmetric()", () -> call(definite())),
            entry("LinearAlgebra.eigh()", () -> call(definite())),
            entry("LinearAlgebra.inverse()", () -> call(definite())),
            entry("LinearAlgebra.logDet()", () -> call(definite())),
            entry("LinearAlgebra.lstsq(Tensor)", () -> call(real(5, 3), real(5, 2))),
            entry("LinearAlgebra.matmul(Tensor)", () -> call(real(3, 4), real(4, 5))),
            entry("LinearAlgebra.matrixExp()", () -> call(definite())),
            entry("LinearAlgebra.matrixNorm(String)", () -> call(real(3, 4), "fro")),
            entry("LinearAlgebra.matrixNorm(double)", () -> call(real(3, 4), 2.0)),
            entry("LinearAlgebra.matrixPower(long)", () -> call(definite(), 3L)),
            entry("LinearAlgebra.outer(Tensor)", () -> call(real(3), real(4))),
            entry("LinearAlgebra.solve(Tensor)", () -> call(definite(), real(4, 2))),
            entry("LinearAlgebra.solveTriangular(Tensor,boolean)", () -> call(definite().triu(0), real(4, 2), true)),
            entry("Neural.adaptiveAvgPool(long[])", () -> call(real(2, 3, 6, 6), sizes(2, 3))),
            entry("Neural.adaptiveMaxPool(long[])", () -> call(real(2, 3, 6, 6), sizes(2, 3))),
            entry("Neural.affineGrid(long,long)", () -> call(real(2, 2, 3), 4L, 5L)),
            entry("Neural.attention(Tensor,Tensor,Tensor,boolean,Double,boolean)", () -> call(real(2, 4, 5, 8),
                    real(2, 2, 6, 8), real(2, 2, 6, 8), real(5, 6), false, 0.3, true)),
            entry("Neural.avgPool(long[],long[],long[],boolean,boolean)",
                    () -> call(real(2, 3, 6, 6), sizes(2, 2), sizes(2, 2), sizes(1, 1), true, true)),
            entry("Neural.batchNorm(Tensor,Tensor,Tensor,Tensor,boolean,double,double)",
                    () -> call(real(2, 3, 4, 4), real(3), real(3), real(3), real(3), true, 0.1, 1e-5)),
            entry("Neural.conv(Tensor,Tensor,long[],long[],long[],long)", () -> call(real(2, 4, 6, 6),
                    real(6, 2, 3, 3), real(6), sizes(2, 1), sizes(1, 0), sizes(1, 2), 2L)),
            entry("Neural.convTransposed(Tensor,Tensor,long[],long[],long[],long[],long)",
                    () -> call(real(2, 4, 5, 5), real(4, 3, 3, 3), real(6), sizes(2, 2), sizes(1, 0), sizes(1, 0),
                            sizes(1, 2), 2L)),
            entry("Neural.crossEntropy(Tensor)", () -> call(real(3, 4), whole(4, 3))),
            entry("Neural.crossEntropy(Tensor,Tensor,long,long,double)",
                    () -> call(real(3, 4), whole(4, 3), real(4), 1L, 2L, 0.1)),
            entry("Neural.embedding(Tensor,long)", () -> call(real(7, 4), whole(7, 2, 3), 1L)),
            entry("Neural.gridSample(Tensor)", () -> call(real(2, 3, 5, 5), real(2, 4, 4, 2))),
            entry("Neural.groupNorm(long,Tensor,Tensor,double)",
                    () -> call(real(2, 4, 3, 3), 2L, real(4), real(4), 1e-5)),
            entry("Neural.instanceNorm(Tensor,Tensor,double)",
                    () -> call(real(2, 4, 3, 3), real(4), real(4), 1e-5)),
            entry("Neural.layerNorm(long[],Tensor,Tensor,double)",
                    () -> call(real(3, 4), sizes(4), real(4), real(4), 1e-5)),
            entry("Neural.linear(Tensor,Tensor)", () -> call(real(3, 4), real(5, 4), real(5))),
            entry("Neural.maxPool(long[],long[],long[],long[],boolean)", () -> call(real(2, 3, 6, 6), sizes(2, 2),
                    sizes(2, 2), sizes(1, 1), sizes(1, 1), true)),
            entry("Neural.pixelShuffle(long)", () -> call(real(2, 8, 3, 3), 2L)),
            entry("Neural.recurrent(String,List,List,boolean,long,double,boolean,boolean)",
                    () -> call(real(2, 5, 4), "gru", List.of(real(1, 2, 3)),
                            List.of(real(9, 4), real(9, 3), real(9), real(9)), true, 1L, 0.0, false, false)),
            entry("Neural.rmsNorm(long[],Tensor,double)", () -> call(real(3, 4), sizes(4), real(4), 1e-5)),
            entry("Neural.unfold(long[],long[],long[],long[])",
                    () -> call(real(2, 3, 6, 6), sizes(2, 2), sizes(1, 2), sizes(1, 0), sizes(2, 1))),
            entry("Operator.call(Object[])", () -> call(Operator.named("aten::add.Tensor"),
                    new Object[] {real(3, 4), real(3, 4), 2})),
            entry("Operator.tensor(Object[])", () -> call(Operator.named("aten::cat"),
                    new Object[] {List.of(real(3, 4), real(3, 4)), 1})),
            entry("Operator.named(String)", () -> call("aten::relu")),
            entry("OutOfNativeMemory.bytes()", () -> call(new OutOfNativeMemory("none", 7))),
            entry("Reduction.bincount(long)", () -> call(whole(6, 8), 4L)),
            entry("Reduction.histogram(long,double,double)", () -> call(real(3, 4), 5L, 0.0, 1.0)),
            entry("Reduction.quantile(Tensor,long)", () -> call(real(3, 4), Tensor.of(0.2f, 0.7f), 1L)),
            entry("Shaping.diagonal(long,long,long)", () -> call(real(3, 4), 1L, 0L, 1L)),
            entry("Shaping.expand(long[])", () -> call(real(3, 1), sizes(2, 3, 4))),
            entry("Shaping.flatten(long,long)", () -> call(real(2, 3, 4), 0L, 1L)),
            entry("Shaping.meshgrid(Tensor)", () -> call(real(3), real(4))),
            entry("Shaping.movedim(long,long)", () -> call(real(3, 4), 0L, 1L)),
            entry("Shaping.pad(String,double,long[])", () -> call(real(3, 4), "constant", 0.5, sizes(1, 2))),
            entry("Shaping.pad(long[])", () -> call(real(3, 4), sizes(1, 2, 0, 1))),
            entry("Shaping.permute(long[])", () -> call(real(3, 4), sizes(1, 0))),
            entry("Shaping.repeat(long[])", () -> call(real(3, 4), sizes(2, 1))),
            entry("Shaping.reshape(long[])", () -> call(real(3, 4), sizes(2, -1))),
            entry("Shaping.split(long[],long)", () -> call(real(3, 4), sizes(1, 3), 1L)),
            entry("Shaping.transpose(long,long)", () -> call(real(3, 4), 0L, 1L)),
            entry("Shaping.unflatten(long,long[])", () -> call(real(3, 4), 1L, sizes(2, 2))),
            entry("Shaping.view(long[])", () -> call(real(3, 4), sizes(2, -1))),
            entry("Shaping.windows(long,long,long)", () -> call(real(3, 4), 1L, 2L, 1L)),
            entry("Tensor.arange(DType,Number,Number,Number)", () -> call(DType.FLOAT32, 0, 5, 2)),
            entry("Tensor.copy(Buffer,DType,long[])",
                    () -> call(FloatBuffer.wrap(new float[6]), DType.FLOAT32, sizes(2, 3))),
            entry("Tensor.copy(MemorySegment,DType,long[])",
                    () -> call(MemorySegment.ofArray(new float[6]), DType.FLOAT32, sizes(2, 3))),
            entry("Tensor.einsum(String,Tensor[])",
                    () -> call("ij,jk->ik", new Tensor[] {real(3, 4), real(4, 5)})),
            entry("Tensor.linspace(double,double,long)", () -> call(0.0, 1.0, 5L)),
            entry("Tensor.of(boolean[],long[])", () -> call(new boolean[6], sizes(2, 3))),
            entry("Tensor.of(byte[],long[])", () -> call(new byte[6], sizes(2, 3))),
            entry("Tensor.of(double[],long[])", () -> call(new double[6], sizes(2, 3))),
            entry("Tensor.of(float[],long[])", () -> call(new float[6], sizes(2, 3))),
            entry("Tensor.of(int[],long[])", () -> call(new int[6], sizes(2, 3))),
            entry("Tensor.of(long[],long[])", () -> call(new long[6], sizes(2, 3))),
            entry("Tensor.randint(Generator,long,long,long[])",
                    () -> call(Generator.seeded(1), 0L, 9L, sizes(2, 3))),
            entry("Tensor.randint(long,long,long[])", () -> call(0L, 9L, sizes(2, 3))),
            entry("Tensor.where(Tensor,Tensor,Tensor)", () -> call(flags(3, 4), real(3, 4), real(3, 4))),
            entry("Tensor.wrap(MemorySegment,DType,long[])",
                    () -> call(Arena.ofAuto().allocate(24, 8), DType.FLOAT32, sizes(2, 3))));

    /// Holds tensors, as nets and batches do.
    public record Pair(Tensor first, Tensor second) {}

    private Calls() {}

    /// Fresh arguments, the one that the method is called on first unless it is static. The same values each
    /// time.
    static Object[] of(Method method) {
        SEED.seed(5);
        Supplier<Object[]> special = SPECIAL.get(Surface.name(method));
        if (special != null) return special.get();
        List<Object> arguments = new ArrayList<>();
        if (!Modifier.isStatic(method.getModifiers())) arguments.add(usual(method.getDeclaringClass(), method));
        for (Type type : method.getParameterTypes()) arguments.add(usual(type, method));
        return arguments.toArray();
    }

    private static Object usual(Type type, Method method) {
        return switch (type) {
            case Class<?> tensor when tensor == Tensor.class || tensor.isInterface()
                    && tensor.isAssignableFrom(Tensor.class) -> real(3, 4);
            case Class<?> n when n == long.class || n == Long.class -> 1L;
            case Class<?> n when n == int.class -> 1;
            case Class<?> n when n == double.class || n == Double.class -> 0.5;
            case Class<?> n when n == Number.class -> 2;
            case Class<?> flag when flag == boolean.class -> true;
            case Class<?> list when list == long[].class -> method.getDeclaringClass() == Tensor.class
                    ? sizes(2, 3) : sizes(1);
            case Class<?> list when list == float[].class -> new float[] {1, 2};
            case Class<?> list when list == double[].class -> new double[] {1, 2};
            case Class<?> list when list == int[].class -> new int[] {1, 2};
            case Class<?> list when list == byte[].class -> new byte[] {1, 2};
            case Class<?> list when list == boolean[].class -> new boolean[] {true, false};
            case Class<?> list when list == List.class -> List.of(real(3, 4), real(3, 4));
            case Class<?> kind when kind == DType.class -> DType.FLOAT32;
            case Class<?> device when device == Device.class -> Device.CPU;
            case Class<?> generator when generator == Generator.class -> Generator.seeded(1);
            case Class<?> scope when scope == Scope.class -> Scope.open();
            case Class<?> shape when shape == Shape.class -> Shape.of(3, 4);
            case Class<?> parts when parts == Components.class -> Components.of(Pair.class);
            case Class<?> record when record == Class.class -> Pair.class;
            case Class<?> body when body == Supplier.class -> (Supplier<Object>) Calls::work;
            case Class<?> reader when reader == Function.class ->
                    (Function<MemorySegment, Object>) MemorySegment::byteSize;
            case Class<?> any when any == Object.class -> pair();
            default -> throw new IllegalStateException("no usual %s".formatted(type));
        };
    }

    private static Object[] call(Object... arguments) {
        return arguments;
    }

    private static Object[] with(Function<Tensor, Object[]> call) {
        return call.apply(real(3, 4).trainable(true));
    }

    static Tensor real(long... shape) {
        return Tensor.rand(SEED, shape).mul(0.8).add(0.1);
    }

    private static Tensor whole(long below, long... shape) {
        return Tensor.randint(SEED, 0, below, shape);
    }

    private static Tensor flags(long... shape) {
        return real(shape).gt(0.5);
    }

    private static Tensor complex(long rows, long columns) {
        return real(rows, columns, 2).viewAsComplex();
    }

    private static Tensor definite() {
        Tensor a = real(4, 4);
        return a.matmul(a.t()).add(Tensor.eye(4));
    }

    private static Tensor recorded() {
        return real(3, 4).trainable(true).square();
    }

    private static Pair pair() {
        return new Pair(real(2), real(3));
    }

    private static Object work() {
        return real(2).exp();
    }

    private static long[] sizes(long... sizes) {
        return sizes;
    }
}
