package gyrus.tensor;

import gyrus.tensor.internal.Aten;
import gyrus.tensor.internal.Handle;
import gyrus.tensor.internal.Mixed;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// How the methods of a tensor reach the engine: by the operator's name, with Java values as arguments.
final class Op {

    private Op() {}

    /// Calls an operator of one result.
    static Tensor tensor(String operator, @Nullable Object... arguments) {
        Engine.start();
        return new Tensor(Aten.named(operator).tensor(unwrap(arguments)));
    }

    /// Calls an operator that multiplies: within [Autocast#products], its result is cast back.
    static Tensor product(String operator, @Nullable Object... arguments) {
        return wide(tensor(operator, arguments));
    }

    /// In float32 where it is shorter and [Autocast#products] is on.
    static Tensor wide(Tensor product) {
        return Mixed.wide() && product.dtype().floating() && product.dtype().bytes() < DType.FLOAT32.bytes()
                ? product.to(DType.FLOAT32) : product;
    }

    /// Calls an operator of several results, or of one list of them.
    static Tensor[] tensors(String operator, @Nullable Object... arguments) {
        @Nullable Object[] results = call(operator, arguments);
        if (results.length == 1 && results[0] instanceof Object[] list) results = list;
        Tensor[] tensors = new Tensor[results.length];
        for (int i = 0; i < tensors.length; i++) tensors[i] = wrap(results[i]);
        return tensors;
    }

    /// Calls an operator that changes its first argument, and gives that back.
    static Tensor change(String operator, Tensor changed, @Nullable Object... others) {
        Engine.start();
        @Nullable Object[] given = new Object[others.length + 1];
        given[0] = changed.handle();
        for (int i = 0; i < others.length; i++) given[i + 1] = unwrap(others[i]);
        Aten.named(operator).change(given);
        return changed;
    }

    static @Nullable Object[] call(String operator, @Nullable Object... arguments) {
        Engine.start();
        return Aten.named(operator).call(unwrap(arguments));
    }

    private static @Nullable Object[] unwrap(@Nullable Object[] arguments) {
        @Nullable Object[] given = new Object[arguments.length];
        for (int i = 0; i < given.length; i++) given[i] = unwrap(arguments[i]);
        return given;
    }

    private static @Nullable Object unwrap(@Nullable Object value) {
        if (value instanceof Tensor tensor) return tensor.handle();
        return switch (value) {
            case Object[] parts -> Arrays.stream(parts).map(Op::unwrap).toArray();
            case Collection<?> parts -> parts.stream().map(Op::unwrap).toArray();
            case DType type -> type.code();
            case Device device -> device.toString();
            case Generator generator -> generator.randomness();
            case Shape shape -> shape.dims();
            case Number number -> number(number);
            case null, default -> value;
        };
    }

    /// The number as an operator takes it: a whole one as a long or int, another as a double or float.
    private static Number number(Number number) {
        return switch (number) {
            case Long n -> n;
            case Integer n -> n;
            case Double n -> n;
            case Float n -> n;
            case Byte n -> n.longValue();
            case Short n -> n.longValue();
            default -> throw new IllegalArgumentException(
                    "no operator takes the %s %s; give a byte, short, int, long, float or double"
                    .formatted(number.getClass().getSimpleName(), number));
        };
    }

    static Handle handle(Object tensor) {
        return ((Tensor) tensor).handle();
    }

    static Tensor wrap(@Nullable Object result) {
        if (result instanceof Handle handle) return new Tensor(handle);
        throw new IllegalStateException("the operator gave %s where a tensor was expected".formatted(result));
    }
}
