package gyrus.data.sets;

import gyrus.data.internal.SplitMix;
import gyrus.data.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A generated table of insured people and what they cost: columns `age, sex, bmi, children, smoker, region,
/// charges`.
///
/// The formula behind `charges` is known, so a fit can be judged: with smoking costs growing with the body
/// mass index over 30, costs growing with the square of age, and noise that is a share of the cost,
///
/// `charges = (1200 + 3.2 age² + 450 children + s) · (1 + 0.12 ε)`, where `s = 14000 + 900 max(0, bmi − 30)`
/// for smokers and 0 for others, `ε ~ N(0, 1)`, plus 9000 once in twenty-five for an accident.
public final class GeneratedTable {

    private static final List<String> REGIONS = List.of("northeast", "northwest", "southeast", "southwest");

    private GeneratedTable() { }

    /// `rows` people; a pure function of the arguments.
    public static Table of(int rows, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SplitMix.mix(seed));
        var cells = new ArrayList<List<String>>(rows);
        for (int i = 0; i < rows; i++) {
            cells.add(person(random));
        }
        return new Table(List.of("age", "sex", "bmi", "children", "smoker", "region", "charges"), cells);
    }

    private static List<String> person(RandomGenerator random) {
        int age = random.nextInt(18, 65);
        var sex = random.nextBoolean() ? "female" : "male";
        double bmi = Math.round(10 * Math.clamp(30.6 + 6 * random.nextGaussian(), 16, 52)) / 10.0;
        int children = (int) Math.min(5, random.nextExponential() * 1.4);
        boolean smoker = random.nextDouble() < 0.2;
        var region = REGIONS.get(random.nextInt(REGIONS.size()));
        double charges = mean(age, bmi, children, smoker) * Math.max(0.3, 1 + 0.12 * random.nextGaussian())
                + (random.nextInt(25) == 0 ? 9000 : 0);
        return List.of(String.valueOf(age), sex, String.valueOf(bmi), String.valueOf(children),
                smoker ? "yes" : "no", region, String.format(Locale.ROOT, "%.2f", charges));
    }

    /// What such a person costs without noise and accidents.
    public static double mean(int age, double bmi, int children, boolean smoker) {
        return 1200 + 3.2 * age * age + 450 * children + (smoker ? 14_000 + 900 * Math.max(0, bmi - 30) : 0);
    }
}
