package gyrus.train.optim;

import gyrus.train.Snapshot;
import gyrus.train.Stateful;
import java.util.Arrays;
import java.util.List;

/// The learning rate over time: the factor of a rule's rate at each step. Mostly a pure function of the step's
/// number, of which nothing needs to be saved; a [Plateau] reacts to what it is told.
///
/// ```java
/// Schedule.cosine(1_000).warmup(100)      // 100 steps up, then 1,000 down
/// ```
///
/// Schedules that end stay at their last value.
public interface Schedule extends Stateful {

    /// The factor at a step.
    ///
    /// @param step its number, from 0
    double at(long step);

    /// Hears how training goes, after each evaluation.
    default void observe(double metric) {}

    /// What it remembers: nothing, unless it reacts.
    @Override
    default Snapshot state() {
        return Snapshot.EMPTY;
    }

    /// Goes on from what it remembered.
    @Override
    default void restore(Snapshot state) {}

    /// The rule's rate throughout.
    static Schedule constant() {
        return new Constant(1);
    }

    /// From 1 down to 0 in half a wave of the cosine.
    static Schedule cosine(long steps) {
        return cosine(steps, 0);
    }

    /// From 1 down to `floor` in half a wave of the cosine.
    static Schedule cosine(long steps, double floor) {
        return new Cosine(steps, floor);
    }

    /// From 1 down to 0 in equal steps.
    static Schedule linear(long steps) {
        return new Linear(1, 0, steps);
    }

    /// Up from a 25th to 1 in the first 30 % of the steps, then down almost to 0, along cosines.
    static Schedule oneCycle(long steps) {
        return OneCycle.of(steps);
    }

    /// Falls to the share `gamma` after every `every` steps.
    static Schedule step(long every, double gamma) {
        return new Step(every, gamma);
    }

    /// Falls to the share `gamma` at each step.
    static Schedule exponential(double gamma) {
        return new Exponential(gamma);
    }

    /// This schedule after `steps` steps on the way up, from 1/(`steps` + 1) of its first value, in equal
    /// steps.
    ///
    /// Goyal et al. 2017, Accurate, Large Minibatch SGD, §2.2.
    default Schedule warmup(long steps) {
        return steps == 0 ? this : new Warmup(steps, 1.0 / (steps + 1), this);
    }

    /// This schedule for `steps` steps, then `next` from its beginning.
    default Schedule then(long steps, Schedule next) {
        return new Sequence(this, steps, next);
    }

    /// The same factor throughout.
    ///
    /// @param factor that factor
    record Constant(double factor) implements Schedule {
        /// Checks the value.
        public Constant {
            Check.notNegative("factor", factor);
        }

        @Override
        public double at(long step) {
            return factor;
        }
    }

    /// From one factor to another in equal steps.
    ///
    /// @param from the first factor
    /// @param to the factor after `steps` steps
    /// @param steps number of steps between
    record Linear(double from, double to, long steps) implements Schedule {
        /// Checks the values.
        public Linear {
            Check.notNegative("first factor", from);
            Check.notNegative("last factor", to);
            Check.steps("number of steps", steps);
        }

        @Override
        public double at(long step) {
            return from + (to - from) * Math.min(step, steps) / steps;
        }
    }

    /// γᵏ after k times `every` steps.
    ///
    /// @param every steps between two falls
    /// @param gamma γ
    record Step(long every, double gamma) implements Schedule {
        /// Checks the values.
        public Step {
            Check.steps("steps between falls", every);
            Check.notNegative("gamma", gamma);
        }

        @Override
        public double at(long step) {
            long falls = step / every;
            return Math.pow(gamma, falls);
        }
    }

    /// γᵏ once k of the milestones are reached.
    ///
    /// @param milestones step numbers at which the rate falls; one that is there twice counts twice
    /// @param gamma γ
    record MultiStep(List<Long> milestones, double gamma) implements Schedule {
        /// Checks the values.
        public MultiStep {
            milestones = List.copyOf(milestones);
            Check.notNegative("gamma", gamma);
        }

        /// Falls to the share `gamma` at each of these steps.
        public static MultiStep of(double gamma, long... milestones) {
            return new MultiStep(Arrays.stream(milestones).boxed().toList(), gamma);
        }

        @Override
        public double at(long step) {
            return Math.pow(gamma, milestones.stream().filter(m -> m <= step).count());
        }
    }

    /// γᵗ at step t.
    ///
    /// @param gamma γ
    record Exponential(double gamma) implements Schedule {
        /// Checks the value.
        public Exponential {
            Check.notNegative("gamma", gamma);
        }

        @Override
        public double at(long step) {
            return Math.pow(gamma, step);
        }
    }

    /// `f + (1 − f)(1 + cos(πt/T))/2`, half a wave from 1 to f.
    ///
    /// Loshchilov & Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts, §3.
    ///
    /// @param steps T
    /// @param floor f
    record Cosine(long steps, double floor) implements Schedule {
        /// Checks the values.
        public Cosine {
            Check.steps("number of steps", steps);
            Check.notNegative("floor", floor);
        }

        @Override
        public double at(long step) {
            return floor + (1 - floor) * wave((double) Math.min(step, steps) / steps);
        }

        /// Falls from 1 to 0 as `share` goes from 0 to 1.
        static double wave(double share) {
            return (1 + Math.cos(Math.PI * share)) / 2;
        }
    }

    /// Half waves of the cosine from 1 to the floor, each `growth` times as long as the one before.
    ///
    /// Loshchilov & Hutter 2017, SGDR: Stochastic Gradient Descent with Warm Restarts, §3.
    ///
    /// @param first steps of the first
    /// @param growth how many times longer the next is, a whole number
    /// @param floor the factor that is almost reached before each restart
    record CosineRestarts(long first, long growth, double floor) implements Schedule {
        /// Checks the values.
        public CosineRestarts {
            Check.steps("steps of the first wave", first);
            Check.steps("growth", growth);
            Check.notNegative("floor", floor);
        }

        @Override
        public double at(long step) {
            long length = first;
            long left = growth == 1 ? step % first : step;
            while (left >= length) {
                left -= length;
                length *= growth;
            }
            return floor + (1 - floor) * Cosine.wave((double) left / length);
        }
    }

    /// `f + (1 − f)(1 − t/T)ᵖ`.
    ///
    /// @param steps T
    /// @param power p
    /// @param floor f
    record Polynomial(long steps, double power, double floor) implements Schedule {
        /// Checks the values.
        public Polynomial {
            Check.steps("number of steps", steps);
            Check.positive("power", power);
            Check.notNegative("floor", floor);
        }

        @Override
        public double at(long step) {
            return floor + (1 - floor) * Math.pow(1 - (double) Math.min(step, steps) / steps, power);
        }
    }

    /// Up and down in straight lines, again and again: from `low` to 1 in `up` steps, back in `down`.
    ///
    /// Smith 2017, Cyclical Learning Rates for Training Neural Networks, §3.
    ///
    /// @param low the factor at the bottom
    /// @param up steps on the way up
    /// @param down steps on the way down
    /// @param shrink what is left of a cycle's height in the next; 1 for all of it
    record Cyclic(double low, long up, long down, double shrink) implements Schedule {
        /// Checks the values.
        public Cyclic {
            Check.share("bottom", low);
            Check.steps("steps up", up);
            Check.steps("steps down", down);
            Check.share("shrink", shrink);
        }

        @Override
        public double at(long step) {
            long in = step % (up + down);
            double height = in <= up ? (double) in / up : (double) (up + down - in) / down;
            long cycle = step / (up + down);
            return low + (1 - low) * height * Math.pow(shrink, cycle);
        }
    }

    /// Another schedule after a straight way up to its first value.
    ///
    /// @param steps number of steps on the way up
    /// @param start share of the first value to begin with
    /// @param then what follows, from its own step 0
    record Warmup(long steps, double start, Schedule then) implements Schedule {
        /// Checks the values.
        public Warmup {
            Check.steps("steps of the warm-up", steps);
            Check.notNegative("start of the warm-up", start);
        }

        @Override
        public double at(long step) {
            return step >= steps ? then.at(step - steps) : then.at(0) * (start + (1 - start) * step / steps);
        }

        @Override
        public void observe(double metric) {
            then.observe(metric);
        }

        @Override
        public Snapshot state() {
            return then.state();
        }

        @Override
        public void restore(Snapshot state) {
            then.restore(state);
        }
    }

    /// One schedule, then another.
    ///
    /// @param first what holds at the beginning
    /// @param steps for how many steps
    /// @param then what follows, from its own step 0
    record Sequence(Schedule first, long steps, Schedule then) implements Schedule {
        /// Checks the values.
        public Sequence {
            Check.steps("steps of the first schedule", steps);
        }

        @Override
        public double at(long step) {
            return step < steps ? first.at(step) : then.at(step - steps);
        }

        @Override
        public void observe(double metric) {
            first.observe(metric);
            then.observe(metric);
        }

        @Override
        public Snapshot state() {
            return Snapshot.EMPTY.with("first", first.state()).with("then", then.state());
        }

        @Override
        public void restore(Snapshot state) {
            first.restore(state.part("first"));
            then.restore(state.part("then"));
        }
    }
}
