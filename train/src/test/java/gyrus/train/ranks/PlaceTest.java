package gyrus.train.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

    private static Map<String, String> environment(String variables) {
        Map<String, String> environment = new TreeMap<>(Map.of("HOME", "/home/ada"));
        for (String variable : variables.split(" ")) {
            int at = variable.indexOf('=');
            if (at > 0) environment.put(variable.substring(0, at), variable.substring(at + 1));
        }
        return environment;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            torchrun | 5 | 8 | 1 | node1 | 29501 | true | RANK=5 LOCAL_RANK=1 WORLD_SIZE=8 LOCAL_WORLD_SIZE=4 \
            MASTER_ADDR=node1 MASTER_PORT=29501 TORCHELASTIC_USE_AGENT_STORE=True TORCHELASTIC_RESTART_COUNT=2
            torchrun | 1 | 2 | 1 | ::1 | 29500 | false | RANK=1 LOCAL_RANK=1 WORLD_SIZE=2 MASTER_ADDR=::1 \
            MASTER_PORT=29500 SLURM_PROCID=0 SLURM_STEP_ID=1 SLURM_NTASKS=1
            PyTorchJob | 3 | 4 | 0 | job-master-0 | 23456 | false | RANK=3 WORLD_SIZE=4 MASTER_ADDR=job-master-0 \
            MASTER_PORT=23456 PET_NNODES=4
            Kubeflow Trainer | 1 | 3 | 0 | job-node-0-0.job | 29500 | false | PET_NNODES=3 PET_NPROC_PER_NODE=1 \
            PET_NODE_RANK=1 PET_MASTER_ADDR=job-node-0-0.job PET_MASTER_PORT=29500
            Kubeflow Trainer | 0 | 2 | 0 | a | 29500 | false | PET_NNODES=2 PET_NPROC_PER_NODE=auto PET_NODE_RANK=0 \
            PET_MASTER_ADDR=a
            Slurm | 7 | 16 | 3 | gpu003 | 22345 | false | SLURM_PROCID=7 SLURM_LOCALID=3 SLURM_STEP_NUM_TASKS=16 \
            SLURM_STEP_NODELIST=gpu[003-006] SLURM_JOB_ID=987654 SLURM_STEP_ID=0 SLURM_NTASKS=32 MASTER_PORT=22345
            Slurm | 0 | 2 | 0 | cpu1 | 22654 | false | SLURM_PROCID=0 SLURM_NTASKS=2 SLURM_STEP_ID=4 \
            SLURM_NODELIST=cpu1,cpu7 SLURM_JOB_ID=987654
            Slurm | 1 | 2 | 1 | a07-x.b | 15001 | false | SLURM_PROCID=1 SLURM_LOCALID=1 SLURM_NTASKS=2 \
            SLURM_STEP_ID=4 SLURM_JOB_NODELIST=a[07,09-11]-x.b,c SLURM_JOB_ID=1
            Open MPI | 2 | 4 | 2 | 127.0.0.1 | 29500 | false | OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4 \
            OMPI_COMM_WORLD_LOCAL_RANK=2 OMPI_COMM_WORLD_LOCAL_SIZE=4
            Open MPI | 2 | 4 | 0 | node1 | 29500 | false | OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4 \
            OMPI_COMM_WORLD_LOCAL_RANK=0 OMPI_COMM_WORLD_LOCAL_SIZE=2 MASTER_ADDR=node1
            MPI | 1 | 2 | 1 | 127.0.0.1 | 4000 | false | PMI_RANK=1 PMI_SIZE=2 MPI_LOCALRANKID=1 MPI_LOCALNRANKS=2 \
            MASTER_PORT=4000
            """)
    void isWhatTheLauncherSays(String launcher, int rank, int size, int local, String host, int port, boolean served,
            String variables) {
        Place place = Place.of(environment(variables));
        assertThat(place.launcher()).isEqualTo(launcher);
        assertThat(place.rank()).isEqualTo(rank);
        assertThat(place.size()).isEqualTo(size);
        assertThat(place.local()).isEqualTo(local);
        assertThat(place.host()).isEqualTo(host);
        assertThat(place.port()).isEqualTo(port);
        assertThat(place.served()).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''
            MASTER_ADDR=node1 MASTER_PORT=1
            RANK=0 WORLD_SIZE=1
            PET_NNODES=1 PET_NPROC_PER_NODE=1
            SLURM_NTASKS=8 SLURM_PROCID=0 SLURM_NODELIST=a[1-8]
            SLURM_NTASKS=8 SLURM_JOB_ID=3
            OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1
            """)
    void isAloneWhereNobodyStartsSeveral(String variables) {
        assertThat(Place.of(environment(variables))).isEqualTo(Place.ALONE);
        assertThat(Place.ALONE.join().size()).isEqualTo(1);
    }

    /// What Kubeflow's PyTorchJob tells rank 0; the others are told the name of its pod.
    @Test void thePodOfTheFirstListensWhereOthersLook() throws UnknownHostException {
        String variables = "RANK=0 WORLD_SIZE=2 MASTER_ADDR=localhost MASTER_PORT=23456";
        assertThat(Place.of(environment(variables)).host()).isEqualTo("localhost");
        assertThat(Place.of(environment(variables + " KUBERNETES_SERVICE_HOST=10.0.0.1")).host())
                .isEqualTo(InetAddress.getLocalHost().getHostAddress());
    }

    @Test void anotherAttemptMeetsApart() {
        String variables = "RANK=0 LOCAL_RANK=0 WORLD_SIZE=2 MASTER_ADDR=a MASTER_PORT=1 TORCHELASTIC_RESTART_COUNT=";
        assertThat(Place.of(environment(variables + 0)).group())
                .isNotEqualTo(Place.of(environment(variables + 1)).group());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            RANK=0 | WORLD_SIZE is not set | unset
            RANK=2 WORLD_SIZE=2 MASTER_ADDR=a MASTER_PORT=1 | RANK=2: there are ranks 0 to 1 by WORLD_SIZE=2 | unset
            RANK=x WORLD_SIZE=2 MASTER_ADDR=a MASTER_PORT=1 | RANK=x | whole number of 0 or more
            RANK=0 WORLD_SIZE=2 MASTER_PORT=1 | MASTER_ADDR is not set | RANK, WORLD_SIZE
            RANK=0 WORLD_SIZE=2 MASTER_ADDR=a MASTER_PORT=70000 | MASTER_PORT=70000 | 65535
            PET_NNODES=2 PET_NPROC_PER_NODE=4 PET_NODE_RANK=0 | PET_NPROC_PER_NODE=4 | gyrus launch
            PET_NNODES=1:4 PET_NODE_RANK=0 | PET_NNODES=1:4 | whole number
            SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=2 | SLURM_JOB_NODELIST is not set | SLURM_PROCID
            SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=2 SLURM_NODELIST=a[1 | SLURM_NODELIST=a[1 | MASTER_ADDR
            OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_LOCAL_SIZE=1 | MASTER_ADDR | mpirun -x
            """)
    void whatMakesNoSenseIsTold(String variables, String what, String wayOut) {
        assertThatThrownBy(() -> Place.of(environment(variables))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what).hasMessageContaining(wayOut);
    }
}
