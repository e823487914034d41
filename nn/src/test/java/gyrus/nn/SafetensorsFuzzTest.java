package gyrus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.DType;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/// Safetensors headers from a fuzzer that is led by what of the reader and of the JSON parser its inputs reach.
///
/// `gyrus.fuzz.inputs` is how many inputs it makes; without it, as many as fit into three minutes. `gyrus.fuzz.keep`
/// names a file that the inputs which reach something of their own are written to.
class SafetensorsFuzzTest {

    private static final int SECONDS = 170;
    private static final String FUZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final String DATA = "com.code_intelligence.jazzer.api.FuzzedDataProvider";
    private static final String CORPUS = "safetensors-fuzz.txt";

    @TempDir
    Path folder;

    @Test
    void keptInputsAreReadOrRefused() throws Exception {
        List<byte[]> inputs = FuzzCorpus.read(Path.of(SafetensorsFuzzTest.class.getResource(CORPUS).toURI()));
        assertThat(inputs).hasSizeGreaterThan(100);
        SafetensorsFuzz.fuzzerTestOneInput(new byte[0]);
        for (byte[] input : inputs) SafetensorsFuzz.fuzzerTestOneInput(input);
    }

    @Test
    @Tag("hard")
    void newInputsAreReadOrRefused(TestReporter reporter) throws Exception {
        Path kept = folder.resolve("kept");
        Path found = Files.createDirectory(folder.resolve("found"));
        FuzzCorpus.unpack(FuzzCorpus.read(Path.of(SafetensorsFuzzTest.class.getResource(CORPUS).toURI())), kept);
        String inputs = System.getProperty("gyrus.fuzz.inputs");
        List<String> told = run(inputs == null ? "-max_total_time=" + SECONDS : "-runs=" + inputs,
                found.toString(), kept.toString());
        for (String line : told) {
            if (line.startsWith("Done ") || line.startsWith("stat::")) reporter.publishEntry(line);
        }
        String keep = System.getProperty("gyrus.fuzz.keep");
        if (keep != null) {
            Path merged = Files.createDirectory(folder.resolve("merged"));
            run("-merge=1", merged.toString(), kept.toString(), found.toString());
            FuzzCorpus.write(Path.of(keep), merged);
        }
    }

    /// Runs the fuzzer in a process of its own and gives what it told.
    private List<String> run(String... arguments) throws Exception {
        Path out = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", classPath(), FUZZER, "--target_class=" + SafetensorsFuzz.class.getName(),
                "--instrumentation_includes=gyrus.nn.**" + File.pathSeparator + "tools.jackson.core.**",
                "--trace=cov" + File.pathSeparator + "cmp", "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator, "-max_len=4096", "-timeout=5", "-rss_limit_mb=1024",
                "-print_final_stats=1"));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectErrorStream(true).start().waitFor();
        List<String> told = Files.readAllLines(out);
        assertThat(exit).as(() -> "inputs that broke the reader, as lines for " + CORPUS + ": " + broken() + "\n"
                + String.join("\n", told.subList(Math.max(0, told.size() - 60), told.size()))).isZero();
        assertThat(broken()).isEmpty();
        return told;
    }

    private List<String> broken() {
        List<String> lines = new ArrayList<>();
        try (var left = Files.newDirectoryStream(folder, "{crash,timeout,oom,slow-unit,hs_err}*")) {
            for (Path file : left) lines.add(FuzzCorpus.line(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    /// The fuzzer, which looks at every class there is when it starts, gets only what the reader needs.
    private static String classPath() throws Exception {
        Set<String> path = new LinkedHashSet<>();
        for (Class<?> own : List.of(SafetensorsFuzz.class, SafetensorsHeader.class)) path.add(folderOf(own));
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        for (Class<?> other : List.of(DType.class, JsonFactory.class, Class.forName(FUZZER, false, loader),
                Class.forName(DATA, false, loader))) {
            path.add(Path.of(other.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        return String.join(File.pathSeparator, path);
    }

    /// Where a class of this package lies; tests may be patched into the module.
    private static String folderOf(Class<?> own) throws URISyntaxException {
        Path file = Path.of(own.getResource(own.getSimpleName() + ".class").toURI());
        return file.getParent().getParent().getParent().toString();
    }
}
