package gyrus.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gyrus.train.optim.OneCycle;
import gyrus.train.optim.Plateau;
import gyrus.train.optim.Schedule;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Schedules give the learning rates that PyTorch's give.
class ScheduleParityTest {

    private static final Map<String, JsonNode> CASES = new TreeMap<>();

    static {
        Golden.json("schedules").forEach(c -> CASES.put(c.get("name").stringValue(), c));
    }

    static Stream<String> names() {
        return CASES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void ratesAreThoseOfPyTorch(String name) {
        JsonNode c = Objects.requireNonNull(CASES.get(name));
        JsonNode options = c.get("options");
        double base = number(options, "max_lr", c.get("base").doubleValue());
        Schedule schedule = schedule(c.get("op").stringValue(), options, base);
        JsonNode rates = c.get("rates");
        // PyTorch's wave goes up again after its end; ours stays down.
        int steps = name.equals("cosine_beyond") ? 21 : rates.size();
        for (int i = 0; i < steps; i++) {
            if (schedule instanceof Plateau plateau) plateau.observe(c.get("metrics").get(i).doubleValue());
            // PyTorch leaves out changes below 1e-8.
            double near = schedule instanceof Plateau ? 1e-8 : 1e-12;
            assertThat(base * schedule.at(i)).as("%s, step %d", name, i)
                    .isEqualTo(rates.get(i).doubleValue(), within(near));
        }
    }

    @Test
    void aCosineStaysAtItsFloor() {
        Schedule schedule = Schedule.cosine(20, 0.1);
        assertThat(schedule.at(20)).isEqualTo(0.1);
        assertThat(schedule.at(1_000)).isEqualTo(0.1);
    }

    private static Schedule schedule(String op, JsonNode o, double base) {
        double gamma = number(o, "gamma", 0);
        double floor = number(o, "eta_min", 0) / base;
        long total = (long) number(o, "total_iters", 0);
        return switch (op) {
            case "StepLR" -> Schedule.step((long) number(o, "step_size", 0), gamma);
            case "MultiStepLR" -> Schedule.MultiStep.of(gamma,
                    o.get("milestones").valueStream().mapToLong(JsonNode::longValue).toArray());
            case "ExponentialLR" -> Schedule.exponential(gamma);
            case "ConstantLR" ->
                new Schedule.Constant(number(o, "factor", 0)).then(total, Schedule.constant());
            case "LinearLR" ->
                new Schedule.Linear(number(o, "start_factor", 0), number(o, "end_factor", 0), total);
            case "PolynomialLR" -> new Schedule.Polynomial(total, number(o, "power", 0), 0);
            case "CosineAnnealingLR" -> Schedule.cosine((long) number(o, "T_max", 0), floor);
            case "CosineAnnealingWarmRestarts" -> new Schedule.CosineRestarts((long) number(o, "T_0", 0),
                    (long) number(o, "T_mult", 1), floor);
            case "OneCycleLR" -> new OneCycle((long) number(o, "total_steps", 0), number(o, "pct_start", 0.3),
                    number(o, "div_factor", 25), number(o, "final_div_factor", 1e4),
                    o.has("anneal_strategy"), o.has("three_phase"));
            case "CyclicLR" -> {
                long up = (long) number(o, "step_size_up", 0);
                yield new Schedule.Cyclic(number(o, "base_lr", 0) / base, up,
                        (long) number(o, "step_size_down", up), o.has("mode") ? 0.5 : 1);
            }
            case "SequentialLR" -> new Schedule.Warmup((long) number(o, "milestone", 0),
                    number(o.get("LinearLR"), "start_factor", 0),
                    schedule("CosineAnnealingLR", o.get("CosineAnnealingLR"), base));
            case "ReduceLROnPlateau" -> new Plateau(new Plateau.Patience(o.has("mode"),
                    number(o, "factor", 0.1), (long) number(o, "patience", 10), number(o, "threshold", 1e-4),
                    o.has("threshold_mode"), (long) number(o, "cooldown", 0), number(o, "min_lr", 0) / base));
            default -> throw new AssertionError("no schedule for " + op);
        };
    }

    private static double number(JsonNode options, String name, double otherwise) {
        return options.has(name) ? options.get(name).doubleValue() : otherwise;
    }
}
