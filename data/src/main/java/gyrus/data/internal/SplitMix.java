package gyrus.data.internal;

/// Seeds from seeds.
///
/// Steele et al. 2014, Fast Splittable Pseudorandom Number Generators.
public final class SplitMix {

    /// 2⁶⁴ over the golden ratio: what one seed is from the next.
    public static final long STEP = 0x9E3779B97F4A7C15L;

    private SplitMix() {}

    /// The finaliser of SplitMix64: neighbouring numbers become unrelated ones.
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
