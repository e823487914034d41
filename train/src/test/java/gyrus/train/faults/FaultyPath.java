package gyrus.train.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/// A path whose file is reached through [FaultyFiles].
record FaultyPath(FaultyFiles files, Path path) implements Path {

    static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.path : path;
    }

    private Path with(Path changed) {
        return new FaultyPath(files, changed);
    }

    private @Nullable Path orNull(@Nullable Path changed) {
        return changed == null ? null : with(changed);
    }

    @Override public FileSystem getFileSystem() {
        return files;
    }

    @Override public boolean isAbsolute() {
        return path.isAbsolute();
    }

    @Override public @Nullable Path getRoot() {
        return orNull(path.getRoot());
    }

    @Override public @Nullable Path getFileName() {
        return orNull(path.getFileName());
    }

    @Override public @Nullable Path getParent() {
        return orNull(path.getParent());
    }

    @Override public int getNameCount() {
        return path.getNameCount();
    }

    @Override public Path getName(int index) {
        return with(path.getName(index));
    }

    @Override public Path subpath(int from, int to) {
        return with(path.subpath(from, to));
    }

    @Override public boolean startsWith(Path other) {
        return path.startsWith(real(other));
    }

    @Override public boolean endsWith(Path other) {
        return path.endsWith(real(other));
    }

    @Override public Path normalize() {
        return with(path.normalize());
    }

    @Override public Path resolve(Path other) {
        return with(path.resolve(real(other)));
    }

    @Override public Path relativize(Path other) {
        return with(path.relativize(real(other)));
    }

    @Override public URI toUri() {
        return path.toUri();
    }

    @Override public Path toAbsolutePath() {
        return with(path.toAbsolutePath());
    }

    @Override public Path toRealPath(LinkOption... options) throws IOException {
        return with(path.toRealPath(options));
    }

    @Override public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events,
            WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override public int compareTo(Path other) {
        return path.compareTo(real(other));
    }

    @Override public String toString() {
        return path.toString();
    }
}
