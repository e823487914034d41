package gyrus.cli;

import gyrus.tensor.Rendezvous;
import gyrus.train.ranks.Place;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `gyrus launch`: has several processes train one net together.
final class Launch implements Verb {

    private static final List<String> TOGETHER = List.of("train", "resume");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST = 1024;

    @Override
    public String help() {
        return """
                gyrus launch --ranks N train RECIPE [key=value...] [--address A] [--port P]
                gyrus launch --ranks N resume RUN

                Has N processes (ranks) on this machine train one net together. Each learns from its share
                of every batch, and they average their gradients after every step: the batch stays what
                it is (batch=64 on 2 ranks is 32 each), and the net is the one that a single process
                would have trained. One run folder, which the first rank writes.

                  gyrus launch --ranks 2 train lenet
                  gyrus launch --ranks 4 resume lenet      go on, also with another number of ranks

                It pays where a step is long: several graphics processors, several machines, or a batch
                that one process does not use all cores for. The processor's threads are divided among
                the ranks, unless OMP_NUM_THREADS says how many each has.

                The ranks meet at an address of this machine that nobody else can reach: 127.0.0.1 and a
                free port, unless --address and --port say otherwise. If a rank is lost, all end.

                On several machines, whatever starts jobs there starts the ranks; no launch is needed, and
                the run folder must be on a disk that all see:

                  torchrun --no-python --nnodes 2 --nproc-per-node 4 ... gyrus train lenet
                  srun --ntasks 8 gyrus train lenet
                  mpirun -x MASTER_ADDR=node1 gyrus train lenet
                  Kubeflow Trainer:  gyrus launch train lenet, or gyrus train lenet for one a machine
                  PyTorchJob:        gyrus train lenet
                """;
    }

    @Override
    public void run(Call call) {
        Arguments arguments = call.arguments();
        String ranks = arguments.take("ranks");
        String address = arguments.take("address");
        String port = arguments.take("port");
        List<String> command = arguments.rest();
        if (command.isEmpty() || !TOGETHER.contains(command.getFirst())) {
            throw new Usage("what shall the ranks do? write: gyrus launch --ranks 2 train lenet, or resume");
        }
        Map<String, String> environment = System.getenv();
        int count = number("ranks", ranks == null ? environment.get("PET_NPROC_PER_NODE") : ranks, 1, MOST);
        Machines machines = Machines.of(environment);
        if (!environment.containsKey("PET_NNODES")) refuse(Usage.check(() -> Place.of(environment)));
        if (machines.count() > 1 && (address != null || port != null)) {
            throw new Usage("PET_MASTER_ADDR and PET_MASTER_PORT say where the ranks meet; leave --address and "
                    + "--port out");
        }
        var at = machines.count() > 1 ? machines.meeting()
                : new InetSocketAddress(address == null ? LOOPBACK : address,
                        port == null ? 0 : number("port", port, 0, 65_535));
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--runs", call.runs().toString()));
        if (call.json()) words.add("--json");
        if (call.flags().quiet()) words.add("--quiet");
        String again = "gyrus launch --ranks %d resume %s".formatted(count, subject(command));
        if (machines.own() > 0) {
            new Team(variables(machines, count, at), count, machines.own() * count, words, again).run(call.err());
            return;
        }
        try (Rendezvous rendezvous = Usage.check(() -> Rendezvous.open(at))) {
            new Team(variables(machines, count, rendezvous.address()), count, 0, words, again).run(call.err());
        }
    }

    /// A process that is a rank already launches none.
    private static void refuse(Place place) {
        if (place.size() == 1) return;
        throw new Usage("this process is rank %d of %d by %s already; leave launch out: gyrus train …"
                .formatted(place.rank(), place.size(), place.launcher()));
    }

    private static String subject(List<String> command) {
        return command.size() > 1 ? command.get(1) : "RUN";
    }

    /// What every rank is told.
    private static Map<String, String> variables(Machines machines, int count, InetSocketAddress at) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("WORLD_SIZE", Integer.toString(machines.count() * count));
        variables.put("LOCAL_WORLD_SIZE", Integer.toString(count));
        variables.put("MASTER_ADDR", at.getHostString());
        variables.put("MASTER_PORT", Integer.toString(at.getPort()));
        variables.put("TORCHELASTIC_USE_AGENT_STORE", "True");
        return variables;
    }

    private static int number(String name, @Nullable String text, int least, int most) {
        if (text == null) throw new Usage("how many ranks? write: gyrus launch --ranks 2 train lenet");
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new Usage("%s=%s must be a whole number from %d to %d".formatted(name, text, least, most));
    }

    /// The machines that launch together, as Kubeflow Trainer says; one where nothing does.
    ///
    /// @param own the number of this one, from 0
    /// @param meeting where their ranks meet
    private record Machines(int count, int own, InetSocketAddress meeting) {

        static Machines of(Map<String, String> environment) {
            String count = environment.get("PET_NNODES");
            int machines = count == null ? 1 : number("PET_NNODES", count, 1, MOST);
            if (machines == 1) return new Machines(1, 0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int own = number("PET_NODE_RANK", needed(environment, "PET_NODE_RANK"), 0, machines - 1);
            return new Machines(machines, own, new InetSocketAddress(needed(environment, "PET_MASTER_ADDR"),
                    number("PET_MASTER_PORT", environment.getOrDefault("PET_MASTER_PORT", "29500"), 1, 65_535)));
        }

        private static String needed(Map<String, String> environment, String name) {
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                throw new Usage("%s is not set, but PET_NNODES=%s is; set it, or unset PET_NNODES for one machine"
                        .formatted(name, environment.get("PET_NNODES")));
            }
            return value;
        }
    }
}
