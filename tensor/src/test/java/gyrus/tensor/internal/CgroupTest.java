package gyrus.tensor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {

    @TempDir
    Path root;

    @Test
    void hasNoLimitsWithoutGroups() {
        assertThat(Cgroup.limits(root)).isEqualTo(Cgroup.Limits.NONE);
    }

    @Test
    void readsVersion2() throws IOException {
        write("proc/self/cgroup", "0::/app.slice/job");
        write("sys/fs/cgroup/app.slice/job/cpu.max", "150000 100000");
        write("sys/fs/cgroup/app.slice/job/memory.max", "1073741824");
        assertThat(Cgroup.limits(root)).isEqualTo(new Cgroup.Limits(1.5, 1L << 30));
    }

    @Test
    void takesTheTightestOnTheWayUp() throws IOException {
        write("proc/self/cgroup", "0::/app.slice/job");
        write("sys/fs/cgroup/app.slice/job/cpu.max", "400000 100000");
        write("sys/fs/cgroup/app.slice/cpu.max", "200000 100000");
        write("sys/fs/cgroup/app.slice/job/memory.max", "max");
        write("sys/fs/cgroup/memory.max", "4096");
        assertThat(Cgroup.limits(root)).isEqualTo(new Cgroup.Limits(2, 4096));
    }

    @Test
    void readsVersion1InAContainerThatSeesOnlyTheMount() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n0::/docker/abc");
        write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000");
        write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912");
        assertThat(Cgroup.limits(root)).isEqualTo(new Cgroup.Limits(0.5, 1L << 29));
    }

    @Test
    void readsTheWordsForNoLimit() throws IOException {
        write("proc/self/cgroup", "4:memory:/\n2:cpu:/\n0::/");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        write("sys/fs/cgroup/unified/cpu.max", "max 100000");
        assertThat(Cgroup.limits(root)).isEqualTo(Cgroup.Limits.NONE);
    }

    @Test
    void staysInsideTheMount() throws IOException {
        write("proc/self/cgroup", "0::/../../..\nnonsense");
        write("cpu.max", "100000 100000");
        assertThat(Cgroup.limits(root)).isEqualTo(Cgroup.Limits.NONE);
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }
}
