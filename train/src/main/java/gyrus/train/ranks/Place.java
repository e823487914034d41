package gyrus.train.ranks;

import gyrus.tensor.Ranks;
import gyrus.tensor.Rendezvous;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/// Where a process stands among the others of its job, as its launcher says by environment variables. Gyrus starts no
/// jobs on other machines; whatever does is understood, the most specific first:
///
/// | launcher | variables |
/// | --- | --- |
/// | `gyrus launch`, torchrun | `RANK`, `LOCAL_RANK`, `WORLD_SIZE`, `LOCAL_WORLD_SIZE`, `MASTER_ADDR`, `MASTER_PORT` |
/// | Kubeflow's PyTorchJob (v1) | `RANK`, `WORLD_SIZE`, `MASTER_ADDR`, `MASTER_PORT` |
/// | Kubeflow Trainer 2 | `PET_NNODES`, `PET_NPROC_PER_NODE`, `PET_NODE_RANK`, `PET_MASTER_ADDR`, `PET_MASTER_PORT` |
/// | Slurm's srun | `SLURM_PROCID`, `SLURM_LOCALID`, `SLURM_STEP_NUM_TASKS`, `SLURM_STEP_NODELIST` |
/// | Open MPI | `OMPI_COMM_WORLD_RANK`, `…_SIZE`, `…_LOCAL_RANK`, `…_LOCAL_SIZE` |
/// | MPICH, Intel MPI | `PMI_RANK`, `PMI_SIZE`, `MPI_LOCALRANKID`, `MPI_LOCALNRANKS` |
///
/// @param launcher what said so; empty where nothing did
/// @param rank number of the process, from 0
/// @param size how many processes there are
/// @param local number of the process on its machine, from 0
/// @param host address at which the ranks meet
/// @param port of it
/// @param served whether the launcher listens there; else rank 0 does
/// @param group tells this attempt from an earlier one that met at the same place
public record Place(String launcher, int rank, int size, int local, String host, int port, boolean served,
        String group) {

    /// How long ranks wait for each other at the start, when some machines are slower to come than others.
    private static final Duration JOINING = Duration.ofMinutes(5);

    /// The address that the ranks meet at where it is another than the one that `MASTER_ADDR` leads to.
    static final String BIND = "GYRUS_BIND";

    /// The only process.
    public static final Place ALONE = new Place("", 0, 1, 0, "127.0.0.1", 0, false, "");

    /// What `environment` says.
    ///
    /// @throws IllegalArgumentException if it makes no sense; the message has the variable and the way out
    public static Place of(Map<String, String> environment) {
        return new Launchers(environment).place();
    }

    /// Meets the others.
    ///
    /// @throws gyrus.tensor.LostRank if they do not come
    public Ranks join() {
        if (size == 1) return Ranks.alone();
        if (rank > 0 || served) return join(new InetSocketAddress(host, port));
        String bind = System.getenv(BIND);
        Rendezvous rendezvous = Rendezvous.open(new InetSocketAddress(bind == null ? host : bind, port));
        return join(rendezvous.address()); // it stays open as long as the process: others may come late
    }

    private Ranks join(InetSocketAddress rendezvous) {
        return Ranks.join(rank, size, rendezvous, "gyrus/" + group, JOINING, Ranks.SILENCE);
    }
}
