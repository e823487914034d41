package gyrus.tensor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What can be wrong with an argument.
enum Wrong {
    RANK, DTYPE, DEVICE, EMPTY, HUGE, CLOSED, NULL, STRIDED, THREAD, RANGE, THROWS;

    /// Bytes that no machine has: more than the address space of today's processors.
    static final long BEYOND = 1L << 50;

    /// One wrong form of an argument.
    ///
    /// @param how what is wrong, for people
    /// @param made makes it, in the scope that is open
    record Form(Wrong kind, String how, Supplier<? extends @Nullable Object> made) {}

    /// Wrong forms of a tensor.
    static List<Form> of(Tensor good) {
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(RANK, "rank 0", () -> like(good)));
        forms.add(new Form(RANK, "rank 1", () -> like(good, 5)));
        forms.add(new Form(RANK, "one dimension more", () -> good.detach().unsqueeze(0)));
        forms.add(new Form(RANK, "rank 8", () -> like(good, 1, 1, 1, 1, 1, 1, 1, 2)));
        forms.add(new Form(RANK, "rank 70", () -> like(good, ones(70))));
        forms.add(new Form(RANK, "other sizes", () -> like(good, 7, 11)));
        for (DType type : DType.values()) {
            if (type != good.dtype()) forms.add(new Form(DTYPE, type.toString(), () -> good.detach().to(type)));
        }
        long[] sizes = good.shape().dims();
        forms.add(new Form(DEVICE, "meta", () -> meta(good, sizes)));
        forms.add(new Form(EMPTY, "no element", () -> like(good, 0)));
        forms.add(new Form(EMPTY, "no row", () -> like(good, with(sizes, 0, 0))));
        forms.add(new Form(EMPTY, "no column", () -> like(good, with(sizes, sizes.length - 1, 0))));
        forms.add(new Form(EMPTY, "empty in all", () -> like(good, new long[sizes.length])));
        forms.add(new Form(HUGE, "meta of 2^58", () -> meta(good, 1L << 31, 1L << 27)));
        forms.add(new Form(CLOSED, "closed", () -> closed(good)));
        forms.add(new Form(NULL, "null", () -> null));
        forms.add(new Form(STRIDED, "columns first", () -> columnsFirst(good)));
        forms.add(new Form(STRIDED, "every second", () -> everySecond(good)));
        forms.add(new Form(THREAD, "of another thread", () -> OfAnother.thread(good.dtype(), sizes)));
        return forms;
    }

    /// The tensor with a last dimension so long that no result of its size has memory; itself has, as it is one
    /// element repeated.
    static @Nullable Tensor huge(Tensor good) {
        if (good.rank() == 0 || good.count() == 0) return null;
        long[] sizes = good.shape().dims();
        return good.detach().narrow(-1, 0, 1).expand(with(sizes, sizes.length - 1, BEYOND));
    }

    /// Wrong forms of anything but a tensor; with elements that are tensors, the list is wrong, not they.
    static List<Form> ofOther(@Nullable Object good, Class<?> type) {
        List<Form> forms = new ArrayList<>();
        if (!type.isPrimitive()) forms.add(new Form(NULL, "null", () -> null));
        switch (good) {
            case Long _ -> {
                for (long n : new long[] {0, -1, 100, -100, Long.MIN_VALUE, Long.MAX_VALUE, BEYOND, -BEYOND}) {
                    if (type == Number.class || type != int.class) forms.add(number(n));
                }
            }
            case Integer _ when type == Number.class -> {
                for (Number n : new Number[] {0, -1L, Long.MIN_VALUE, Long.MAX_VALUE, Double.NaN, 1e300, 0.5f, (byte) 3,
                    BigInteger.TEN.pow(40)}) forms.add(new Form(RANGE, n.toString(), () -> n));
            }
            case Integer _ -> {
                for (int n : new int[] {0, -1, 100, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                    forms.add(new Form(RANGE, Integer.toString(n), () -> n));
                }
            }
            case Double _ -> {
                for (double n : new double[] {0, -1, 3, Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e300}) {
                    forms.add(new Form(RANGE, Double.toString(n), () -> n));
                }
            }
            case Boolean b -> forms.add(new Form(RANGE, Boolean.toString(!b), () -> !b));
            case String _ -> {
                for (String s : List.of("", "no such", "aten::", "::", "\0", "x".repeat(10_000), "lstm", "mean", "...",
                        "ij,kl", "reflect", "circular", "nuc", "cuda:99", "meta")) {
                    forms.add(new Form(RANGE, s.length() > 20 ? "a long text" : '"' + s + '"', () -> s));
                }
            }
            case long[] sizes -> lists(sizes, forms);
            case float[] _ -> forms.add(new Form(EMPTY, "[]", () -> new float[0]));
            case double[] _ -> forms.add(new Form(EMPTY, "[]", () -> new double[0]));
            case int[] _ -> forms.add(new Form(EMPTY, "[]", () -> new int[0]));
            case byte[] _ -> forms.add(new Form(EMPTY, "[]", () -> new byte[0]));
            case boolean[] _ -> forms.add(new Form(EMPTY, "[]", () -> new boolean[0]));
            case List<?> list -> {
                forms.add(new Form(EMPTY, "no elements", () -> List.of()));
                forms.add(new Form(RANK, "an element more", () -> more(list)));
                forms.add(new Form(RANK, "a thousand elements", () -> Collections.nCopies(1000, list.getFirst())));
            }
            case Tensor[] list -> {
                forms.add(new Form(EMPTY, "no elements", () -> new Tensor[0]));
                forms.add(new Form(RANK, "an element more", () -> more(Arrays.asList(list)).toArray(Tensor[]::new)));
            }
            case Object[] list -> {
                forms.add(new Form(EMPTY, "no elements", () -> new Object[0]));
                forms.add(new Form(RANK, "an element more", () -> more(Arrays.asList(list)).toArray()));
                forms.add(new Form(DTYPE, "texts", () -> new Object[] {"a", "b"}));
            }
            case DType _ -> {
                for (DType other : DType.values()) forms.add(new Form(DTYPE, other.toString(), () -> other));
            }
            case Device _ -> {
                for (Device other : List.of(Device.META, Device.cuda(0), Device.cuda(99))) {
                    forms.add(new Form(DEVICE, other.toString(), () -> other));
                }
            }
            case Scope _ -> forms.add(new Form(CLOSED, "closed", () -> closedScope()));
            case Supplier<?> _ -> forms.add(new Form(THROWS, "throws", () -> (Supplier<Object>) Wrong::fail));
            case UnaryOperator<?> _ -> forms.add(new Form(THROWS, "throws", () -> (UnaryOperator<Tensor>) _ -> fail()));
            case Function<?, ?> _ ->
                forms.add(new Form(THROWS, "throws", () -> (Function<Object, Object>) _ -> fail()));
            case Consumer<?> _ -> forms.add(new Form(THROWS, "throws", () -> (Consumer<Object>) _ -> fail()));
            case Runnable _ -> forms.add(new Form(THROWS, "throws", () -> (Runnable) Wrong::fail));
            case null, default -> {}
        }
        return forms;
    }

    private static Form number(long n) {
        return new Form(Math.abs(n) >= BEYOND || n == Long.MIN_VALUE ? HUGE : RANGE, Long.toString(n), () -> n);
    }

    private static void lists(long[] good, List<Form> forms) {
        forms.add(new Form(EMPTY, "[]", () -> new long[0]));
        forms.add(new Form(EMPTY, "zeros", () -> new long[good.length]));
        forms.add(new Form(RANK, "a number more", () -> Arrays.copyOf(good, good.length + 1)));
        forms.add(new Form(RANK, "70 ones", () -> ones(70)));
        forms.add(new Form(RANK, "70 dimensions", () -> java.util.stream.LongStream.range(0, 70).toArray()));
        for (int i = 0; i < good.length; i++) {
            for (long n : new long[] {-1, -2, 9, Long.MIN_VALUE, Long.MAX_VALUE, BEYOND}) {
                long[] wrong = with(good, i, n);
                Wrong kind = Math.abs(n) >= BEYOND || n < -2 ? HUGE : RANGE;
                forms.add(new Form(kind, Arrays.toString(wrong), () -> wrong));
            }
        }
        for (long n : new long[] {-1, BEYOND, Long.MAX_VALUE, 1L << 31, 1L << 32}) {
            if (n > 0 && n < BEYOND && good.length < 2) continue; // might be had
            long[] wrong = new long[good.length];
            Arrays.fill(wrong, n);
            forms.add(new Form(n < 0 ? RANGE : HUGE, Arrays.toString(wrong), () -> wrong));
        }
    }

    static Tensor meta(Tensor good, long... sizes) {
        return Device.META.call(() -> Tensor.empty(good.dtype(), ones(sizes.length))).expand(sizes);
    }

    private static Tensor like(Tensor good, long... sizes) {
        return Tensor.ones(good.dtype(), sizes);
    }

    private static Tensor closed(Tensor good) {
        try (var _ = Scope.open()) {
            return good.detach().copy();
        }
    }

    private static Scope closedScope() {
        Scope scope = Scope.open();
        scope.close();
        return scope;
    }

    private static Tensor columnsFirst(Tensor good) {
        if (good.rank() < 2) return everySecond(good);
        return good.detach().transpose(0, -1).contiguous().transpose(0, -1);
    }

    private static Tensor everySecond(Tensor good) {
        if (good.rank() == 0) return good.detach().copy();
        Tensor plain = good.detach();
        return Tensor.stack(List.of(plain, plain.zerosLike()), -1).select(-1, 0);
    }

    private static List<Object> more(List<?> list) {
        List<Object> longer = new ArrayList<>(list);
        longer.add(list.getLast());
        return longer;
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static long[] with(long[] sizes, int at, long size) {
        long[] other = sizes.clone();
        if (at >= 0 && at < other.length) other[at] = size;
        return other;
    }

    private static Tensor fail() {
        throw new IllegalStateException("thrown inside");
    }

    /// A thread that makes tensors in a scope of its own, which stays open.
    private static final class OfAnother {

        private static final java.util.concurrent.ExecutorService THREAD = java.util.concurrent.Executors
                .newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
        private static @Nullable Scope scope;

        static Tensor thread(DType type, long... sizes) {
            return CompletableFuture.supplyAsync(() -> {
                if (scope == null) scope = Scope.open();
                return Tensor.ones(type, sizes);
            }, THREAD).join();
        }
    }
}
