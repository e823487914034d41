package gyrus.testing;

import gyrus.nn.Safetensors;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A golden file: named cases, what PyTorch was given and what it computed.
///
/// ```java
/// var golden = Golden.open("layers", DType.FLOAT32);
/// for (String name : golden.cases()) {
///     Golden.Case c = golden.at(name);
///     Tensor y = net(c.options()).apply(c.in().get("x"));
///     Tolerance.check(name, y, c.out().get("y"));
/// }
/// ```
///
/// The files are safetensors among this module's resources. A tensor is named `case/role/name`; the metadata
/// has the options of each case as JSON. `testing/golden` has the scripts that write them.
public final class Golden {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SequencedMap<String, Tensor> tensors;
    private final SequencedMap<String, String> metadata;

    private Golden(SequencedMap<String, Tensor> tensors, SequencedMap<String, String> metadata) {
        this.tensors = tensors;
        this.metadata = metadata;
    }

    /// The file of a subject, such as `layers`, in single or double precision.
    public static Golden open(String subject, DType type) {
        return open(subject + (type == DType.FLOAT64 ? ".f64" : ".f32"));
    }

    /// The file of that name without its ending, such as `printing` or `layers.f64`.
    ///
    /// @throws UncheckedIOException if there is none
    public static Golden open(String name) {
        Safetensors file = Safetensors.of("golden file " + name, MemorySegment.ofArray(bytes(name + ".safetensors")));
        return new Golden(file.tensors(), file.metadata());
    }

    /// The JSON file of that name without its ending, such as `schedules`.
    ///
    /// @throws UncheckedIOException if there is none
    public static JsonNode json(String name) {
        return JSON.readTree(bytes(name + ".json"));
    }

    /// The bytes of a golden file, such as `picture.png`.
    ///
    /// @throws UncheckedIOException if there is none
    public static byte[] bytes(String file) {
        try (var in = Golden.class.getResourceAsStream("golden/" + file)) {
            if (in == null) throw new FileNotFoundException("no golden file " + file);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] shape(JsonNode sizes) {
        return StreamSupport.stream(sizes.spliterator(), false).mapToLong(JsonNode::longValue).toArray();
    }

    /// All tensors by their full names.
    public SequencedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /// The file's metadata.
    public SequencedMap<String, String> metadata() {
        return Collections.unmodifiableSequencedMap(metadata);
    }

    /// The names of the cases, in the order in which they were written.
    public SequencedSet<String> cases() {
        return new LinkedHashSet<>(metadata.keySet());
    }

    /// The case of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Case at(String name) {
        String options = metadata.get(name);
        if (options == null) {
            throw new IllegalArgumentException("no golden case '%s'; there are %s"
                    .formatted(name, metadata.keySet()));
        }
        return new Case(name, JSON.readTree(options), this);
    }

    /// The tensors named `prefix…`, by the rest of their names, in alphabetical order.
    private SequencedMap<String, Tensor> under(String prefix) {
        SequencedMap<String, Tensor> found = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) found.put(name.substring(prefix.length()), tensor);
        });
        return found;
    }

    /// One case: what went in and what came out, by name.
    ///
    /// @param name its name in the file
    /// @param options how the function was called
    /// @param file where it is
    public record Case(String name, JsonNode options, Golden file) {

        /// The inputs.
        public SequencedMap<String, Tensor> in() {
            return role("in");
        }

        /// The input of that name.
        ///
        /// @throws IllegalArgumentException if there is none
        public Tensor in(String input) {
            return named("in", input);
        }

        /// The outputs.
        public SequencedMap<String, Tensor> out() {
            return role("out");
        }

        /// The output of that name.
        ///
        /// @throws IllegalArgumentException if there is none
        public Tensor out(String output) {
            return named("out", output);
        }

        /// The parameters and buffers before the call, by their published keys.
        public SequencedMap<String, Tensor> weights() {
            return role("weight");
        }

        /// The buffers that the call changed, after it.
        public SequencedMap<String, Tensor> after() {
            return role("after");
        }

        /// The gradient with respect to each output that the backward pass began with.
        public SequencedMap<String, Tensor> upstream() {
            return role("upstream");
        }

        /// The gradients with respect to the inputs that have one.
        public SequencedMap<String, Tensor> inputGradients() {
            return role("grad/in");
        }

        /// The gradients with respect to the parameters.
        public SequencedMap<String, Tensor> weightGradients() {
            return role("grad/weight");
        }

        /// The tensors in any role, such as `in` or `grad/weight`.
        public SequencedMap<String, Tensor> role(String role) {
            return file.under("%s/%s/".formatted(name, role));
        }

        /// An option as a number, or `otherwise` where the case has none of that name.
        public double number(String option, double otherwise) {
            JsonNode value = options.get(option);
            return value == null || value.isNull() ? otherwise : value.doubleValue();
        }

        /// An option as a list of whole numbers; a single number is a list of one.
        public long @Nullable [] numbers(String option) {
            JsonNode value = options.get(option);
            if (value == null || value.isNull()) return null;
            return value.isArray() ? shape(value) : new long[] {value.longValue()};
        }

        private Tensor named(String role, String tensor) {
            Tensor found = file.tensors.get("%s/%s/%s".formatted(name, role, tensor));
            if (found == null) {
                throw new IllegalArgumentException("%s has no %s '%s'; there are %s"
                        .formatted(name, role, tensor, List.copyOf(role(role).keySet())));
            }
            return found;
        }
    }
}
