package gyrus.data.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// A file on the net that is known by its hash.
///
/// [#to(Path)] fetches it into a `.part` file beside the target, goes on where an earlier transfer broke off,
/// compares the SHA-256 and only then renames it. So the target is either absent or whole and right.
///
/// @param uri      `http` or `https`
/// @param sha256   64 hexadecimal digits
/// @param maxBytes what it may be in size; a longer answer is broken off
public record Download(URI uri, String sha256, long maxBytes) {

    /// Told how far a transfer is.
    @FunctionalInterface
    public interface Progress {

        /// `done` of `total` bytes are here; `total` is −1 where the server does not say.
        void at(long done, long total);
    }

    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    /// Checks the parts.
    ///
    /// @throws IllegalArgumentException if the address is not of the web or the hash is none
    public Download {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
            throw new IllegalArgumentException("address " + uri + " is not http://… or https://…");
        }
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, not '" + sha256 + "'");
        }
        if (maxBytes < 0) {
            throw new IllegalArgumentException("size bound " + maxBytes + " is negative");
        }
        sha256 = sha256.toLowerCase(Locale.ROOT);
    }

    /// A file of up to 4 GiB.
    public static Download of(String uri, String sha256) {
        return new Download(URI.create(uri), sha256, 4L << 30);
    }

    /// Fetches the file, unless `target` is there already with the right hash.
    ///
    /// @return `target`
    /// @throws BadFileException     if what came has another hash (it is removed) or is too long
    /// @throws UncheckedIOException if the server refuses or the transfer breaks off four times; what came
    ///                              stays in the `.part` file, and the next call goes on from there
    public Path to(Path target) {
        return to(target, (_, _) -> { });
    }

    /// As [#to(Path)], telling `progress` now and then.
    public Path to(Path target, Progress progress) {
        if (Files.isRegularFile(target) && Hash.sha256(target).equals(sha256)) {
            return target;
        }
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            var folder = target.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            boolean resumed = size(part) > 0;
            transfer(part, progress);
            var found = Hash.sha256(part);
            if (resumed && !found.equals(sha256)) {                 // the beginning may be of another file
                Files.delete(part);
                transfer(part, progress);
                found = Hash.sha256(part);
            }
            if (!found.equals(sha256)) {
                Files.delete(part);
                throw new BadFileException(uri, "SHA-256 is " + found + ", but " + sha256
                        + " was expected; the file was removed");
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return target;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(uri + ": interrupted", new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(uri + ": "
                    + (e.getMessage() == null ? e.toString() : e.getMessage()), e);
        }
    }

    private void transfer(Path part, Progress progress) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL).build()) {
            for (int attempt = 1; ; attempt++) {
                try {
                    attempt(client, part, progress);
                    return;
                } catch (FileNotFoundException e) {                 // the server's last word
                    throw e;
                } catch (IOException e) {
                    if (attempt == ATTEMPTS) {
                        throw new IOException("broke off " + attempt + " times, last: " + e.getMessage()
                                + "; " + size(part) + " bytes are kept: another try goes on from there", e);
                    }
                    Thread.sleep(100L << attempt);
                }
            }
        }
    }

    private void attempt(HttpClient client, Path part, Progress progress)
            throws IOException, InterruptedException {
        long have = size(part);
        var request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        var answer = client.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            switch (answer.statusCode()) {
                case 200 -> receive(body, part, 0, length(answer), progress);
                case 206 -> {
                    var range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
                    if (!range.matches() || Long.parseLong(range.group(1)) != have) {
                        Files.deleteIfExists(part);
                        throw new IOException("asked for bytes from " + have + ", but got '"
                                + answer.headers().firstValue("Content-Range").orElse("nothing") + "'");
                    }
                    long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
                    receive(body, part, have, total, progress);
                }
                case 416 -> unsatisfiable(answer, part, have);
                case 408, 429, 500, 502, 503, 504 -> throw new IOException("status " + answer.statusCode());
                default -> throw new FileNotFoundException("status " + answer.statusCode()
                        + "; check the address, or put the file in place by hand");
            }
        }
    }

    /// Nothing after what we have: either it is whole already, or it is not what the server has.
    private static void unsatisfiable(HttpResponse<InputStream> answer, Path part, long have)
            throws IOException {
        if (!answer.headers().firstValue("Content-Range").orElse("").equals("bytes */" + have)) {
            Files.deleteIfExists(part);
            throw new IOException("the partial file of " + have
                    + " bytes was no part of it, and was removed");
        }
    }

    private void receive(InputStream body, Path part, long from, long total, Progress progress)
            throws IOException {
        if (total > maxBytes) {
            throw new BadFileException(uri, "%,d bytes, but at most %,d are taken"
                    .formatted(total, maxBytes));
        }
        long done = from;
        var heard = new AtomicLong(System.nanoTime());
        var guard = Thread.ofVirtual().name("gyrus-download-guard").start(() -> endWhenSilent(body, heard));
        try (var out = from > 0 ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                : Files.newOutputStream(part)) {
            var buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0 && done <= maxBytes; n = body.read(buffer)) {
                heard.set(System.nanoTime());
                out.write(buffer, 0, n);
                done += n;
                progress.at(done, total);
            }
        } finally {
            guard.interrupt();
        }
        if (done > maxBytes) {
            Files.delete(part);
            throw new BadFileException(uri, "more than the %,d bytes that are taken".formatted(maxBytes));
        }
        if (total >= 0 && done != total) {
            throw new IOException("%,d of %,d bytes came".formatted(done, total));
        }
    }

    /// Ends a transfer in which nothing has come for a minute: reading it has no time limit of its own.
    private static void endWhenSilent(InputStream body, AtomicLong heard) {
        try {
            while (System.nanoTime() - heard.get() < ANSWER.toNanos()) {
                Thread.sleep(1000);
            }
            body.close();
        } catch (InterruptedException | IOException _) {
            // the transfer is over
        }
    }

    private static long length(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    }

    private static long size(Path part) throws IOException {
        return Files.isRegularFile(part) ? Files.size(part) : 0;
    }
}
