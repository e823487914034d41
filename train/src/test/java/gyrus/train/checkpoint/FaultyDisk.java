package gyrus.train.checkpoint;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A disk that fails at a given step of input or output, in a given way.
final class FaultyDisk implements Disk {

    /// How it fails.
    enum Fault {
        /// The process is gone: nothing is written from then on.
        KILL,
        /// The same, for this very process.
        HALT,
        /// The machine is gone: what was not forced to the device is lost, too.
        POWER,
        /// No byte can be added from then on; deleting still works.
        FULL,
        /// This one step fails, and all later ones work.
        ERROR,
        /// Every step from then on fails.
        DEAD
    }

    /// The status of a process that halted.
    static final int HALTED = 9;

    /// What is thrown at a process that is gone.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Fault fault;
    private final int at;
    private final Set<Path> unforced = new LinkedHashSet<>();
    final List<String> steps = new ArrayList<>();
    private boolean failed;

    FaultyDisk(Fault fault, int at) {
        this.fault = fault;
        this.at = at;
    }

    static FaultyDisk sound() {
        return new FaultyDisk(Fault.ERROR, Integer.MAX_VALUE);
    }

    boolean failed() {
        return failed;
    }

    @Override public void makeFolder(Path folder) throws IOException {
        step("make", folder, true);
        REAL.makeFolder(folder);
    }

    @Override public OutputStream create(Path file) throws IOException {
        step("create", file, true);
        unforced.add(file);
        return new FilterOutputStream(REAL.create(file)) {
            @Override public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    step("write", file, true);
                } catch (IOException | Killed e) {
                    if (steps.size() == at) {
                        out.write(bytes, offset, length / 2);
                    }
                    throw e;
                }
                out.write(bytes, offset, length);
            }
        };
    }

    @Override public InputStream open(Path file) throws IOException {
        step("open", file, false);
        return new FilterInputStream(REAL.open(file)) {
            @Override public int read(byte[] bytes, int offset, int length) throws IOException {
                step("read", file, false);
                return super.read(bytes, offset, length);
            }
        };
    }

    @Override public void sync(Path path) throws IOException {
        step("sync", path, true);
        unforced.remove(path);
        // forcing for real would tell nothing more, and take long
    }

    @Override public void rename(Path from, Path to) throws IOException {
        step("rename", from, true);
        for (var file : List.copyOf(unforced)) {
            if (file.startsWith(from)) {
                unforced.remove(file);
                unforced.add(to.resolve(from.relativize(file)));
            }
        }
        REAL.rename(from, to);
    }

    @Override public void delete(Path path) throws IOException {
        step("delete", path, false);
        unforced.remove(path);
        REAL.delete(path);
    }

    private void step(String what, Path path, boolean adds) throws IOException {
        steps.add(what + " " + path.getFileName());
        boolean first = steps.size() == at;
        failed |= first;
        if (!failed) {
            return;
        }
        switch (fault) {
            case KILL -> throw new Killed();
            case HALT -> Runtime.getRuntime().halt(HALTED);
            case POWER -> {
                if (first) {
                    lose();
                }
                throw new Killed();
            }
            case FULL -> {
                if (adds) {
                    throw new IOException("No space left on device");
                }
            }
            case ERROR -> {
                if (first) {
                    throw new IOException("Input/output error");
                }
            }
            case DEAD -> throw new IOException("Input/output error");
        }
    }

    /// Half of each file that was not forced is gone.
    private void lose() throws IOException {
        for (var file : unforced) {
            if (Files.exists(file)) {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        }
    }
}
