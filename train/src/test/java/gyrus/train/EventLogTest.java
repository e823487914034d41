package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("events.jsonl");
    }

    private static Event stepped(long step) {
        return new Event.Stepped(step, 1, Map.of("loss", 1.0 / step));
    }

    private static Event saved(long step) {
        return new Event.Saved(step, Path.of("last"));
    }

    private static final Event STARTED = new Event.Started("x/1", "x", Map.of(), 10);

    private void write(Event... events) {
        try (var log = EventLog.open(file)) {
            Arrays.stream(events).forEach(log);
        }
    }

    private List<Event> resume(long step) {
        EventLog.resume(file, step).close();
        return EventLog.read(file);
    }

    @Test
    void readsWhatWasWritten() {
        write(STARTED, stepped(1), saved(1));
        write(stepped(2));
        assertThat(EventLog.read(file)).containsExactly(STARTED, stepped(1), saved(1), stepped(2));
        var told = new ArrayList<Event>();
        EventLog.replay(file, told::add);
        assertThat(told).hasSize(4);
    }

    @Test
    void linesHaveTheirTime() {
        long before = System.currentTimeMillis();
        write(stepped(1));
        assertThat(EventLog.entries(file).getFirst().time().toEpochMilli())
                .isBetween(before, System.currentTimeMillis());
    }

    @Test
    void noFileHasNoEvents() {
        assertThat(EventLog.read(file)).isEmpty();
    }

    @Test
    void everyLineIsThereBeforeTheLogIsClosed() {
        try (var log = EventLog.open(file)) {
            log.accept(stepped(1));
            assertThat(EventLog.read(file)).containsExactly(stepped(1));
        }
    }

    @Test
    void aTornLastLineIsDroppedWhereverItTore() throws IOException {
        write(stepped(1), stepped(2));
        var whole = Files.readAllBytes(file);
        int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int end = first; end < whole.length; end++) {
            Files.write(file, Arrays.copyOf(whole, end));
            assertThat(EventLog.read(file)).as("cut at %d", end).containsExactly(stepped(1));
        }
        write(stepped(3));
        assertThat(EventLog.read(file)).containsExactly(stepped(1), stepped(3));
        assertThat(Files.readString(file)).endsWith("\n").hasLineCount(2);
    }

    @Test
    void aLastLineOfZerosIsDropped() throws IOException {
        write(stepped(1));
        Files.write(file, new byte[100], StandardOpenOption.APPEND);
        write(stepped(2));
        assertThat(EventLog.read(file)).containsExactly(stepped(1), stepped(2));
    }

    @Test
    void aBadLineInTheMiddleIsNamed() throws IOException {
        write(stepped(1), stepped(2));
        Files.writeString(file, "nonsense\n" + Files.readString(file));
        assertThatThrownBy(() -> EventLog.read(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events.jsonl, line 1: not JSON");
    }

    @Test
    void resumingForgetsWhatCameAfterTheSave() {
        write(STARTED, stepped(1), stepped(2), saved(2), stepped(3), saved(3), stepped(4));
        assertThat(resume(2)).containsExactly(STARTED, stepped(1), stepped(2), saved(2));
    }

    @Test
    void resumingWithoutASavedLineKeepsThatStep() {
        write(STARTED, stepped(1), stepped(2), new Event.Warned("odd"), stepped(3));
        assertThat(resume(2)).containsExactly(STARTED, stepped(1), stepped(2), new Event.Warned("odd"));
    }

    @Test
    void resumingDropsWhatTheStepDidAfterItsSave() {
        write(stepped(1), saved(1), new Event.Evaluated(1, "test", Map.of()), STARTED);
        assertThat(resume(1)).containsExactly(stepped(1), saved(1));
    }

    @Test
    void bothSavesOfAStepStay() {
        write(stepped(1), new Event.Saved(1, Path.of("best")), saved(1), STARTED);
        assertThat(resume(1)).containsExactly(stepped(1), new Event.Saved(1, Path.of("best")), saved(1));
    }

    @Test
    void formerEndsGo() {
        var end = new Event.Finished(1, new Outcome.Stopped("signal"));
        write(STARTED, stepped(1), end, STARTED, stepped(2), saved(2),
                new Event.Finished(2, new Outcome.Done()));
        assertThat(resume(2)).containsExactly(STARTED, stepped(1), STARTED, stepped(2), saved(2));
    }

    @Test
    void resumingFromTheStartKeepsNoStep() {
        write(STARTED, stepped(1), stepped(2));
        assertThat(resume(0)).containsExactly(STARTED);
    }

    @Test
    void cutAndResumedAnywhereNoStepIsToldTwice() {
        for (int cut = 0; cut < 12; cut++) {
            file = folder.resolve("cut" + cut + ".jsonl");
            write(STARTED);
            long step = 0;
            for (int end : new int[] {cut, 12}) {
                try (var log = EventLog.resume(file, step)) {
                    for (long s = step + 1; s <= end; s++) {
                        log.accept(stepped(s));
                        if (s % 3 == 0) {
                            log.accept(saved(s));
                        }
                    }
                }
                step = cut - (long) cut % 3;
            }
            var steps = EventLog.read(file).stream().filter(e -> e instanceof Event.Stepped)
                    .map(e -> e.at().orElseThrow()).toList();
            assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        }
    }
}
