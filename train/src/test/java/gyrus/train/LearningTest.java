package gyrus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.nn.Net;
import gyrus.tensor.Gradients;
import gyrus.tensor.Tensor;
import gyrus.train.metric.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A learner that makes its own data: a walk at random that its net follows, with a state of its own and no epochs.
class LearningTest {

    @TempDir
    Path runs;

    public record Follower(Tensor place) implements Net {}

    /// Where the walk is; it begins where its seed says.
    static final class Walk implements Source<Follower, Double> {
        private double at;
        private boolean open = true;

        Walk(long seed) {
            at = seed;
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public Double next(Follower net, long step) {
            assertThat(open).isTrue();
            return at += Tensor.randn(1).item();
        }

        @Override
        public Snapshot state() {
            return Snapshot.EMPTY.with("at", at);
        }

        @Override
        public void restore(Snapshot state) {
            at = state.number("at");
        }

        @Override
        public void close() {
            open = false;
        }
    }

    /// Moves half of the way to where the walk is.
    static final class Follow implements Update<Follower, Double> {
        private final double end;
        private double seen;

        Follow(double end) {
            this.end = end;
        }

        @Override
        public Map<String, Tensor> step(Follower net, Double batch, long step) {
            seen = batch;
            Tensor far = Gradients.off(() -> net.place().detach().rsub(batch));
            Gradients.off(() -> net.place().assign(net.place().add(far.mul(0.5))));
            return Map.of(Event.LOSS, far.abs().sum());
        }

        @Override
        public double rate(long step) {
            return 0.5;
        }

        @Override
        public boolean done() {
            return seen > end;
        }

        @Override
        public Snapshot state() {
            return Snapshot.EMPTY.with("seen", seen);
        }

        @Override
        public void restore(Snapshot state) {
            seen = state.number("seen");
        }
    }

    record Walking(Follower net, Update<Follower, Double> update, Plan plan) implements Learning<Follower, Double> {
        @Override
        public Source<Follower, Double> open(long seed) {
            return new Walk(seed);
        }

        @Override
        public boolean has(Split split) {
            return split != Split.TEST;
        }

        @Override
        public Evaluation evaluate(Follower net, Split split) {
            return Evaluation.of(1, Map.of(Measure.LOSS.id(), net.place().abs().sum().item()));
        }
    }

    private static Walking walking(double end, Plan plan) {
        return new Walking(new Follower(Tensor.zeros(1)), new Follow(end), plan);
    }

    private static Run run(RunFolder folder, List<Event> events, int steps) {
        AtomicInteger asked = new AtomicInteger();
        return new Run(folder, 3, events::add, () -> asked.getAndIncrement() >= steps);
    }

    @Test
    void whatTheSourceKeepsIsSaved() {
        Plan plan = Plan.steps(40, 1, 10, Measure.LOSS);
        RunFolder uncut = Toy.folder(runs);
        Result whole = walking(1e9, plan).run(run(uncut, new ArrayList<>(), 1000));
        RunFolder cut = Toy.folder(runs);
        Result part = walking(1e9, plan).run(run(cut, new ArrayList<>(), 17));
        assertThat(part.step()).isEqualTo(17);
        assertThat(part.outcome()).isInstanceOf(Outcome.Stopped.class);
        assertThat(walking(1e9, plan).run(run(cut, new ArrayList<>(), 1000)).metrics()).isEqualTo(whole.metrics());
        assertThat(Toy.weights(cut)).isEqualTo(Toy.weights(uncut));
    }

    @Test
    void itEndsWhereNothingIsLeftToLearn() {
        List<Event> events = new ArrayList<>();
        RunFolder folder = Toy.folder(runs);
        Plan plan = Plan.steps(100_000, 1, 0, Measure.LOSS);
        Result result = walking(4, plan).run(run(folder, events, 1_000_000));
        assertThat(result.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(result.step()).isBetween(1L, 99_999L);
        assertThat(events).filteredOn(Event.Evaluated.class::isInstance).hasSize(2);
        Result again = walking(4, plan).run(run(folder, events, 1_000_000));
        assertThat(again.step()).as("a finished one stays finished").isEqualTo(result.step());
    }

    @Test
    void stepsAreOfOneEpochWhereThereAreNone() {
        List<Event> events = new ArrayList<>();
        walking(1e9, Plan.steps(5, 1, 0, Measure.LOSS)).run(run(Toy.folder(runs), events, 100));
        assertThat(events).filteredOn(Event.Stepped.class::isInstance).isNotEmpty()
                .allSatisfy(event -> assertThat(((Event.Stepped) event).epoch()).isOne());
    }

    @Test
    void epochsOfWhatHasNoneAreRefused() {
        Walking walking = walking(1e9, Plan.epochs(3, 1, Measure.LOSS));
        assertThatThrownBy(() -> walking.run(run(Toy.folder(runs), new ArrayList<>(), 100)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 epochs");
    }
}
