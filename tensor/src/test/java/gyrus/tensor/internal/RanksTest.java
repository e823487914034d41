package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.tensor.LostRank;
import gyrus.tensor.Ranks;
import gyrus.tensor.Rendezvous;
import gyrus.tensor.Tensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ranks in processes of their own.
class RanksTest {

    /// A rank that does what its variables say.
    static final class Member {

        public static void main(String[] arguments) throws Exception {
            int rank = Integer.parseInt(System.getenv("RANK"));
            int size = Integer.parseInt(System.getenv("WORLD_SIZE"));
            var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("PORT")));
            Duration silence = Duration.ofSeconds(2);
            try (Ranks ranks = Ranks.join(rank, size, at, "test", Duration.ofMinutes(2), silence)) {
                String fate = System.getenv("FATE");
                System.gc(); // takes what LibTorch refers to, if nobody here does
                if (fate.equals("exchange")) exchange(ranks);
                if (fate.equals("killed") && rank == size - 1) Runtime.getRuntime().halt(9);
                if (fate.equals("silent") && rank == size - 1) Thread.sleep(3 * silence.toMillis());
                long start = System.nanoTime();
                ranks.meet();
                ranks.meet();
                if (!fate.equals("exchange")) System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
            } catch (LostRank e) {
                System.out.println(e.getMessage());
            }
        }

        private static void exchange(Ranks ranks) throws IOException {
            Tensor sum = Tensor.of(ranks.rank() + 1.0, 10);
            Tensor largest = Tensor.of(ranks.rank(), -ranks.rank());
            Tensor told = Tensor.of(7L * ranks.rank());
            var first = ranks.sum(sum);
            var second = ranks.largest(largest);
            first.await();
            second.await();
            ranks.broadcast(told, 1).await();
            System.out.println(sum + " " + largest + " " + told);
            for (String address : Listening.addresses()) System.out.println(address);
        }
    }

    /// The addresses that this process listens on, by Linux.
    static final class Listening {

        private static final String STATE = "0A";

        static List<String> addresses() throws IOException {
            List<String> addresses = new ArrayList<>();
            if (!Files.exists(Path.of("/proc/self/net/tcp"))) return addresses;
            List<String> own = new ArrayList<>();
            try (var files = Files.list(Path.of("/proc/self/fd"))) {
                for (Path file : files.filter(Files::isSymbolicLink).toList()) own.add(link(file));
            }
            for (String table : List.of("tcp", "tcp6")) {
                for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                    String[] words = line.strip().split("\\s+");
                    if (!words[3].equals(STATE) || !own.contains("socket:[" + words[9] + "]")) continue;
                    addresses.add(words[1].split(":")[0]);
                }
            }
            return addresses;
        }

        private static String link(Path file) {
            try {
                return Files.readSymbolicLink(file).toString();
            } catch (IOException _) {
                return ""; // closed in the meantime
            }
        }
    }

    private static List<Child> ranks(int size, String fate) throws Exception {
        try (var rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Child>> members = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                Map<String, String> variables = Map.of("RANK", Integer.toString(rank), "FATE", fate, "OMP_NUM_THREADS",
                        "1", "WORLD_SIZE", Integer.toString(size), "PORT",
                        Integer.toString(rendezvous.address().getPort()));
                members.add(() -> Child.run(Member.class, variables, List.of(), jar -> true));
            }
            return threads.invokeAll(members).stream().map(Future::resultNow).toList();
        }
    }

    @Test void exchange() throws Exception {
        for (Child child : ranks(3, "exchange")) {
            List<String> lines = child.output().lines().toList();
            assertThat(lines).as(child.toString()).isNotEmpty();
            assertThat(lines.getFirst()).isEqualTo("%s %s %s".formatted(Tensor.of(6.0, 30), Tensor.of(2, 0),
                    Tensor.of(7L)));
            // the engine says nothing there, and listens for the others on the given address alone
            assertThat(lines.subList(1, lines.size())).isSubsetOf("0100007F", "0000000000000000FFFF00000100007F");
        }
    }

    @Test void oneThatIsKilledIsMissedAtOnce() throws Exception {
        List<Child> children = ranks(3, "killed");
        for (Child child : children.subList(0, 2)) {
            assertThat(child.output()).contains("of 3 has lost another", "gyrus resume");
        }
        assertThat(children.get(2).exit()).isEqualTo(9);
    }

    @Tag("slow")
    @Test void oneThatIsSilentIsMissedInTime() throws Exception {
        assertThat(ranks(2, "silent").getFirst().output())
                .contains("rank 0 of 2 has lost another: the sum of float32 (1,)", "2000ms");
    }

    @Test void theStoreListensOnTheGivenAddressAlone() throws IOException {
        List<String> before = Listening.addresses();
        try (var rendezvous = Rendezvous.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThat(rendezvous.address().getAddress().isLoopbackAddress()).isTrue();
            List<String> now = new ArrayList<>(Listening.addresses());
            before.forEach(now::remove);
            assertThat(now).isSubsetOf("0100007F", "0000000000000000FFFF00000100007F");
        }
    }

    @Test void oneAloneNeedsNobody() {
        Tensor x = Tensor.of(1.5, 2);
        try (Ranks alone = Ranks.join(0, 1, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9))) {
            alone.sum(x).await();
            alone.meet();
            assertThat(alone.first()).isTrue();
        }
        assertThat(x.toDoubles()).containsExactly(1.5, 2);
    }

    @Test void misuseIsTold() {
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        assertThatThrownBy(() -> Ranks.join(2, 2, nowhere)).hasMessageContaining("rank 2 of 2");
        assertThatThrownBy(() -> Ranks.join(0, 2, nowhere, "test", Duration.ofMillis(300), Duration.ofSeconds(1)))
                .hasMessageContaining("nobody answered at localhost:9").hasMessageContaining("is rank 0 up");
    }
}
