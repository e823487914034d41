package gyrus.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.testing.hostile.Cases.Case;
import gyrus.testing.hostile.Reading.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every hostile file is read in a process of its format with a heap of 64 MiB: it gives the typed error that names
/// the file and the rule, or, where it is legal, the right result, within a second of the processor.
class HostileFilesTest {

    private static final int MILLIS = 1_000;
    private static final Case UNKNOWN = new Case("there is no such case", () -> new byte[0]);

    @TempDir
    static Path folder;

    private static final Map<Format, Reading> READINGS = new EnumMap<>(Format.class);

    /// The named cases of a format, which are read once.
    private static synchronized Reading reading(Format format) {
        return READINGS.computeIfAbsent(format, f -> read(f, f.named(), f.name()));
    }

    private static Reading read(Format format, SequencedMap<String, Case> cases, String name) {
        try {
            return Reading.of(format, cases, Files.createDirectory(folder.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> names() {
        return Stream.of(Format.values())
                .flatMap(format -> format.named().keySet().stream().map(name -> Arguments.of(format, name)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("names")
    void isToldOrRight(Format format, String name) {
        String rule = format.named().getOrDefault(name, UNKNOWN).rule();
        Reading reading = reading(format);
        Outcome outcome = reading.outcomes().getOrDefault(name, new Outcome(0, "was not read: " + reading.last()));
        if (rule.equals(Cases.RIGHT) || rule.equals(Cases.EITHER) && outcome.text().equals(Cases.RIGHT)) {
            assertThat(outcome.text()).isEqualTo(Cases.RIGHT);
        } else {
            assertThat(outcome.text()).contains(folder.toString()).contains(rule.equals(Cases.EITHER) ? "" : rule)
                    .doesNotStartWith("threw").hasSizeLessThan(3000);
        }
        assertThat(outcome.millis()).as("milliseconds").isLessThan(MILLIS);
    }

    @Test
    void cutAndFlippedWeightsAreToldOrRight() {
        damagedAreToldOrRight(Format.SAFETENSORS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAFETENSORS")
    @Tag("slow")
    void cutAndFlippedFilesAreToldOrRight(Format format) {
        damagedAreToldOrRight(format);
    }

    private static void damagedAreToldOrRight(Format format) {
        Reading reading = read(format, format.damaged(), "damaged " + format.name());
        assertThat(reading.exit()).as(reading::last).isZero();
        assertThat(reading.crashes()).isEmpty();
        Map<String, Object> bad = new TreeMap<>();
        format.damaged().forEach((name, damaged) -> {
            Outcome outcome = reading.outcomes().getOrDefault(name, new Outcome(0, "was not read"));
            boolean told = outcome.text().contains(folder.toString()) && !outcome.text().startsWith("threw");
            boolean right = outcome.text().equals(Cases.RIGHT) && damaged.rule().equals(Cases.EITHER);
            if (!(told || right) || outcome.millis() >= MILLIS) bad.put(name, outcome);
        });
        assertThat(bad).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theProcessLives(Format format) {
        assertThat(reading(format).exit()).as(() -> reading(format).last()).isZero();
        assertThat(reading(format).crashes()).isEmpty();
    }
}
