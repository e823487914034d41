package gyrus.recipes;

/// Steps in environments as rounds of acting and learning, by which agents are trained.
final class Rounds {

    /// Steps in the environments between two evaluations, about.
    private static final int EVALUATE = 1024;

    private Rounds() {}

    /// Rounds in which so many steps are taken; the last is whole.
    static long of(long steps, int round) {
        if (steps < 1) throw new IllegalArgumentException("steps=%d must be 1 or more".formatted(steps));
        return Math.ceilDiv(steps, round);
    }

    /// Steps that each environment takes in a round.
    static int acting(int round, int envs) {
        if (envs < 1 || round < envs || round % envs != 0) {
            throw new IllegalArgumentException("round=%d and envs=%d: a round must be one or more steps of each"
                    .formatted(round, envs));
        }
        return round / envs;
    }

    /// Rounds between two evaluations.
    static int evaluate(int round) {
        return Math.max(1, EVALUATE / round);
    }
}
