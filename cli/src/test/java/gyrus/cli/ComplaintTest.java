package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.OutOfNativeMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ComplaintTest {

    @Test void aFailureIsOneLineForPeople() {
        assertThat(Complaint.line(new IllegalArgumentException("width 3; use 4\n  at x")))
                .isEqualTo("width 3; use 4");
        assertThat(Complaint.line(new UncheckedIOException(new NoSuchFileException("a.csv"))))
                .isEqualTo("there is no file a.csv; check the name");
        assertThat(Complaint.line(new UncheckedIOException(new AccessDeniedException("a.csv"))))
                .isEqualTo("this user may not open a.csv");
        assertThat(Complaint.line(new UncheckedIOException("a.csv is torn", new IOException("x"))))
                .isEqualTo("a.csv is torn");
        assertThat(Complaint.line(new OutOfNativeMemory("zeros: no native memory", 4096)))
                .isEqualTo("there is not enough memory: 4,096 bytes were asked for; take a smaller batch= or net, or "
                        + "close what else needs memory");
        assertThat(Complaint.line(new OutOfNativeMemory("zeros: no native memory", -1)))
                .startsWith("there is not enough memory; take a smaller batch=");
        assertThat(Complaint.line(new OutOfMemoryError())).contains("JDK_JAVA_OPTIONS=-Xmx");
    }

    @Test void aFaultOfGyrusIsToldAsOne() {
        assertThat(Complaint.line(new NullPointerException()))
                .startsWith("unexpected NullPointerException: NullPointerException; run it again");
    }
}
