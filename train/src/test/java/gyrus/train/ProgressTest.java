package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final Terminal WIDE = new Terminal(true, false, true, 120);
    private static final Terminal FILE = new Terminal(false, false, true, 80);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private Progress progress(Terminal terminal, boolean quiet) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, quiet, () -> now);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Event stepped(long step) {
        var scalars = new LinkedHashMap<String, Double>();
        scalars.put(Event.LOSS, 0.0312);
        scalars.put(Event.LEARNING_RATE, 1e-3);
        scalars.put(Event.SPEED, 12345.0);
        return new Event.Stepped(step, 1, scalars);
    }

    /// Runs a thousand steps, each a tenth of a second, up to the given one.
    private void run(Progress progress, int steps) {
        progress.accept(new Event.Started("lenet/3", "lenet", Map.of(), 1000));
        for (int step = 1; step <= steps; step++) {
            now += 100_000_000L;
            if (step == 300) {
                progress.accept(new Event.Evaluated(step, "validation", Map.of("accuracy", 0.9847)));
            }
            progress.accept(stepped(step));
        }
    }

    /// What a terminal shows of the last line that was rewritten.
    private String lastLine() {
        var lines = written().split("\r");
        return lines[lines.length - 1].replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
    }

    @Test
    void showsOneLineWithAllThatMatters() {
        run(progress(WIDE, false), 500);
        assertThat(lastLine()).isEqualTo("lenet/3 ━━━━━━━━━━━━━━━─────────────── "
                + " 50%    500/1,000  loss 0.0312  accuracy 98.47%  12,345/s  0:50 left");
        assertThat(written()).doesNotContain("\n");
    }

    @Test
    void theEndIsALineThatStays() {
        var progress = progress(WIDE, false);
        run(progress, 1000);
        progress.accept(new Event.Finished(1000, new Outcome.Done()));
        assertThat(written()).endsWith(System.lineSeparator());
        assertThat(lastLine()).contains("100%", "1,000/1,000", "in 1:40");
        long before = bytes.size();
        progress.close();
        assertThat(bytes.size()).isEqualTo((int) before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20, 40, 60, 79, 100})
    void neverWiderThanTheTerminal(int columns) {
        run(progress(new Terminal(true, true, true, columns), false), 345);
        for (var line : written().split("\r")) {
            assertThat(line.replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "")).hasSizeLessThanOrEqualTo(columns);
        }
    }

    @Test
    void redrawsNotMoreThanTheEyeCanFollow() {
        var progress = progress(WIDE, false);
        progress.accept(new Event.Started("x/1", "x", Map.of(), 100_000));
        for (int step = 1; step <= 10_000; step++) {
            now += 100_000;                                                          // one second in all
            progress.accept(stepped(step));
        }
        assertThat(written().split("\r").length).isBetween(5, 20);
    }

    @Test
    void coloursOnlyWhereWanted() {
        run(progress(new Terminal(true, true, true, 120), false), 100);
        assertThat(written()).contains("\u001b[36m");
        bytes.reset();
        run(progress(WIDE, false), 100);
        assertThat(written()).doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    @Test
    void plainSignsWhereNoOthersCanBeShown() {
        run(progress(new Terminal(true, false, false, 120), false), 500);
        assertThat(lastLine()).contains("###---").matches("\\p{ASCII}*");
    }

    @Test
    void elsewhereAPlainLineNowAndThen() {
        var progress = progress(FILE, false);
        run(progress, 1000);
        progress.accept(new Event.Finished(1000, new Outcome.Done()));
        assertThat(written()).doesNotContain("\u001b", "\r", "━");
        var lines = written().lines().toList();
        assertThat(lines).hasSizeBetween(10, 13);
        assertThat(lines.getFirst()).startsWith("lenet/3  0%      1/1,000  loss 0.0312");
        assertThat(lines.getLast()).contains("100%  1,000/1,000", "accuracy 98.47%", "in 1:40");
    }

    @Test
    void slowRunsAreToldEveryTenSeconds() {
        var progress = progress(FILE, false);
        progress.accept(new Event.Started("x/1", "x", Map.of(), 1_000_000));
        for (int step = 1; step <= 61; step++) {
            now += 1_000_000_000L;
            progress.accept(stepped(step));
        }
        assertThat(written().lines()).hasSize(7);
    }

    @Test
    void quietTellsWarningsAndFailuresOnly() {
        for (var terminal : List.of(WIDE, FILE)) {
            bytes.reset();
            var progress = progress(terminal, true);
            run(progress, 1000);
            assertThat(written()).isEmpty();
            progress.accept(new Event.Warned("loss is NaN"));
            progress.accept(new Event.Finished(9, new Outcome.Failed("no memory")));
            assertThat(written().lines()).containsExactly("warning: loss is NaN",
                    "failed at step 9: no memory");
        }
    }

    @Test
    void aWarningTakesTheLineAndTheBarComesBackBelow() {
        var progress = progress(WIDE, false);
        run(progress, 10);
        progress.accept(new Event.Warned("odd"));
        assertThat(written()).endsWith("\r\u001b[K\u001b[?7hwarning: odd" + System.lineSeparator());
        now += 1_000_000_000L;
        progress.accept(stepped(11));
        assertThat(lastLine()).contains("11/1,000");
    }

    @Test
    void withoutATotalItCounts() {
        var progress = progress(WIDE, false);
        progress.accept(new Event.Started("x/1", "x", Map.of(), 0));
        progress.accept(stepped(1234));
        assertThat(lastLine()).isEqualTo("x/1 step 1,234  loss 0.0312  12,345/s");
    }

    @Test
    void figuresAreShort() {
        assertThat(Progress.figure("loss", Double.NaN)).isEqualTo("NaN");
        assertThat(Progress.figure("loss", 1.23456e-5)).isEqualTo("1.23e-05");
        assertThat(Progress.figure("mae", 4181.25)).isEqualTo("4181.3");
        assertThat(Progress.figure("accuracy", 1)).isEqualTo("100.00%");
        assertThat(Progress.duration(3_725_000_000_000L)).isEqualTo("1:02:05");
    }

    @Test
    void standardErrorIsAsked() {
        assertThat(Terminal.standardError().columns()).isPositive();
        new Progress(true).close();
    }
}
