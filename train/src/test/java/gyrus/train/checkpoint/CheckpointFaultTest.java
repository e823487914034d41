package gyrus.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every step of input and output of a save fails in every way; the last good checkpoint loads each time.
class CheckpointFaultTest {

    @TempDir Path folder;

    private static SequencedMap<String, Content> files(int version) {
        var files = new LinkedHashMap<String, Content>();
        // more than the buffers hold, so that a file takes several writes
        files.put("model.safetensors", out -> {
            out.write(new byte[70_000]);
            out.write(version);
        });
        files.put("state.json", Content.of("{\"version\":" + version + "}"));
        return files;
    }

    private int version(Checkpoint.Found found) throws IOException {
        int version = Integer.parseInt(Files.readString(found.file("state.json")).replaceAll("\\D", ""));
        var model = Files.readAllBytes(found.file("model.safetensors"));
        assertThat(model).hasSize(70_001).endsWith((byte) version);
        return version;
    }

    private Checkpoint at(Disk disk) {
        return Checkpoint.at(folder.resolve("last"), disk);
    }

    /// What lies there before the save that fails.
    enum Before {
        NOTHING, ONE, TWO, ONLY_PREVIOUS, SPOILT_AND_PREVIOUS, RUBBISH;

        /// Prepares the folder and tells which version must load.
        int prepare(Path folder) throws IOException {
            var checkpoint = Checkpoint.at(folder.resolve("last"), FaultyDisk.sound());
            if (this == NOTHING) {
                return 0;
            }
            checkpoint.save(files(1));
            switch (this) {
                case TWO -> {                           // killed before the previous was deleted
                    copy(folder.resolve("last"), folder.resolve("last.previous"));
                    checkpoint.save(files(2));
                    copy(folder.resolve("last"), folder.resolve("last.previous"));
                    return 2;
                }
                case ONLY_PREVIOUS -> Files.move(folder.resolve("last"), folder.resolve("last.previous"));
                case SPOILT_AND_PREVIOUS -> {
                    copy(folder.resolve("last"), folder.resolve("last.previous"));
                    Files.writeString(folder.resolve("last").resolve("state.json"), "{\"version\":9}");
                }
                case RUBBISH -> {
                    Files.createDirectories(folder.resolve("last.tmp-0").resolve("deep"));
                    Files.writeString(folder.resolve("last.tmp-0").resolve("deep").resolve("x"), "x");
                }
                default -> { }
            }
            return 1;
        }

        private static void copy(Path from, Path to) throws IOException {
            Files.createDirectories(to);
            try (var files = Files.list(from)) {
                for (var file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(FaultyDisk.Fault.values()).filter(fault -> fault != FaultyDisk.Fault.HALT)
                .flatMap(fault -> Stream.of(Before.values()).map(before -> Arguments.of(fault, before)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theLastGoodOneLoads(FaultyDisk.Fault fault, Before before) throws IOException {
        int tried = 0;
        int at = 1;
        for (boolean failed = true; failed; at++) {
            var place = folder;
            folder = Files.createDirectories(place.resolve(Integer.toString(at)));
            int good = before.prepare(folder);
            var disk = new FaultyDisk(fault, at);
            boolean saved = false;
            try {
                at(disk).save(files(3));
                saved = true;
            } catch (UncheckedIOException e) {
                assertThat(e).hasMessageContaining("the last good checkpoint stays");
            } catch (FaultyDisk.Killed _) {
                // as told
            }
            failed = disk.failed();
            tried += failed ? 1 : 0;
            check(good, saved, "step %d, %s".formatted(at, disk.steps.getLast()));
            if (good > 0 || saved) {
                at(FaultyDisk.sound()).save(files(4));
                assertThat(version(at(Disk.REAL).load())).isEqualTo(4);
            }
            try (var left = Files.list(folder)) {
                assertThat(left.map(p -> p.getFileName().toString()).filter(n -> !n.equals("last")))
                        .as("left after step %d", at).allMatch(n -> good == 0 && n.startsWith("last.tmp-"));
            }
            folder = place;
        }
        assertThat(tried).as("steps tried").isGreaterThan(18);
    }

    private void check(int good, boolean saved, String step) throws IOException {
        var checkpoint = at(Disk.REAL);
        if (good == 0 && !saved && !checkpoint.exists()) {
            return;                                     // there never was one
        }
        int loaded = version(checkpoint.load());
        if (saved) {
            assertThat(loaded).as(step).isEqualTo(3);
        } else {
            // a save that was cut after its last rename counts as done
            assertThat(loaded).as(step).isIn(good, 3);
        }
    }

    @Test
    void everyFileIsForcedBeforeTheRename() {
        var disk = FaultyDisk.sound();
        at(disk).save(files(1));
        var steps = disk.steps;
        int rename = IntStream.range(0, steps.size()).filter(i -> steps.get(i).startsWith("rename"))
                .findFirst().orElseThrow();
        var before = steps.subList(0, rename);
        assertThat(before).contains("sync model.safetensors", "sync state.json", "sync manifest.json");
        assertThat(before.lastIndexOf("create manifest.json")).isGreaterThan(before.indexOf("sync state.json"));
        assertThat(before.stream().filter(s -> s.startsWith("sync last.tmp-"))).hasSize(1);
        assertThat(steps.get(rename + 1)).startsWith("sync ");
    }
}
