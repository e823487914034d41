package gyrus.train.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The steps of input and output that a checkpoint is made of; tests make each of them fail.
public interface Disk {

    /// The real one.
    Disk REAL = new Disk() {};

    /// Makes a folder, whose parents are made too.
    default void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /// Opens a new file to write.
    default OutputStream create(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Opens a file to read.
    default InputStream open(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    /// Waits until a file's bytes, or a folder's names, are on the device.
    default void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && path.getFileSystem().getSeparator().equals("\\")) {
            return;                                     // Windows keeps names safe itself and opens no folder
        }
        try (var channel = FileChannel.open(path, folder ? StandardOpenOption.READ
                : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Renames a file or folder in one step, which others see whole or not at all.
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes a file or an empty folder.
    default void delete(Path path) throws IOException {
        Files.delete(path);
    }
}
