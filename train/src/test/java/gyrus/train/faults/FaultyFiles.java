package gyrus.train.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of this machine, on which every operation that reads, writes, renames or deletes can be made to fail.
public final class FaultyFiles extends FileSystem {

    private final FileSystem real = FileSystems.getDefault();
    private final Provider provider = new Provider();
    private final Fault fault;

    /// These files with a fault.
    public FaultyFiles(Fault fault) {
        this.fault = fault;
    }

    /// That path, seen through the fault.
    public Path path(Path path) {
        return new FaultyPath(this, path);
    }

    Path[] wrapped(Iterable<Path> paths) {
        var list = new ArrayList<Path>();
        paths.forEach(path -> list.add(path(path)));
        return list.toArray(Path[]::new);
    }

    @Override public FileSystemProvider provider() {
        return provider;
    }

    @Override public void close() {}

    @Override public boolean isOpen() {
        return true;
    }

    @Override public boolean isReadOnly() {
        return false;
    }

    @Override public String getSeparator() {
        return real.getSeparator();
    }

    @Override public Iterable<Path> getRootDirectories() {
        return Set.of(wrapped(real.getRootDirectories()));
    }

    @Override public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override public Path getPath(String first, String... more) {
        return path(real.getPath(first, more));
    }

    @Override public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = real.getPathMatcher(pattern);
        return path -> matcher.matches(FaultyPath.real(path));
    }

    @Override public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    private static boolean writes(Set<? extends OpenOption> options) {
        return options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW)
                || options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    }

    private final class Provider extends FileSystemProvider {

        private final FileSystemProvider files = real.provider();

        @Override public String getScheme() {
            return "faulty";
        }

        @Override public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            fault.on(writes(options) ? "create" : "open", path, writes(options));
            return new FaultyChannel(files.newFileChannel(FaultyPath.real(path), options, attributes), path, fault);
        }

        @Override public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
                FileAttribute<?>... attributes) throws IOException {
            return newFileChannel(path, options, attributes);
        }

        @Override public DirectoryStream<Path> newDirectoryStream(Path folder,
                DirectoryStream.Filter<? super Path> filter) throws IOException {
            fault.on("list", folder, false);
            DirectoryStream<Path> found = files.newDirectoryStream(FaultyPath.real(folder),
                    path -> filter.accept(path(path)));
            return new DirectoryStream<>() {
                @Override public Iterator<Path> iterator() {
                    Iterator<Path> paths = found.iterator();
                    return new Iterator<>() {
                        @Override public boolean hasNext() {
                            return paths.hasNext();
                        }

                        @Override public Path next() {
                            return path(paths.next());
                        }
                    };
                }

                @Override public void close() throws IOException {
                    found.close();
                }
            };
        }

        @Override public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            fault.on("make", folder, true);
            files.createDirectory(FaultyPath.real(folder), attributes);
        }

        @Override public void delete(Path path) throws IOException {
            fault.on("delete", path, false);
            files.delete(FaultyPath.real(path));
        }

        @Override public void copy(Path from, Path to, CopyOption... options) throws IOException {
            fault.on("copy", from, true);
            files.copy(FaultyPath.real(from), FaultyPath.real(to), options);
        }

        @Override public void move(Path from, Path to, CopyOption... options) throws IOException {
            fault.on("move", from, true);
            files.move(FaultyPath.real(from), FaultyPath.real(to), options);
        }

        @Override public boolean isSameFile(Path path, Path other) throws IOException {
            return files.isSameFile(FaultyPath.real(path), FaultyPath.real(other));
        }

        @Override public boolean isHidden(Path path) throws IOException {
            return files.isHidden(FaultyPath.real(path));
        }

        @Override public FileStore getFileStore(Path path) throws IOException {
            return files.getFileStore(FaultyPath.real(path));
        }

        @Override public void checkAccess(Path path, AccessMode... modes) throws IOException {
            files.checkAccess(FaultyPath.real(path), modes);
        }

        @Override public <V extends FileAttributeView> @Nullable V getFileAttributeView(Path path, Class<V> type,
                LinkOption... options) {
            return files.getFileAttributeView(FaultyPath.real(path), type, options);
        }

        @Override public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type,
                LinkOption... options) throws IOException {
            return files.readAttributes(FaultyPath.real(path), type, options);
        }

        @Override public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
                throws IOException {
            return files.readAttributes(FaultyPath.real(path), names, options);
        }

        @Override public void setAttribute(Path path, String name, Object value, LinkOption... options)
                throws IOException {
            fault.on("change", path, false);
            files.setAttribute(FaultyPath.real(path), name, value, options);
        }
    }
}
