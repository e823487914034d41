package gyrus.agents.environment;

import gyrus.train.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Whole episodes of a policy that does not change.
public final class Episodes {

    private Episodes() {}

    /// Return of each episode, the sum of its rewards. They are played side by side, so that the policy is asked for
    /// all of them at once.
    ///
    /// @param seed of the first episode; the others have those that follow
    public static double[] returns(Supplier<? extends Environment> make, Policy policy, int episodes, long seed) {
        List<Environment> worlds = new ArrayList<>();
        double[] earned = new double[episodes];
        int[] going = new int[episodes];
        float[][] seen = new float[episodes][];
        for (int i = 0; i < episodes; i++) {
            Environment world = make.get();
            worlds.add(world);
            going[i] = i;
            seen[i] = world.reset(seed + i);
        }
        int left = episodes;
        while (left > 0) {
            int[] actions = policy.choose(joined(seen, going, left), left);
            int kept = 0;
            for (int k = 0; k < left; k++) {
                int i = going[k];
                Environment.Step step = worlds.get(i).step(actions[k]);
                earned[i] += step.reward();
                seen[i] = step.observation();
                if (!step.ended()) going[kept++] = i;
            }
            left = kept;
        }
        return earned;
    }

    private static float[] joined(float[][] seen, int[] going, int left) {
        int size = seen[going[0]].length;
        float[] rows = new float[left * size];
        for (int k = 0; k < left; k++) System.arraycopy(seen[going[k]], 0, rows, k * size, size);
        return rows;
    }

    /// The pictures of one episode, from its start to its end.
    ///
    /// @param most pictures at most; a longer episode is cut there
    public static List<Picture> film(Environment world, Policy policy, long seed, int most) {
        List<Picture> pictures = new ArrayList<>();
        float[] seen = world.reset(seed);
        pictures.add(world.draw());
        boolean ended = false;
        while (!ended && pictures.size() < most) {
            Environment.Step step = world.step(policy.choose(seen, 1)[0]);
            seen = step.observation();
            pictures.add(world.draw());
            ended = step.ended();
        }
        return pictures;
    }
}
