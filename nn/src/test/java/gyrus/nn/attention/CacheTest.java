package gyrus.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CacheTest {

    @Test
    void aLongerCacheSharesTheMemoryOfTheShorterOne() {
        Cache empty = Cache.of(DType.FLOAT32, 2, 1, 1, 4, 1);
        Cache.Seen first = empty.write(1, row(1, 2), row(10, 20));
        assertThat(first.keys().toFloats()).containsExactly(1, 2);
        Cache two = empty.after(2);
        Cache.Seen more = two.write(1, row(3), row(30));
        assertThat(more.keys().toFloats()).containsExactly(1, 2, 3);
        assertThat(more.values().toFloats()).containsExactly(10, 20, 30);
        assertThat(two.write(1, row(4), row(40)).keys().toFloats()).as("again from two on").containsExactly(1, 2, 4);
        assertThat(two.write(0, row(5), row(50)).keys().toFloats()).as("another layer").containsExactly(0, 0, 5);
        assertThat(two.longest()).isEqualTo(4);
    }

    @Test
    void newPositionsSeeAllBeforeThem() {
        Cache cache = Cache.of(DType.FLOAT32, 1, 1, 1, 8, 1);
        assertThat(cache.mask(3)).isEqualTo(Mask.CAUSAL);
        assertThat(cache.after(4).mask(1)).isEqualTo(Mask.NONE);
        assertThat(cache.after(1).mask(2).values().toBooleans()).containsExactly(true, true, false, true, true, true);
    }

    @Test
    void thereIsNoRoomBeyondTheLongest() {
        Cache full = Cache.of(DType.FLOAT32, 1, 1, 1, 2, 1).after(2);
        assertThatThrownBy(() -> full.write(0, row(1), row(1))).hasMessageContaining("positions 2 to 3 of 2");
        assertThatThrownBy(() -> full.after(1)).hasMessageContaining("cannot have seen 3");
        assertThatThrownBy(() -> new Cache(Tensor.zeros(1, 2), Tensor.zeros(1, 2), 0)).hasMessageContaining("layers");
    }

    private static Tensor row(float... values) {
        return Tensor.of(values, 1, 1, values.length, 1);
    }
}
