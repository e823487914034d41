package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.tensor.NativeMemory;
import gyrus.train.Event;
import gyrus.train.Options;
import gyrus.train.Run;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import gyrus.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Training for long takes no more memory than training for a short time: neither tensors that are alive nor what the
/// process has of the machine.
class LeakTest {

    /// What the allocator and the virtual machine may still take after the warm-up.
    private static final long SLACK = 32L << 20;

    @TempDir
    Path runs;

    /// The state when a step was told.
    private record Sample(long step, long handles, long resident) {}

    @Test
    void thousandsOfSteps(TestReporter reporter) {
        check(train(4, 3), 3_000, reporter); // 5,250 steps, of which more than 2,000 count
    }

    @Test
    @Tag("slow")
    void twentyThousandSteps(TestReporter reporter) {
        check(train(32, 92), 2_000, reporter); // 20,148 steps
    }

    /// All samples of a run of LeNet on generated digits, with its evaluations and checkpoints.
    private List<Sample> train(int batch, int epochs) {
        LenetDigits recipe = new LenetDigits();
        var options = Options.parse(recipe.defaults(), List.of("batch=" + batch, "epochs=" + epochs));
        RunFolder folder = RunFolder.create(runs, RunOptions.of("lenet", 1, options));
        List<Sample> samples = new ArrayList<>();
        Consumer<Event> watch = event -> {
            if (event instanceof Event.Stepped stepped) {
                samples.add(new Sample(stepped.step(), NativeMemory.handles(), NativeMemory.resident()));
            }
        };
        Training<?, ?> training = (Training<?, ?>) Runner.build(recipe, options, 1);
        training.run(new Run(folder, 1, watch, () -> false));
        return samples;
    }

    /// Compares the quarter after the warm-up with the last quarter: the least of each, since the collector of Java's
    /// own garbage comes when it likes.
    private static void check(List<Sample> samples, long warm, TestReporter reporter) {
        long last = samples.getLast().step();
        long quarter = (last - warm) / 4;
        List<Sample> early = samples.stream().filter(s -> s.step() >= warm && s.step() <= warm + quarter).toList();
        List<Sample> late = samples.stream().filter(s -> s.step() >= last - quarter).toList();
        for (long at = 0; at <= last; at += last / 4) {
            long step = at;
            samples.stream().filter(s -> s.step() >= step).findFirst().ifPresent(s -> reporter.publishEntry(
                    "step %,d".formatted(s.step()), "%,d handles, %,d MiB".formatted(s.handles(), s.resident() >> 20)));
        }
        assertThat(early).isNotEmpty();
        assertThat(late.stream().mapToLong(Sample::handles).min().orElseThrow()).as("live tensors")
                .isLessThanOrEqualTo(early.stream().mapToLong(Sample::handles).min().orElseThrow() + 20);
        assertThat(late.stream().mapToLong(Sample::resident).min().orElseThrow()).as("resident bytes")
                .isLessThanOrEqualTo(early.stream().mapToLong(Sample::resident).min().orElseThrow() + SLACK);
    }
}
