package gyrus.tensor.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// The one door to LibTorch's operators: any of them, by the name that its dispatcher knows.
///
/// A boxed call puts the arguments on a stack and finds the results there. Every value that the call makes is
/// freed before it returns, so nothing is left to the garbage collector but the results. Operators that are
/// called hundreds of times a step have a shorter way in [Direct].
public final class Aten {

    private static final ConcurrentHashMap<String, Aten> OPERATORS = new ConcurrentHashMap<>();

    private static final @Nullable Object[] NOTHING = {};

    private final String name;
    private final OperatorHandle operator;
    private final Parameter[] parameters;
    private final Direct.@Nullable Form direct;
    private final Direct.@Nullable Form change;

    private Aten(String name, OperatorHandle operator, List<Parameter> parameters) {
        this.name = name;
        this.operator = operator;
        this.parameters = parameters.toArray(Parameter[]::new);
        this.direct = Direct.result(name);
        this.change = Direct.change(name);
    }

    /// The operator of that name: `add.Tensor` means `aten::add.Tensor`; another namespace is written out.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Aten named(String name) {
        Aten known = OPERATORS.get(name);
        return known != null ? known : OPERATORS.computeIfAbsent(name, Aten::find);
    }

    private static Aten find(String name) {
        String full = name.contains("::") ? name : "aten::" + name;
        int dot = full.indexOf('.', full.indexOf("::"));
        String base = dot < 0 ? full : full.substring(0, dot);
        String overload = dot < 0 ? "" : full.substring(dot + 1);
        OperatorHandle operator;
        try {
            operator = Dispatcher.singleton().findSchemaOrThrow(base, overload);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "no operator %s in this engine; names are those of PyTorch's schemas, as aten::add.Tensor"
                    .formatted(full));
        }
        FunctionSchema schema = operator.schema();
        var arguments = schema.arguments();
        List<Parameter> parameters = new ArrayList<>();
        for (long i = 0; i < arguments.limit(); i++) parameters.add(Parameter.of(arguments.getPointer(i)));
        return new Aten(name, operator, parameters);
    }

    /// Calls the operator. Trailing arguments may be left out where the schema has a value for them.
    ///
    /// @return the results: a [Handle], Long, Double, Boolean or String each, an array of them for a list, or
    /// null
    /// @throws IllegalArgumentException where the arguments do not fit, naming the operator and what was
    /// given
    public @Nullable Object[] call(@Nullable Object... arguments) {
        try {
            Tensor result = direct == null ? null : direct.call(arguments);
            return result != null ? new Object[] {new Handle(result)} : boxed(arguments, true);
        } catch (RuntimeException e) {
            throw Failure.of(name, parameters, arguments, e);
        }
    }

    /// Calls an operator of one tensor, as [#call] does.
    ///
    /// @throws IllegalStateException where it gives anything else
    public Handle tensor(@Nullable Object... arguments) {
        @Nullable Object[] results;
        try {
            Tensor result = direct == null ? null : direct.call(arguments);
            if (result != null) return new Handle(result);
            results = boxed(arguments, true);
        } catch (RuntimeException e) {
            throw Failure.of(name, parameters, arguments, e);
        }
        if (results.length == 1 && results[0] instanceof Handle handle) return handle;
        throw new IllegalStateException("%s gave %s where a tensor was expected"
                .formatted(name, Arrays.deepToString(results)));
    }

    /// Calls an operator that changes its first argument.
    ///
    /// @throws IllegalArgumentException where the arguments do not fit, naming the operator and what was
    /// given
    public void change(@Nullable Object... arguments) {
        try {
            if (change == null || change.call(arguments) == null) boxed(arguments, false);
        } catch (RuntimeException e) {
            throw Failure.of(name, parameters, arguments, e);
        }
    }

    private @Nullable Object[] boxed(@Nullable Object[] arguments, boolean wanted) {
        List<IValue> made = new ArrayList<>(arguments.length);
        try (IValueVector stack = new IValueVector(parameters.length)) {
            fill(stack, arguments, made);
            operator.callBoxed(stack);
            return wanted ? results(stack) : NOTHING;
        } finally {
            for (int i = 0; i < made.size(); i++) made.get(i).close();
        }
    }

    private void fill(IValueVector stack, @Nullable Object[] arguments, List<IValue> made) {
        if (arguments.length > parameters.length) {
            throw new IllegalArgumentException("%d arguments given, %d taken"
                    .formatted(arguments.length, parameters.length));
        }
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (i < arguments.length) {
                stack.put(i, parameter.give(arguments[i], made));
            } else if (parameter.missing() != null) {
                stack.put(i, parameter.missing());
            } else {
                throw new IllegalArgumentException("%s (%s) is missing"
                        .formatted(parameter.name(), parameter.type()));
            }
        }
    }

    private static @Nullable Object[] results(IValueVector stack) {
        @Nullable Object[] results = new Object[(int) stack.size()];
        for (int i = 0; i < results.length; i++) results[i] = result(stack.get(i));
        return results;
    }

    private static @Nullable Object result(IValue value) {
        if (value.isTensor()) {
            // lies in the stack and goes with it: a result needs a reference of its own
            var inside = value.toTensor();
            return inside.defined() ? new Handle(new Tensor(inside)) : null;
        }
        if (value.isInt()) return value.toInt();
        if (value.isDouble()) return value.toDouble();
        if (value.isBool()) return value.toBool();
        if (value.isString()) {
            try (var text = value.toStringRef()) {
                return text.getString();
            }
        }
        if (value.isList()) {
            try (var list = value.toList()) {
                @Nullable Object[] parts = new Object[(int) list.size()];
                for (int i = 0; i < parts.length; i++) {
                    try (IValue part = list.get(i)) {
                        parts[i] = result(part);
                    }
                }
                return parts;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name;
    }
}
