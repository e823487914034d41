package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.DType;
import gyrus.tensor.Device;
import gyrus.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsLoaded() {
        Path file = folder.resolve("net.safetensors");
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("weight", Tensor.randn(3, 4));
        tensors.put("bias", Tensor.randn(3));
        tensors.put("scalar", Tensor.scalar(7));
        tensors.put("empty", Tensor.zeros(0, 5));
        Safetensors.save(file, tensors, Map.of("epoch", "7", "für \"alle\"\n", "ja 🙂"));

        Safetensors read = Safetensors.open(file);
        assertThat(read.metadata()).isEqualTo(Map.of("epoch", "7", "für \"alle\"\n", "ja 🙂"));
        assertThat(read.entries()).containsOnlyKeys("weight", "bias", "scalar", "empty");
        assertThat(read.entries().get("weight").bytes()).isEqualTo(48);
        read.tensors().forEach((name, tensor) -> {
            assertThat(tensor.shape()).as(name).isEqualTo(tensors.get(name).shape());
            assertThat(tensor.toFloats()).as(name).isEqualTo(tensors.get(name).toFloats());
        });
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "COMPLEX128", mode = EnumSource.Mode.EXCLUDE)
    void everyTypeComesBackBitForBit(DType type) {
        Path file = folder.resolve("typed.safetensors");
        Tensor values = Tensor.of(new double[] {0, 1, -1.5, 2, 0, 100}, 2, 3).to(type);
        Safetensors.save(file, Map.of("x", values));
        Tensor read = Safetensors.load(file).get("x");
        assertThat(read.dtype()).isEqualTo(type);
        assertThat(bytes(read)).isEqualTo(bytes(values));
    }

    @Test
    void largeElementsLieFirstThenNamesInOrder() {
        var tensors = new LinkedHashMap<String, Tensor>();
        tensors.put("b", Tensor.zeros(DType.BOOL, 3));
        tensors.put("é", Tensor.zeros(1));
        tensors.put("z", Tensor.zeros(1));
        tensors.put("a", Tensor.zeros(DType.FLOAT64, 1));
        tensors.put("c", Tensor.zeros(DType.INT64, 1));
        tensors.put("u", Tensor.zeros(DType.UINT8, 1));
        tensors.put("h", Tensor.zeros(DType.BFLOAT16, 1));
        assertThat(text(tensors, Map.of("k", "v"))).startsWith("""
                {"__metadata__":{"k":"v"},\
                "c":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},\
                "a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},\
                "z":{"dtype":"F32","shape":[1],"data_offsets":[16,20]},\
                "é":{"dtype":"F32","shape":[1],"data_offsets":[20,24]},\
                "h":{"dtype":"BF16","shape":[1],"data_offsets":[24,26]},\
                "u":{"dtype":"U8","shape":[1],"data_offsets":[26,27]},\
                "b":{"dtype":"BOOL","shape":[3],"data_offsets":[27,30]}}""");
    }

    @Test
    void headersArePaddedToEightBytes() {
        for (int i = 0; i < 8; i++) {
            byte[] file = bytes(Map.of("x".repeat(i), Tensor.of(1f)), Map.of());
            assertThat(file[0] % 8).isZero();
            assertThat(Safetensors.of("padded", MemorySegment.ofArray(file)).tensor("x".repeat(i)).item()).isEqualTo(1);
        }
    }

    @Test
    void whatIsReadAndWrittenAgainHasTheSameBytes() {
        byte[] file = bytes(Map.of("a", Tensor.randn(5), "b", Tensor.arange(3), "c", Tensor.ones(DType.BOOL, 3)),
                Map.of("k", "v"));
        Safetensors read = Safetensors.of("bytes", MemorySegment.ofArray(file));
        assertThat(bytes(read.tensors(), read.metadata())).isEqualTo(file);
    }

    @Test
    void viewsAreWrittenAsTheyAreSeen() {
        Tensor x = Tensor.arange(6).reshape(2, 3);
        Path file = folder.resolve("views.safetensors");
        Safetensors.save(file, Map.of("x", x, "turned", x.t(), "same", x, "wide", x.select(0, 0).expand(2, 3),
                "trained", Tensor.ones(2).trainable(true).mul(3)));
        Map<String, Tensor> read = Safetensors.load(file);
        assertThat(read.get("turned").toLongs()).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(read.get("same").toLongs()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(read.get("wide").toLongs()).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(read.get("trained").toFloats()).containsExactly(3, 3);
    }

    @Test
    void mappedTensorsAreViewsOfTheFileThatNeverChangeIt() throws IOException {
        Path file = folder.resolve("mapped.safetensors");
        Safetensors.save(file, Map.of("x", Tensor.of(1f, 2f)));
        byte[] before = Files.readAllBytes(file);
        Safetensors read = Safetensors.open(file);
        read.tensor("x").mulAssign(10);
        assertThat(read.tensor("x").toFloats()).as("the same memory").containsExactly(10, 20);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(Safetensors.load(file).get("x").toFloats()).containsExactly(1, 2);
    }

    @Test
    void whatWasReadIsIndependentOfTheFile() throws IOException {
        Path file = folder.resolve("read.safetensors");
        Safetensors.save(file, Map.of("x", Tensor.of(1f, 2f), "flags", Tensor.of(new boolean[] {true, false}, 2)));
        Map<String, Tensor> read = Safetensors.read(file);
        Files.write(file, new byte[(int) Files.size(file)]);
        assertThat(read.get("x").toFloats()).containsExactly(1, 2);
        assertThat(read.get("flags").toBooleans()).containsExactly(true, false);
    }

    @Test
    void aFileCanBeReplacedWhileItsTensorsAreInUse() {
        Path file = folder.resolve("again.safetensors");
        Safetensors.save(file, Map.of("x", Tensor.full(DType.FLOAT32, 3, 100_000)));
        Tensor old = Safetensors.load(file).get("x");
        Safetensors.save(file, Map.of("x", old.mul(2).slice(0, 0, 10)));
        assertThat(old.sum().item()).isEqualTo(300_000);
        assertThat(Safetensors.load(file).get("x").sum().item()).isEqualTo(60);
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void unalignedTensorsAreCopied() throws IOException {
        Path file = folder.resolve("odd.safetensors");
        String header = """
                {"flag":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},\
                "x":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}""";
        Files.write(file, file(header, new byte[] {1, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40}));
        Safetensors read = Safetensors.open(file);
        assertThat(read.tensor("x").toFloats()).containsExactly(1, 2);
        assertThat(read.tensor("flag").toBooleans()).containsExactly(true);
    }

    @Test
    void filesThatMayNotBeWrittenAreRead() {
        Path file = folder.resolve("fixed.safetensors");
        Safetensors.save(file, Map.of("x", Tensor.of(1f, 2f)));
        assertThat(file.toFile().setWritable(false)).isTrue();
        Tensor x = Safetensors.load(file).get("x");
        assertThat(x.mulAssign(2).toFloats()).containsExactly(2, 4);
    }

    @Test
    void whatTheFormatCannotHoldIsRefusedAndLeavesNothing() {
        Path file = folder.resolve("refused.safetensors");
        assertThatThrownBy(() -> Safetensors.save(file, Map.of("x", Tensor.zeros(DType.COMPLEX128, 1))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'x' is of type complex128");
        assertThatThrownBy(() -> Safetensors.save(file, Map.of("__metadata__", Tensor.zeros(1))))
                .hasMessageContaining("__metadata__");
        assertThatThrownBy(() -> Safetensors.save(file, Map.of("x", Device.META.call(() -> Tensor.zeros(1)))))
                .hasMessageContaining("meta");
        assertThatThrownBy(() -> Safetensors.save(file, Map.of("half \ud800", Tensor.zeros(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void errorsNameFilePlaceAndRule() throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, file("""
                {"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", new byte[1]));
        assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOfSatisfying(BadWeightsException.class, e -> {
            assertThat(e.file()).isEqualTo(file.toString());
            assertThat(e.place()).startsWith("header character 2");
            assertThat(e.rule()).contains("'w' is of type F8_E4M3");
            assertThat(e).hasMessage(file + ": " + e.place() + ": " + e.rule());
        });
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class).hasCauseInstanceOf(NoSuchFileException.class);
        Safetensors.save(file, Map.of("x", Tensor.zeros(1)));
        assertThatThrownBy(() -> Safetensors.open(file).tensor("y")).hasMessageContaining("no tensor 'y'; it has x");
    }

    private static byte[] file(String header, byte[] data) {
        byte[] words = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + words.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(words.length).put(words).put(data).array();
    }

    private static byte[] bytes(Tensor tensor) {
        return tensor.memory(memory -> memory.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    }

    private static byte[] bytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
        var out = new ByteArrayOutputStream();
        Safetensors.write(Channels.newChannel(out), tensors, metadata);
        return out.toByteArray();
    }

    private static String text(Map<String, Tensor> tensors, Map<String, String> metadata) {
        byte[] file = bytes(tensors, metadata);
        return new String(file, 8, file.length - 8, StandardCharsets.UTF_8);
    }
}
