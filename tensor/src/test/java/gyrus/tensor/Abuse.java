package gyrus.tensor;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Calls every public method of a tensor with arguments that do not fit, many times over, and says before
/// each call what it is about to do. Started in a process of its own by [MisuseTest], as what it looks for
/// ends the process.
///
/// Arguments: where to write; how many calls a method; the seed; the first and the last method, by number.
final class Abuse {

    private static final Set<Class<?>> FAIR = Set.of(IllegalArgumentException.class,
            IllegalStateException.class,
            IndexOutOfBoundsException.class, ArithmeticException.class, NullPointerException.class,
            WrongThreadException.class, UnsupportedOperationException.class, OutOfNativeMemory.class);

    private static final long HUGE = 1L << 40;

    private final Random random;

    private Abuse(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        Path log = Path.of(arguments[0]);
        int calls = Integer.parseInt(arguments[1]);
        List<Method> methods = methods();
        int last = Math.min(methods.size(), Integer.parseInt(arguments[4]));
        for (int m = Integer.parseInt(arguments[3]); m < last; m++) {
            Method method = methods.get(m);
            Abuse abuse = new Abuse(Long.parseLong(arguments[2]) * 1_000 + m);
            for (int i = 0; i < calls; i++) {
                try (var _ = Scope.open()) {
                    Object[] given = abuse.arguments(method);
                    Files.writeString(log, "%d %s".formatted(m, show(method, given)));
                    check(method, given);
                }
            }
        }
        Files.writeString(log, "done");
    }

    static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Method method : Tensor.class.getMethods()) {
            if (method.getDeclaringClass() == Object.class || method.isBridge()) continue;
            methods.add(method);
        }
        methods.sort(Comparator.comparing(Method::toString));
        return methods;
    }

    /// Calls once, and complains of anything but a result or an exception that a caller may expect.
    private static void check(Method method, Object[] given) {
        Object target = Modifier.isStatic(method.getModifiers()) ? null : given[0];
        Object[] rest = target == null && Modifier.isStatic(method.getModifiers()) ? given
                : Arrays.copyOfRange(given, 1, given.length);
        try {
            Object result = method.invoke(target, rest);
            if (result instanceof Tensor tensor && tensor.count() < 100_000 && tensor.toString().isEmpty()) {
                throw new AssertionError("a tensor prints as nothing");
            }
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!fair(thrown)) {
                System.out.println("UNFAIR " + show(method, given) + " -> " + thrown);
                if (!FAIR.contains(thrown.getClass())) thrown.printStackTrace(System.out);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            System.out.println("UNFAIR RESULT " + show(method, given) + " -> " + e);
        }
    }

    /// Whether a caller may expect this: a typed exception that speaks of the arguments, not of the engine's inside.
    static boolean fair(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return FAIR.contains(thrown.getClass()) && !message.contains("frame #")
                && !message.contains("Exception raised");
    }

    private Object[] arguments(Method method) {
        List<Object> given = new ArrayList<>();
        boolean picture = random.nextBoolean();
        if (!Modifier.isStatic(method.getModifiers())) given.add(tensor(picture));
        Type[] types = method.getGenericParameterTypes();
        for (Type type : types) given.add(argument(type, picture));
        return given.toArray();
    }

    private Object argument(Type type, boolean picture) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return tensors(picture);
        }
        if (type instanceof ParameterizedType function && function.getRawType() == Function.class) {
            return one((Function<MemorySegment, Object>) MemorySegment::byteSize, null);
        }
        if (type instanceof ParameterizedType function && function.getRawType() == UnaryOperator.class) {
            return one((UnaryOperator<Tensor>) Tensor::neg, null);
        }
        if (!(type instanceof Class<?> plain)) throw new IllegalStateException("no argument for " + type);
        if (plain == Runnable.class) return one((Runnable) () -> {}, null);
        if (plain == Tensor.class) return random.nextInt(12) == 0 ? null : tensor(picture);
        if (plain == Tensor[].class) {
            return random.nextInt(12) == 0 ? null : tensors(picture).toArray(Tensor[]::new);
        }
        if (plain == long.class || plain == Long.class) return number();
        if (plain == int.class) return Math.clamp(number(), -5, 5);
        if (plain == double.class || plain == Double.class) {
            return one(0.0, 1.0, 0.5, -1.0, 3.0, Double.NaN, Double.POSITIVE_INFINITY, 1e300);
        }
        if (plain == Number.class) {
            return one(0, 1, 2L, 0.5, -1, Double.NaN, Long.MAX_VALUE, Long.MIN_VALUE, 1e300, null, Float.NaN,
                    (byte) 3);
        }
        if (plain == boolean.class) return random.nextBoolean();
        if (plain == String.class) {
            return one("constant", "reflect", "replicate", "circular", "nearest", "linear", "bilinear",
                    "bicubic", "trilinear", "", "no such",
                    null, "gru", "lstm", "rnn_tanh", "rnn_relu", "ij,jk->ik", "i->", "...", "ij->ji", "fro",
                    "nuc", "sum", "mean", "amax", "prod");
        }
        if (plain == long[].class) return picture && random.nextInt(4) > 0 ? pair() : numbers();
        if (plain == float[].class) return one(new float[] {1, 2}, new float[0], null);
        if (plain == double[].class) return one(new double[] {1, 2}, new double[0], null);
        if (plain == int[].class) return one(new int[] {1, 2}, new int[0], null);
        if (plain == byte[].class) return one(new byte[] {1, 2}, new byte[0], null);
        if (plain == boolean[].class) return one(new boolean[] {true, false}, new boolean[0], null);
        if (plain == DType.class) return random.nextInt(12) == 0 ? null : one((Object[]) DType.values());
        if (plain == Device.class) return one(Device.CPU, Device.META, Device.cuda(0), Device.cuda(99), null);
        if (plain == Generator.class) return one(Generator.current(), Generator.seeded(1), null);
        if (plain == MemorySegment.class) {
            return one(MemorySegment.ofArray(new float[2]), MemorySegment.NULL,
                    java.lang.foreign.Arena.ofAuto().allocate(8, 8), null);
        }
        if (plain == Buffer.class) return one(FloatBuffer.allocate(2), ByteBuffer.allocateDirect(8), null);
        throw new IllegalStateException("no argument for " + type);
    }

    private Object one(Object... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private long number() {
        return (long) one(0L, 1L, 2L, -1L, -2L, 3L, 4L, 0L, 1L, 2L, 5L, -3L, -100L, 100L, HUGE, -HUGE,
                Long.MAX_VALUE, Long.MIN_VALUE);
    }

    private long[] pair() {
        return (long[]) one(new long[] {1, 1}, new long[] {0, 0}, new long[] {2, 2}, new long[] {1, 1},
                new long[] {-1, -1},
                new long[] {3, 3}, new long[] {0, 1}, new long[] {HUGE, 1},
                new long[] {Long.MAX_VALUE, Long.MAX_VALUE},
                new long[] {1, 1}, new long[] {2, 2}, new long[] {1, 1});
    }

    private long[] numbers() {
        return switch (random.nextInt(24)) {
            case 0 -> null;
            case 1 -> new long[0];
            case 2 -> new long[] {HUGE, HUGE};
            case 3 -> new long[] {HUGE};
            case 4 -> new long[] {Long.MAX_VALUE, 2};
            case 5 -> new long[] {-1};
            case 6 -> new long[] {0, 0};
            case 7 -> new long[] {1L << 62, 4};
            case 8, 9, 10, 11 -> random.longs(random.nextInt(5), -2, 4).toArray();
            case 12 -> random.longs(70, 1, 2).toArray();
            case 13 -> new long[] {-HUGE, 1};
            default -> random.longs(1 + random.nextInt(3), 0, 4).toArray();
        };
    }

    private List<Tensor> tensors(boolean picture) {
        return switch (random.nextInt(10)) {
            case 0 -> List.of();
            case 1 -> Arrays.asList(tensor(picture), null);
            case 2 -> List.of(tensor(picture));
            case 3 -> List.of(tensor(picture), tensor(picture), tensor(picture), tensor(picture));
            default -> {
                Tensor tensor = tensor(picture);
                yield List.of(tensor, tensor);
            }
        };
    }

    private Tensor tensor(boolean picture) {
        if (picture && random.nextInt(3) > 0) {
            return switch (random.nextInt(8)) {
                case 0 -> Tensor.randn(2, 3, 4, 5);
                case 1 -> Tensor.randn(2, 1, 7, 5);
                case 2 -> Tensor.randn(3);
                case 3 -> Tensor.randn(3, 2, 5, 5).transpose(0, 1);
                case 4 -> Tensor.randn(2, 3, 5, 0);
                default -> Tensor.randn(2, 3, 5, 5);
            };
        }
        return switch (random.nextInt(34)) {
            case 0 -> Tensor.scalar(2);
            case 1 -> Tensor.zeros(DType.INT64, 2, 3);
            case 2 -> Tensor.of(new long[] {5, -7, 1L << 40, 2}, 2, 2);
            case 3 -> Tensor.of(0L, 1L, 0L);
            case 4 -> Tensor.of(100L, -100L, Long.MIN_VALUE, Long.MAX_VALUE);
            case 5 -> Tensor.of(new boolean[] {true, false, true}, 3);
            case 6 -> on(Device.META, () -> Tensor.zeros(2, 3));
            case 7 -> on(Device.META, () -> Tensor.zeros(HUGE));
            case 8 -> Tensor.zeros(0);
            case 9 -> Tensor.zeros(0, 3);
            case 10 -> Tensor.zeros(2, 0, 3, 4);
            case 11 -> closed();
            case 12 -> Tensor.randn(6, 8).slice(0, 0, 6, 2).t();
            case 13 -> Tensor.randn(3, 1).expand(3, 4);
            case 14 -> Tensor.randn(2, 3).to(DType.BFLOAT16);
            case 15 -> Tensor.randn(2, 3).to(DType.FLOAT64);
            case 16 -> Tensor.randn(2, 2, 2).viewAsComplex();
            case 17 -> Tensor.of(new int[] {1, 2, 0, -4}, 4);
            case 18 -> Tensor.of(new byte[] {1, 0, -1, 3}, 2, 2);
            case 19 -> Tensor.of(Float.NaN, Float.POSITIVE_INFINITY, -1f, 0f);
            case 20 -> Tensor.randn(2, 3).trainable(true);
            case 21 -> Tensor.randn(2, 3).trainable(true).mul(2);
            case 22 -> Tensor.randn(1, 1, 1, 1, 1, 1, 1, 2);
            case 23 -> Tensor.randn(3, 3);
            case 24 -> Tensor.randn(2, 3, 4);
            case 25 -> Tensor.randn(2, 3, 4, 5, 4);
            case 26 -> Tensor.randn(4);
            case 27 -> Tensor.randn(2, 3).to(DType.FLOAT16);
            case 28 -> Tensor.zeros(DType.INT8, 3);
            case 29 -> Tensor.of(0L, 0L);
            default -> Tensor.randn(2, 3);
        };
    }

    private static Tensor on(Device device, Supplier<Tensor> make) {
        return device.call(make);
    }

    private static Tensor closed() {
        try (var _ = Scope.open()) {
            return Tensor.ones(2, 3);
        }
    }

    private static String show(Method method, Object[] given) {
        StringBuilder text = new StringBuilder(method.getName()).append('(');
        for (int i = 0; i < given.length; i++) text.append(i > 0 ? ", " : "").append(show(given[i]));
        return text.append(')').toString();
    }

    private static String show(Object value) {
        return switch (value) {
            case null -> "null";
            case Tensor t -> {
                try {
                    yield t.dtype() + " " + t.shape()
                            + (t.device().equals(Device.META) ? " meta" : t.count() < 7
                            ? Arrays.toString(t.detach().toDoubles()) : "");
                } catch (RuntimeException e) {
                    yield "closed";
                }
            }
            case long[] n -> n.length > 9 ? "[" + n.length + "]" : Arrays.toString(n);
            case Object[] o -> show(Arrays.asList(o));
            case List<?> l -> l.stream().map(Abuse::show).toList().toString();
            case Number n -> n + n.getClass().getSimpleName().substring(0, 1);
            case String s -> '"' + s + '"';
            default -> value.toString();
        };
    }
}
