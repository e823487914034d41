package gyrus.train.ranks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads what launchers tell their processes.
final class Launchers {

    /// Where ranks meet if nothing says so, as for torchrun.
    private static final int PORT = 29500;

    /// Jobs of Slurm on one machine meet at ports of their own: this plus the last digits of the job's number.
    private static final int FIRST_PORT = 15_000;

    private static final String LOOPBACK = "127.0.0.1";

    private final Map<String, String> variables;

    Launchers(Map<String, String> variables) {
        this.variables = variables;
    }

    Place place() {
        if (has("RANK") || has("WORLD_SIZE")) return torch();
        if (has("PET_NNODES")) return kubeflow();
        if (has("SLURM_PROCID") && (has("SLURM_STEP_ID") || has("SLURM_STEP_NUM_TASKS"))) return slurm();
        if (has("OMPI_COMM_WORLD_RANK")) {
            return mpi("Open MPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK",
                    "OMPI_COMM_WORLD_LOCAL_SIZE");
        }
        if (has("PMI_RANK")) return mpi("MPI", "PMI_RANK", "PMI_SIZE", "MPI_LOCALRANKID", "MPI_LOCALNRANKS");
        return Place.ALONE;
    }

    private boolean has(String name) {
        String value = variables.get(name);
        return value != null && !value.isBlank();
    }

    private Place torch() {
        String launcher = has("LOCAL_RANK") ? "torchrun" : "PyTorchJob";
        int size = number("WORLD_SIZE", 1);
        int rank = number("RANK", 0);
        if (size == 1) return Place.ALONE;
        boolean served = "True".equalsIgnoreCase(variables.get("TORCHELASTIC_USE_AGENT_STORE"));
        return checked(new Place(launcher, rank, size, number("LOCAL_RANK", 0, 0), master(),
                number("MASTER_PORT", 1), served,
                variables.getOrDefault("TORCHELASTIC_RESTART_COUNT", "0")), "RANK", "WORLD_SIZE");
    }

    /// PyTorchJob tells the pod of rank 0 that it is `localhost`, and the others its name: it must listen where they
    /// look for it, at the pod's own address.
    private String master() {
        String host = text("MASTER_ADDR");
        if (has("LOCAL_RANK") || !has("KUBERNETES_SERVICE_HOST") || !host.equals("localhost")) return host;
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(("MASTER_ADDR=localhost, and this machine does not know its own address "
                    + "(%s); give it as MASTER_ADDR").formatted(e.getMessage()), e);
        }
    }

    private Place kubeflow() {
        int each = processes();
        if (each != 1) {
            throw wrong("PET_NPROC_PER_NODE", "this process is one of several on its machine, but none says which;"
                    + " let each machine run: gyrus launch train …");
        }
        int size = number("PET_NNODES", 1);
        if (size == 1) return Place.ALONE;
        return checked(new Place("Kubeflow Trainer", number("PET_NODE_RANK", 0), size, 0, text("PET_MASTER_ADDR"),
                number("PET_MASTER_PORT", 1, PORT), false, "0"), "PET_NODE_RANK", "PET_NNODES");
    }

    private int processes() {
        String each = variables.getOrDefault("PET_NPROC_PER_NODE", "1");
        return List.of("auto", "cpu", "gpu").contains(each) ? 1 : number("PET_NPROC_PER_NODE", 1, 1);
    }

    private Place slurm() {
        String tasks = has("SLURM_STEP_NUM_TASKS") ? "SLURM_STEP_NUM_TASKS" : "SLURM_NTASKS";
        int size = number(tasks, 1);
        if (size == 1) return Place.ALONE;
        String nodes = has("SLURM_STEP_NODELIST") ? "SLURM_STEP_NODELIST"
                : has("SLURM_NODELIST") ? "SLURM_NODELIST" : "SLURM_JOB_NODELIST";
        String host = has("MASTER_ADDR") ? text("MASTER_ADDR") : firstHost(nodes);
        int port = FIRST_PORT + number("SLURM_JOB_ID", 0, 0) % 10_000;
        return checked(new Place("Slurm", number("SLURM_PROCID", 0), size, number("SLURM_LOCALID", 0, 0), host,
                number("MASTER_PORT", 1, port), false, variables.getOrDefault("SLURM_STEP_ID", "0")),
                "SLURM_PROCID", tasks);
    }

    private Place mpi(String launcher, String ofRank, String ofSize, String ofLocal, String ofMachine) {
        int size = number(ofSize, 1);
        if (size == 1) return Place.ALONE;
        boolean here = number(ofMachine, 1, 0) == size;
        if (!here && !has("MASTER_ADDR")) {
            throw new IllegalArgumentException(("MASTER_ADDR is not set, and %s does not say on which machine rank 0 "
                    + "is; give its address to all ranks (mpirun -x MASTER_ADDR=node1, or -env MASTER_ADDR node1)")
                    .formatted(launcher));
        }
        return checked(new Place(launcher, number(ofRank, 0), size, number(ofLocal, 0, 0),
                has("MASTER_ADDR") ? text("MASTER_ADDR") : LOOPBACK, number("MASTER_PORT", 1, PORT), false, "0"),
                ofRank, ofSize);
    }

    private Place checked(Place place, String ofRank, String ofSize) {
        if (place.rank() >= place.size()) {
            throw wrong(ofRank, "there are ranks 0 to %d by %s=%d; unset both to train on one"
                    .formatted(place.size() - 1, ofSize, place.size()));
        }
        if (place.port() > 0xFFFF) throw wrong("MASTER_PORT", "a port is 65535 or less");
        return place;
    }

    /// The first machine of a list as Slurm writes it: `gpu[003-007,9]-a,cpu1` begins with `gpu003-a`.
    private String firstHost(String name) {
        String list = text(name);
        StringBuilder host = new StringBuilder();
        for (int i = 0; i < list.length() && list.charAt(i) != ','; i++) {
            if (list.charAt(i) != '[') {
                host.append(list.charAt(i));
                continue;
            }
            int end = list.indexOf(']', i);
            if (end < 0) throw wrong(name, "a bracket is not closed; set MASTER_ADDR to the machine of rank 0");
            host.append(list.substring(i + 1, end).split("[-,]", -1)[0]);
            i = end;
        }
        return host.toString();
    }

    private String text(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException(("%s is not set, but others of its launcher are (%s); set it, or unset "
                    + "those to train on one rank").formatted(name, String.join(", ", known())));
        }
        return Objects.requireNonNull(variables.get(name)).strip();
    }

    private List<String> known() {
        return variables.keySet().stream().filter(name -> name.matches(
                "RANK|WORLD_SIZE|LOCAL_RANK|MASTER_.*|PET_.*|SLURM_(PROCID|STEP_.*|NTASKS)|OMPI_COMM_WORLD_.*|PMI_.*"))
                .sorted().toList();
    }

    private int number(String name, int least, int otherwise) {
        return has(name) ? number(name, least) : otherwise;
    }

    private int number(String name, int least) {
        try {
            int number = Integer.parseInt(text(name));
            if (number >= least) return number;
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong(name, "it must be a whole number of %d or more".formatted(least));
    }

    private IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException("%s=%s: %s".formatted(name, variables.get(name), why));
    }
}
