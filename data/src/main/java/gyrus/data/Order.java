package gyrus.data;

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

    /// A seed of its own for each (seed, epoch, batch). The finaliser of SplitMix64, Steele et al. 2014.
    static long mix(long seed, long epoch, long batch) {
        long z = seed;
        for (long part : new long[] {epoch, batch}) {
            z += 0x9E3779B97F4A7C15L * (part + 2);
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
        }
        return z;
    }
}
