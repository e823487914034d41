package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gyrus.tensor.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {

    @Test
    void choosesAndLoads() throws Exception {
        var child = Child.run(Start.class, Map.of(), List.of(), jar -> true);
        assertThat(child.exit()).as("%s", child).isZero();
        assertThat(child.output()).contains("before=false", "after=true", "maxPhysicalBytes=0",
            "OMP_WAIT_POLICY=PASSIVE by GYRUS");
    }

    @Test
    void leavesTheUsersVariablesInForce() throws Exception {
        assumeThat(Natives.platform()).endsWith("x86_64");
        var variables = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_CORETYPE", "Haswell");
        var child = Child.run(Start.class, variables, List.of(), jar -> true);
        assertThat(child.output()).contains("OMP_NUM_THREADS=1 by USER", "OPENBLAS_NUM_THREADS=1 by GYRUS",
            "OPENBLAS_CORETYPE=Haswell by USER", "threads=1", "Haswell kernels");
    }

    @Test
    void itsOwnVariablesReachTheLibraries() throws Exception {
        var cpu = Cpu.detect(Path.of("/"));
        assumeThat(cpu.has("avx2", "fma") && !Natives.hasMkl()).isTrue();
        var child = Child.run(Start.class, Map.of(), List.of("-XX:ActiveProcessorCount=1"), jar -> true);
        assertThat(child.output()).contains("OMP_NUM_THREADS=1 by GYRUS", "threads=1", "omp=1");
        if (cpu.amd() && cpu.avx512()) assertThat(child.output()).contains("SkylakeX kernels");
    }

    @Test
    void tellsWhatCameTooLate() throws Exception {
        var child = Child.run(Late.class, Map.of(), List.of(), jar -> true);
        assertThat(child.exit()).as("%s", child).isZero();
        assertThat(child.output()).contains("maxPhysicalBytes=as it was by PROGRAM",
            "OMP_WAIT_POLICY=as it was by PROGRAM", "after=true");
    }

    @Test
    void saysWhichJarsAreMissing() throws Exception {
        var platform = Natives.platform();
        var child = Child.run(Start.class, Map.of(), List.of(), jar -> !jar.contains(platform));
        assertThat(child.exit()).isNotZero();
        assertThat(String.join("\n", child.errors())).contains("IllegalStateException",
            "org.bytedeco:pytorch:" + Natives.version("pytorch") + ":" + platform,
            "org.bytedeco:openblas:", "org.bytedeco:javacpp:");
    }

    @Test
    void computesOnTheCpuWithTheGpuJarButNoGpu(@TempDir Path folder) throws Exception {
        assumeThat(Cuda.probe().missing()).isNotEmpty();
        var jar = folder.resolve("org/bytedeco/pytorch/" + Natives.platform() + "-gpu");
        Files.createDirectories(jar);
        Files.createFile(jar.resolve(System.mapLibraryName("jnitorch")));
        var child = Child.run(Start.class, Map.of(), List.of(), any -> true, folder);
        assertThat(child.exit()).as("%s", child).isZero();
        assertThat(child.errors()).singleElement().asString().startsWith("gyrus: no NVIDIA")
            .endsWith("; computing on the CPU");
        assertThat(child.output()).contains("cuda=0");
    }

    @Test
    @Tag("slow")
    void tellsOnceThatItUnpacks(@TempDir Path folder) throws Exception {
        var options = List.of("-Dorg.bytedeco.javacpp.cachedir=" + folder.toRealPath());
        var first = Child.run(Start.class, Map.of(), options, jar -> true);
        assertThat(first.errors()).containsExactly("gyrus: unpacking the engine, once, into "
            + folder.toRealPath());
        assertThat(Child.run(Start.class, Map.of(), options, jar -> true).errors()).isEmpty();
    }

    /// Starts the engine and prints what it reports.
    static final class Start {
        public static void main(String[] arguments) {
            print();
        }

        static void print() {
            System.out.println("before=" + Engine.report().loaded());
            Engine.start();
            Engine.start();
            var report = Engine.report();
            System.out.println("after=" + report.loaded());
            for (var choice : report.choices()) {
                System.out.println(choice.name() + "=" + choice.value() + " by " + choice.by());
            }
            System.out.println("maxPhysicalBytes=" + Pointer.maxPhysicalBytes());
            System.out.println("threads=" + torch.get_num_threads());
            System.out.println("omp=" + torch.get_parallel_info().getString().replaceAll(
                "(?s).*omp_get_max_threads\\(\\) : (\\d+).*", "$1"));
            System.out.println("blas=" + report.software().blas());
            System.out.println("cuda=" + Engine.cuda());
        }
    }

    /// A program that has used JavaCPP before.
    static final class Late {
        public static void main(String[] arguments) throws IOException {
            Loader.load(openblas.class);
            Start.print();
        }
    }
}
