package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.train.metric.Measure;
import gyrus.train.optim.Ema;
import gyrus.train.optim.Plateau;
import gyrus.train.optim.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A run that was cut ends with the bits of the run that was not.
class ResumeTest {

    @TempDir
    Path runs;

    /// Each kind of thing that has a state between two steps.
    private enum Kind {
        PLAIN {
            @Override
            Toy of(long seed) {
                return new Toy(seed);
            }
        },
        ONE_CYCLE_WITH_AVERAGE_AND_CLIPPING {
            @Override
            Toy of(long seed) {
                Toy toy = new Toy(seed);
                return toy.update(u -> u.schedule(Schedule::oneCycle).average(new Ema<>(0.9, true, toy.net)).clip(0.5));
            }
        },
        ACCUMULATION {
            @Override
            Toy of(long seed) {
                return new Toy(seed).update(u -> u.accumulate(3).schedule(Schedule::cosine));
            }
        },
        PLATEAU {
            @Override
            Toy of(long seed) {
                return new Toy(seed).update(u -> u.schedule(steps -> Plateau.falling(0.1, 0)));
            }
        },
        HALF_PRECISION {
            @Override
            Toy of(long seed) {
                return new Toy(seed).update(u -> u.precision(Precision.BF16));
            }
        },
        SHORT_PRODUCTS {
            @Override
            Toy of(long seed) {
                return new Toy(seed).update(u -> u.precision(Precision.BF16_PRODUCTS));
            }
        },
        STEPS {
            @Override
            Toy of(long seed) {
                return new Toy(seed).plan(Plan.steps(23, Toy.BATCH, 5, Measure.ACCURACY).patience(3));
            }
        };

        abstract Toy of(long seed);
    }

    /// Cut by the wish to stop after so many steps: in the first batch, in the middle of an epoch, at its end, often.
    @TestFactory
    Stream<DynamicTest> stoppedAndResumed() {
        return Stream.of(Kind.values()).flatMap(kind -> {
            List<String> uncut = uncut(kind);
            return Stream.of(new int[] {1}, new int[] {4}, new int[] {7}, new int[] {8}, new int[] {18},
                    new int[] {2, 3, 9, 14, 15})
                    .map(cuts -> DynamicTest.dynamicTest("%s cut at %s"
                            .formatted(kind, IntStream.of(cuts).boxed().toList()),
                            () -> assertThat(cut(kind, cuts)).isEqualTo(uncut)));
        });
    }

    private List<String> uncut(Kind kind) {
        RunFolder folder = Toy.folder(runs);
        Toy toy = kind.of(1);
        assertThat(toy.training().run(toy.run(folder)).outcome()).isEqualTo(new Outcome.Done());
        return Toy.weights(folder);
    }

    private List<String> cut(Kind kind, int... cuts) {
        RunFolder folder = Toy.folder(runs);
        long seed = 1; // a run is resumed with fresh weights of whatever seed
        long taken = 0;
        for (int cut : cuts) {
            Toy toy = kind.of(seed++);
            long from = taken;
            Result result = toy.training().run(toy.run(folder, () -> from + toy.steps >= cut));
            assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
            assertThat(result.step()).isEqualTo(cut).isEqualTo(SavedState.step(folder));
            taken = cut;
        }
        Toy last = kind.of(seed);
        assertThat(last.training().run(last.run(folder)).outcome()).isEqualTo(new Outcome.Done());
        return Toy.weights(folder);
    }

    /// Cut by a blow after some save, with steps and evaluations since then that are lost.
    @TestFactory
    Stream<DynamicTest> killedAndResumed() {
        return Stream.of(Kind.values()).flatMap(kind -> {
            List<String> uncut = uncut(kind);
            return Stream.of(1, 6, 7, 13)
                    .map(at -> DynamicTest.dynamicTest("%s killed after save %d".formatted(kind, at), () -> {
                RunFolder folder = Toy.folder(runs);
                Toy killed = kind.of(1);
                Run run = new Run(folder, 3, event -> {
                    if (event instanceof Event.Saved saved && saved.step() == at) throw new Killed();
                }, () -> false);
                assertThatThrownBy(() -> new Trainer<>(killed.training(), run, Duration.ZERO).run())
                        .isInstanceOf(Killed.class);
                Toy resumed = kind.of(2);
                new Trainer<>(resumed.training(), resumed.run(folder), Duration.ofDays(1)).run();
                assertThat(Toy.weights(folder)).isEqualTo(uncut);
            }));
        });
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// A blow after better weights were saved, and before the state ever was.
    @Test
    void killedBeforeTheFirstSave() {
        List<String> uncut = uncut(Kind.PLAIN);
        RunFolder folder = Toy.folder(runs);
        Toy killed = Kind.PLAIN.of(1);
        Run run = new Run(folder, 3, event -> {
            if (event instanceof Event.Stepped stepped && stepped.step() == 2 * Toy.EPOCH) throw new Killed();
        }, () -> false);
        assertThatThrownBy(() -> killed.training().run(run)).isInstanceOf(Killed.class);
        assertThat(folder.best()).exists();
        assertThat(folder.last()).doesNotExist();
        Toy again = Kind.PLAIN.of(1); // from the start, so with the fresh weights of the run's seed
        again.training().run(again.run(folder));
        assertThat(Toy.weights(folder)).isEqualTo(uncut);
    }

    /// A run that is over only judges again.
    @Test
    void aRunThatIsOverTakesNoMoreSteps() {
        RunFolder folder = Toy.folder(runs);
        Toy first = new Toy(1);
        Result result = first.training().run(first.run(folder));
        List<String> weights = Toy.weights(folder);
        Toy again = new Toy(2);
        assertThat(again.training().run(again.run(folder))).isEqualTo(result);
        assertThat(again.steps).isZero();
        assertThat(Toy.weights(folder)).isEqualTo(weights);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        assertThat(uncut(Kind.PLAIN)).isEqualTo(uncut(Kind.PLAIN));
    }
}
