package gyrus.data;

import gyrus.data.internal.SplitMix;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Orders and seeds that depend on nothing but what they are made from.
final class Order {

    private Order() {}

    /// 0 … `size` − 1 in the order of (seed, epoch).
    static int[] shuffled(int size, long seed, long epoch) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(mix(seed, epoch, -1));
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// A seed of its own for each (seed, epoch, batch).
    static long mix(long seed, long epoch, long batch) {
        long z = seed;
        for (long part : new long[] {epoch, batch}) z = SplitMix.mix(z + SplitMix.STEP * (part + 2));
        return z;
    }
}
