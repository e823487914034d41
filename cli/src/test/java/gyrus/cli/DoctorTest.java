package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir Path folder;

    @Test void jsonTellsTheMachineTheChoicesAndTheSpeed() {
        Answer answer = Answer.of("doctor", "--json", "--runs", folder.toString());
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("gyrus", "java", "platform", "torch", "blas",
                "machine", "cache", "runs", "choices", "measurement", "problems");
        assertThat(json.get("machine").get("cores").intValue()).isPositive();
        assertThat(json.get("measurement").get("float32_product").doubleValue()).isPositive();
        assertThat(json.get("runs").get("writable").booleanValue()).isTrue();
        assertThat(json.get("choices").get(0).propertyNames())
                .containsExactly("name", "value", "by", "reason");
    }

    @Test void peopleGetTheReasons() {
        Answer answer = Answer.of("doctor");
        assertThat(answer.out()).contains("Machine", "Choices", "OMP_NUM_THREADS", "Speed", "GFLOP/s")
                .containsAnyOf("No problems", "Problems");
    }

    @Test void problemsComeWithAdvice() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        var machine = new Engine.Machine("", 1, 1, 1, 1L << 30, Long.MAX_VALUE, List.of("H200"), "12.0");
        var choice =
                new Engine.Choice("OMP_NUM_THREADS", "1", "Gyrus would choose 8: 8 cores", Engine.By.USER);
        var report = new Engine.Report(true, List.of(choice), machine,
                new Engine.Software("25", "linux-x86_64", "2", "", file, 0));
        var speed = new Engine.Measurement(1, 1, 1, 1, 1);
        List<Checkup.Finding> findings = Checkup.of(report, speed, null, file.resolve("runs"));
        assertThat(findings).extracting(Checkup.Finding::problem).containsExactly(
                "H200 is not used",
                "OMP_NUM_THREADS is 1; Gyrus would choose 8: 8 cores",
                "this process has 1.0 GiB of memory",
                "the native cache " + file + " cannot be written",
                "runs cannot be written to " + file.resolve("runs").toAbsolutePath(),
                "matrix products make 1.0 GFLOP/s only");
        assertThat(findings).allSatisfy(finding -> assertThat(finding.advice()).isNotBlank());
    }

    @Test void anEngineThatDoesNotStartIsAProblem() {
        var machine = new Engine.Machine("", 1, 1, 1, 1L << 34, Long.MAX_VALUE, List.of(), "");
        var report = new Engine.Report(false, List.of(), machine,
                new Engine.Software("25", "linux-x86_64", "2", "", folder, 0));
        var failure = new IllegalStateException("no jar; add it");
        assertThat(Checkup.of(report, null, failure, folder)).singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("no jar; add it"));
    }
}
