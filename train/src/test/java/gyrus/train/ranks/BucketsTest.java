package gyrus.train.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.Gradients;
import gyrus.tensor.LostRank;
import gyrus.tensor.Ranks;
import gyrus.tensor.Rendezvous;
import gyrus.tensor.Tensor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ranks are threads of one process here.
class BucketsTest {

    /// So small that each gradient has a bucket of its own.
    private static final long SMALL = 4;

    private static final int DEPTH = 4;

    /// A chain of products y ← w·y, the last of which a backward pass reaches first, and a parameter beside it.
    private static final class Chain {
        final List<Tensor> weights = new ArrayList<>();
        final Tensor beside = Tensor.of(5f).trainable(true);
        private Runnable whenFirst = () -> {};

        Chain() {
            for (int i = 0; i < DEPTH; i++) weights.add(Tensor.of(1f + i, 2f + i).trainable(true));
        }

        List<Tensor> parameters() {
            List<Tensor> all = new ArrayList<>(weights);
            all.addFirst(beside);
            return all;
        }

        /// Σ x·w₀·…·w₃ for x and −x.
        Tensor loss(double x) {
            Tensor y = Tensor.of((float) x, (float) -x).mul(weights.getFirst());
            y.onGradient(gradient -> {
                whenFirst.run();
                return gradient;
            });
            for (Tensor weight : weights.subList(1, DEPTH)) y = y.mul(weight);
            return y.sum();
        }

        List<float[]> gradients() {
            return weights.stream().map(Tensor::gradient).map(Tensor::toFloats).toList();
        }
    }

    private static <T> List<T> together(int size, Function<Ranks, T> body) {
        try (var rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            return IntStream.range(0, size).mapToObj(rank -> CompletableFuture.supplyAsync(() -> {
                try (Ranks ranks = Ranks.join(rank, size, rendezvous.address(), "test", Duration.ofMinutes(1),
                        Duration.ofSeconds(10))) {
                    return body.apply(ranks);
                }
            }, threads)).toList().stream().map(CompletableFuture::join).toList();
        }
    }

    /// The loss is linear in x, so that gradients of several are those of the sum.
    private static List<float[]> alone(double x) {
        Chain chain = new Chain();
        chain.loss(x).backward();
        return chain.gradients();
    }

    @Test
    void eachHasTheMeanHoweverManyBucketsThereAre() {
        for (long bytes : List.of(SMALL, 20L, 1000L)) {
            List<Chain> chains = together(2, ranks -> {
                Chain chain = new Chain();
                try (Buckets buckets = new Buckets(chain.parameters(), bytes)) {
                    buckets.backward(ranks, chain.loss(ranks.first() ? 1 : 3));
                }
                return chain;
            });
            assertThat(chains).allSatisfy(chain -> {
                assertThat(chain.gradients()).usingRecursiveComparison().isEqualTo(alone(2));
                assertThat(chain.beside.gradient()).as("what no rank has").isNull();
            });
        }
    }

    @Test
    void gradientsOfSeveralLossesAddUp() {
        List<Chain> chains = together(2, ranks -> {
            Chain chain = new Chain();
            try (Buckets buckets = new Buckets(chain.parameters(), SMALL)) {
                for (int i = 0; i < 3; i++) buckets.backward(ranks, chain.loss(ranks.rank() + 2 * i));
                buckets.backward(ranks, ranks.first() ? chain.beside.mul(4).sum() : chain.loss(0));
            }
            return chain;
        });
        assertThat(chains).allSatisfy(chain -> {
            assertThat(chain.gradients()).usingRecursiveComparison().isEqualTo(alone(0.5 + 2.5 + 4.5));
            assertThat(chain.beside.gradient().toFloats()).as("what one rank has").containsExactly(2);
        });
    }

    /// The other rank has its exchange of the first bucket made before the backward pass of this one is over.
    @Test
    void aBucketLeavesWhileThePassGoesOn() {
        CountDownLatch heard = new CountDownLatch(1);
        List<Boolean> during = together(2, ranks -> {
            if (!ranks.first()) {
                for (int i = 0; i <= DEPTH; i++) {
                    ranks.sum(Tensor.zeros(i < DEPTH ? 3 : 2)).await(); // as many numbers as gradient and count are
                    heard.countDown();
                }
                return true;
            }
            Chain chain = new Chain();
            List<Boolean> told = new ArrayList<>();
            chain.whenFirst = () -> told.add(await(heard));
            try (Buckets buckets = new Buckets(chain.parameters(), SMALL)) {
                buckets.backward(ranks, chain.loss(1));
            }
            return told.getFirst();
        });
        assertThat(during).containsExactly(true, true);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void passesOfOthersAreNotExchanged() {
        Chain chain = new Chain();
        try (Buckets buckets = new Buckets(chain.parameters(), SMALL)) {
            chain.loss(1).backward();
            buckets.backward(Ranks.alone(), chain.loss(2));
        }
        chain.loss(3).backward();
        assertThat(chain.gradients()).usingRecursiveComparison().isEqualTo(alone(1 + 2 + 3));
    }

    @Test
    void aPassInsideAPassIsRefused() {
        Chain chain = new Chain();
        try (Buckets buckets = new Buckets(chain.parameters(), SMALL)) {
            Tensor loss = chain.loss(1);
            chain.whenFirst = () -> {
                chain.whenFirst = () -> {};
                Gradients.on(() -> chain.loss(2)).backward();
            };
            assertThatThrownBy(() -> buckets.backward(Ranks.alone(), loss)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("twice to the same parameter").hasMessageContaining("Gradients.of");
        }
    }

    @Test
    void aRankThatIsLostOnTheWayIsTold() {
        List<Boolean> lost = together(2, ranks -> {
            if (!ranks.first()) return true;
            Chain chain = new Chain();
            try (Buckets buckets = new Buckets(chain.parameters(), SMALL)) {
                assertThatThrownBy(() -> buckets.backward(ranks, chain.loss(1))).isInstanceOf(LostRank.class);
            }
            return true;
        });
        assertThat(lost).hasSize(2);
    }
}
