package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test void figuresStandUnderEachOther() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("loss", 0.05134);
        figures.put("accuracy", 0.98466);
        figures.put("mae", 2612.34);
        figures.put("auc", Double.NaN);
        figures.put("tiny", 1.2e-5);
        var out = new ByteArrayOutputStream();
        Figures.print(figures, new PrintStream(out, true, StandardCharsets.US_ASCII));
        assertThat(out.toString(StandardCharsets.US_ASCII).lines()).containsExactly(
                "loss         0.0513",
                "accuracy     98.47%",
                "mae         2,612.3",
                "auc             NaN",
                "tiny      1.200e-05");
    }

    @Test void sizesAndTimes() {
        assertThat(Figures.bytes(51)).isEqualTo("51 B");
        assertThat(Figures.bytes(2048)).isEqualTo("2.0 KiB");
        assertThat(Figures.bytes(466_217_512)).isEqualTo("445 MiB");
        assertThat(Figures.time(8.04)).isEqualTo("8.0 s");
        assertThat(Figures.time(59.6)).isEqualTo("1 min 0 s");
        assertThat(Figures.time(7322)).isEqualTo("2 h 2 min");
    }
}
