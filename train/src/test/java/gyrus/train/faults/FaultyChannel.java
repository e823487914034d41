package gyrus.train.faults;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An open file whose reads and writes can fail; a write that fails has written half of its bytes.
final class FaultyChannel extends FileChannel {

    private final FileChannel file;
    private final Path path;
    private final Fault fault;

    FaultyChannel(FileChannel file, Path path, Fault fault) {
        this.file = file;
        this.path = path;
        this.fault = fault;
    }

    @Override public int read(ByteBuffer target) throws IOException {
        fault.on("read", path, false);
        return file.read(target);
    }

    @Override public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        fault.on("read", path, false);
        return file.read(targets, offset, length);
    }

    @Override public int read(ByteBuffer target, long position) throws IOException {
        fault.on("read", path, false);
        return file.read(target, position);
    }

    @Override public int write(ByteBuffer source) throws IOException {
        boolean before = fault.failed().isEmpty();
        try {
            fault.on("write", path, true);
        } catch (IOException | Fault.Killed e) {
            if (before) file.write(source.slice().limit(source.remaining() / 2));
            throw e;
        }
        return file.write(source);
    }

    @Override public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        fault.on("write", path, true);
        return file.write(sources, offset, length);
    }

    @Override public int write(ByteBuffer source, long position) throws IOException {
        fault.on("write", path, true);
        return file.write(source, position);
    }

    @Override public long position() throws IOException {
        return file.position();
    }

    @Override public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override public long size() throws IOException {
        return file.size();
    }

    @Override public FileChannel truncate(long size) throws IOException {
        fault.on("truncate", path, false);
        file.truncate(size);
        return this;
    }

    /// To force for real would tell nothing more, and take long.
    @Override public void force(boolean metadata) throws IOException {
        fault.on("force", path, true);
    }

    @Override public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        fault.on("read", path, false);
        return file.transferTo(position, count, target);
    }

    @Override public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        fault.on("write", path, true);
        return file.transferFrom(source, position, count);
    }

    @Override public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        fault.on("map", path, false);
        return file.map(mode, position, size);
    }

    @Override public MemorySegment map(MapMode mode, long position, long size, Arena arena) throws IOException {
        fault.on("map", path, false);
        return file.map(mode, position, size, arena);
    }

    @Override public @Nullable FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override protected void implCloseChannel() throws IOException {
        file.close();
    }
}
