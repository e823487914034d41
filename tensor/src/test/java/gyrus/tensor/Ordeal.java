package gyrus.tensor;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calls every public method of the module well once, and then with each argument wrong in every way, one at a
/// time; writes down each call before it is made. Started in a process of its own by [OrdealTest].
///
/// Arguments: where to write the call; where to write the counts; the number of the first method; n to make only
/// every n-th of the calls that the engine refuses, which take it a millisecond each.
final class Ordeal {

    private static final int DEADLINE = 30;

    /// Their results are what is in memory, or tell how it is laid out.
    private static final Set<String> OWN = Set.of("Tensor.empty(DType,long[])", "Tensor.emptyLike()",
            "Tensor.strides()", "Tensor.isContiguous()");

    /// They wait for other processes; RanksTest and RendezvousTest mistreat them.
    private static final Set<Class<?>> ELSEWHERE = Set.of(Ranks.class, Ranks.Exchange.class, Rendezvous.class);

    /// They have an answer at any time, anywhere.
    private static final Set<String> ALWAYS = Set.of("Tensor.toString()", "Scope.size()");

    /// A view of memory that is not laid out so is refused.
    private static final Set<String> VIEWS = Set.of("Shaping.view(long[])", "Fourier.viewAsComplex()");

    /// They look at all indices before they ask for memory, as the engine does not look at any.
    private static final Set<String> LOOKING = Set.of("Indexing.takeAlong(long,Tensor)");

    private final Path log;
    private final int every;
    private final Map<Wrong, int[]> counts = new EnumMap<>(Wrong.class);
    private final Map<String, Integer> thrown = new TreeMap<>();
    private final Tensor canary = Tensor.arange(1000);

    private volatile long since = System.nanoTime();

    private Ordeal(Path log, int every) {
        this.log = log;
        this.every = every;
    }

    public static void main(String[] arguments) throws Exception {
        Ordeal ordeal = new Ordeal(Path.of(arguments[0]), Integer.parseInt(arguments[3]));
        ordeal.watch();
        List<Method> methods = Surface.methods(Tensor.class);
        methods.removeIf(method -> ELSEWHERE.contains(method.getDeclaringClass()));
        for (int m = Integer.parseInt(arguments[2]); m < methods.size(); m++) ordeal.method(m, methods.get(m));
        StringBuilder text = new StringBuilder(methods.size() + " methods\n");
        ordeal.counts.forEach((kind, n) -> text.append("%s %d refused %d legal\n".formatted(kind, n[0], n[1])));
        ordeal.thrown.forEach((name, n) -> text.append("%s %d\n".formatted(name, n)));
        Files.writeString(Path.of(arguments[1]), text);
        Files.writeString(ordeal.log, "done");
    }

    /// Ends a process in which a call does not end.
    private void watch() {
        Thread main = Thread.currentThread();
        Thread.ofPlatform().daemon().start(() -> {
            while (System.nanoTime() - since < DEADLINE * 1_000_000_000L) {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    return;
                }
            }
            for (StackTraceElement at : main.getStackTrace()) System.out.println("\tat " + at);
            System.out.flush();
            Runtime.getRuntime().halt(3);
        });
    }

    private void method(int number, Method method) throws IOException {
        String name = Surface.name(method);
        List<Object> wanted;
        try (var scope = Scope.open()) {
            note(number, name, "as it should be called");
            wanted = numbers(invoke(method, Calls.of(method)));
            leave(scope);
            wellKept();
        } catch (InvocationTargetException | RuntimeException e) {
            Throwable why = e instanceof InvocationTargetException ? e.getCause() : e;
            complain(name, "there is no call that works; add one to Calls.SPECIAL", why);
            return;
        }
        boolean fixed = Modifier.isStatic(method.getModifiers());
        for (int i = 0; i < method.getParameterCount() + (fixed ? 0 : 1); i++) {
            argument(number, method, i, wanted);
        }
    }

    /// All wrong forms of one argument, and of each tensor in it where it is a list.
    private void argument(int number, Method method, int i, List<Object> wanted) throws IOException {
        for (int element = -1, form = 0;;) {
            boolean more;
            try (var scope = Scope.open()) {
                Object[] arguments = Calls.of(method);
                List<?> list = list(arguments[i]);
                List<Wrong.Form> forms = forms(method, i, element < 0 ? arguments[i] : list.get(element));
                more = form < forms.size();
                if (more) {
                    Wrong.Form wrong = forms.get(form);
                    if (chosen(wrong, number + form) && !(wrong.kind() == Wrong.NULL && receiver(method, i))) {
                        Object made = wrong.made().get();
                        arguments[i] = element < 0 ? made : with(arguments[i], list, element, made);
                        String how = "argument %d%s: %s"
                                .formatted(i, element < 0 ? "" : "[" + element + "]", wrong.how());
                        attempt(number, method, arguments, wrong, how, optional(method, i, element), wanted);
                    }
                } else if (element < 0) {
                    together(number, method, i);
                }
                leave(scope);
                wellKept();
                if (!more && element + 1 >= list.size()) break;
            }
            form = more ? form + 1 : 0;
            if (!more) element++;
        }
    }

    private boolean chosen(Wrong.Form wrong, int number) {
        return switch (wrong.kind()) {
            case CLOSED, NULL, STRIDED, THREAD, THROWS -> true;
            default -> number % every == 0;
        };
    }

    private static List<Wrong.Form> forms(Method method, int i, @Nullable Object good) {
        return good instanceof Tensor tensor ? Wrong.of(tensor) : Wrong.ofOther(good, receiver(method, i)
                ? method.getDeclaringClass() : method.getParameterTypes()[parameter(method, i)]);
    }

    /// The whole call on the meta device, as it is and with all sizes so large that their product overflows;
    /// then argument `i` longer than memory, if the result would be.
    private void together(int number, Method method, int i) throws IOException {
        Object[] arguments = Calls.of(method);
        if (!(arguments[i] instanceof Tensor good)) return;
        if (i == 0) {
            Object[] meta = swap(arguments, t -> Wrong.meta(t, t.shape().dims()));
            attempt(number, method, meta, new Wrong.Form(Wrong.DEVICE, "all", () -> null), "all on meta", true, null);
            for (int bits : new int[] {20, 31, 40}) {
                Object[] large;
                try {
                    large = swap(arguments, t -> Wrong.meta(t,
                            Arrays.stream(t.shape().dims()).map(n -> n << bits).toArray()));
                } catch (IllegalArgumentException e) {
                    continue; // more elements than a tensor may have
                }
                attempt(number, method, large, new Wrong.Form(Wrong.HUGE, "all", () -> null),
                        "all sizes times 2^" + bits, true, null);
            }
        }
        Tensor huge = Wrong.huge(good);
        if (huge == null || method.getDeclaringClass() == Assignment.class
                || LOOKING.contains(Surface.name(method))) return;
        Object[] large = arguments.clone();
        large[i] = huge;
        long size = 0;
        try {
            Object result = invoke(method, swap(large, t -> Wrong.meta(t, t.shape().dims())));
            List<Tensor> results = new ArrayList<>();
            Components.tensors(result, results::add);
            for (Tensor tensor : results) size = Math.max(size, tensor.count());
        } catch (InvocationTargetException | RuntimeException e) {
            size = 0; // what meta refuses might compute for years on the processor
        }
        if (size < Wrong.BEYOND) return;
        attempt(number, method, large, new Wrong.Form(Wrong.HUGE, "huge", () -> null),
                "argument %d of 2^50 columns".formatted(i), true, null);
    }

    private void attempt(int number, Method method, Object[] arguments, Wrong.Form wrong, String how,
            boolean mayBeNull, @Nullable List<Object> wanted) throws IOException {
        String name = Surface.name(method);
        note(number, name, how);
        int[] count = counts.computeIfAbsent(wrong.kind(), _ -> new int[2]);
        try {
            Object result = invoke(method, arguments);
            count[1]++;
            Wrong kind = wrong.kind();
            boolean holder = method.getDeclaringClass() == Components.class;
            if (!holder) printed(result);
            boolean never = kind == Wrong.CLOSED || kind == Wrong.THREAD || kind == Wrong.NULL && !mayBeNull;
            boolean refused = never && !holder && !ALWAYS.contains(name);
            if (refused) complain(name, how + " is accepted", null);
            if (kind == Wrong.STRIDED && wanted != null && !graph(method) && !OWN.contains(name)
                    && !alike(wanted, numbers(result))) {
                complain(name, how + " gives another result than contiguous memory", null);
            }
        } catch (InvocationTargetException e) {
            count[0]++;
            Throwable why = e.getCause();
            thrown.merge(why.getClass().getSimpleName(), 1, Integer::sum);
            if (!Abuse.fair(why)) complain(name, how, why);
            else if (wrong.kind() == Wrong.CLOSED && !(why instanceof IllegalStateException)
                    || wrong.kind() == Wrong.THREAD && !(why instanceof WrongThreadException)
                    || wrong.kind() == Wrong.STRIDED && wanted != null && !graph(method) && !VIEWS.contains(name)
                    || wrong.kind() == Wrong.THROWS && !"thrown inside".equals(why.getMessage())) {
                complain(name, how, why);
            }
        } catch (RuntimeException e) {
            complain(name, how + ": the result", e);
        }
    }

    /// What no call may change; the number of threads is changed back.
    private void wellKept() {
        Engine.threads(1);
        if (canary.sum().itemLong() != 499_500) throw new AssertionError("other tensors changed");
        if (!Gradients.recording() || Autocast.on()) throw new AssertionError("a mode changed");
        if (!Device.current().equals(Device.CPU)) throw new AssertionError("the device changed");
    }

    /// Scopes that a call opened, or this one if a call closed it.
    private static void leave(Scope scope) {
        for (Scope at = Scope.current(); at != null && at != scope; at = Scope.current()) at.close();
    }

    private static boolean graph(Method method) {
        return method.getDeclaringClass() == Gradients.class || method.getDeclaringClass() == Differentiable.class;
    }

    private static boolean receiver(Method method, int i) {
        return i == 0 && !Modifier.isStatic(method.getModifiers());
    }

    private static int parameter(Method method, int i) {
        return Modifier.isStatic(method.getModifiers()) ? i : i - 1;
    }

    /// Whether null may be given there.
    private static boolean optional(Method method, int i, int element) {
        if (receiver(method, i)) return false;
        AnnotatedType type = method.getAnnotatedParameterTypes()[parameter(method, i)];
        if (element >= 0 && type instanceof java.lang.reflect.AnnotatedParameterizedType list) {
            type = list.getAnnotatedActualTypeArguments()[0];
        } else if (element >= 0 && type instanceof java.lang.reflect.AnnotatedArrayType list) {
            type = list.getAnnotatedGenericComponentType();
        }
        return type.isAnnotationPresent(Nullable.class) || type.getType() == Object.class
                || type.getType() instanceof java.lang.reflect.TypeVariable<?>;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : value instanceof Object[] list ? Arrays.asList(list) : List.of();
    }

    private static Object with(Object whole, List<?> list, int element, @Nullable Object value) {
        List<@Nullable Object> other = new ArrayList<>(list);
        other.set(element, value);
        return whole instanceof Tensor[] ? other.toArray(Tensor[]::new) : whole instanceof Object[] ? other.toArray()
                : other;
    }

    private static Object[] swap(Object[] arguments, java.util.function.UnaryOperator<Tensor> change) {
        Object[] other = arguments.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = switch (other[i]) {
                case Tensor tensor -> change.apply(tensor);
                case Tensor[] list -> Arrays.stream(list).map(change).toArray(Tensor[]::new);
                case List<?> list -> list.stream().map(part -> part instanceof Tensor t ? change.apply(t) : part)
                        .toList();
                case null, default -> other[i];
            };
        }
        return other;
    }

    private static @Nullable Object invoke(Method method, Object[] arguments) throws InvocationTargetException {
        boolean fixed = Modifier.isStatic(method.getModifiers());
        try {
            return method.invoke(fixed ? null : arguments[0],
                    fixed ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void printed(@Nullable Object result) {
        Components.tensors(result, tensor -> {
            if (tensor.count() < 100_000 && tensor.toString().isEmpty()) throw new AssertionError("prints as nothing");
        });
    }

    /// The numbers of a result, in order.
    private static List<Object> numbers(@Nullable Object result) {
        List<Object> numbers = new ArrayList<>();
        switch (result) {
            case float[] n -> numbers.add(Arrays.toString(n));
            case double[] n -> numbers.add(Arrays.toString(n));
            case long[] n -> numbers.add(Arrays.toString(n));
            case int[] n -> numbers.add(Arrays.toString(n));
            case byte[] n -> numbers.add(Arrays.toString(n));
            case boolean[] n -> numbers.add(Arrays.toString(n));
            case Number n -> numbers.add(n);
            case Boolean b -> numbers.add(b);
            case null, default -> Components.tensors(result, tensor -> {
                numbers.add(tensor.shape() + " " + tensor.dtype());
                Tensor real = tensor.dtype().complex() ? tensor.detach().viewAsReal() : tensor.detach();
                for (double n : real.toDoubles()) numbers.add(n);
            });
        }
        return numbers;
    }

    private static boolean alike(List<Object> wanted, List<Object> given) {
        if (wanted.size() != given.size()) return false;
        for (int i = 0; i < wanted.size(); i++) {
            boolean same = wanted.get(i) instanceof Double a && given.get(i) instanceof Double b
                    ? a.equals(b) || Math.abs(a - b) <= 1e-5 + 1e-5 * Math.abs(a) : wanted.get(i).equals(given.get(i));
            if (!same) return false;
        }
        return true;
    }

    private void note(int number, String name, String how) throws IOException {
        since = System.nanoTime();
        Files.writeString(log, "%d %s, %s".formatted(number, name, how));
    }

    private final Set<String> told = new HashSet<>();

    private void complain(String name, String how, @Nullable Throwable why) {
        if (told.add(name + how)) System.out.println("UNFAIR %s: %s -> %s".formatted(name, how, why));
        if (why != null && !Abuse.fair(why)) why.printStackTrace(System.out);
    }
}
