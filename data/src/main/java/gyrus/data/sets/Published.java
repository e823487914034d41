package gyrus.data.sets;

import gyrus.data.file.Download;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/// A public data set that is fetched when it is asked for by name, checked against known hashes, and kept.
///
/// It is kept in the folder that the variable `GYRUS_CACHE` names, or `.cache/gyrus` in the home folder.
///
/// @param name what it is asked for by, and its folder in the cache
/// @param place where its files are on the net
/// @param files SHA-256 sums by file name
public record Published(String name, String place, SequencedMap<String, String> files) {

    /// 70,000 handwritten digits. LeCun et al. 1998; the hashes are those of the files as first published.
    public static final Published MNIST = new Published("mnist", "https://ossci-datasets.s3.amazonaws.com/mnist/",
            mnist());

    /// 1,623 characters of 50 alphabets, each drawn by 20 people. Lake et al. 2015, Human-level concept learning
    /// through probabilistic program induction.
    public static final Published OMNIGLOT = new Published("omniglot",
            "https://raw.githubusercontent.com/brendenlake/omniglot/master/python/", omniglot());

    private static SequencedMap<String, String> omniglot() {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("images_background.zip", "ad41ab679c8b5d90b271ef46be6987cc81211774a695c29dcc5367b2b26ee640");
        files.put("images_evaluation.zip", "1f61a8f3366785b057fc117d9228e78a16e3d976c8953b2a10fcc74cf0609cee");
        return files;
    }

    private static SequencedMap<String, String> mnist() {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609");
        files.put("train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c");
        files.put("t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6");
        files.put("t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6");
        return files;
    }

    /// Where published data is kept.
    public static Path cache() {
        String chosen = System.getenv("GYRUS_CACHE");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "gyrus") : Path.of(chosen);
    }

    /// The folder of the data, all of it there and right. What is missing is fetched, with a bar on standard error.
    ///
    /// @throws UncheckedIOException if it cannot be fetched; what arrived is kept, and the next attempt goes on from it
    public Path fetch() {
        return fetch(cache());
    }

    /// The folder of the data within another cache.
    public Path fetch(Path cache) {
        Path folder = cache.resolve(name);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make %s; name another folder with GYRUS_CACHE".formatted(folder), e);
        }
        files.forEach((file, sum) -> {
            Path target = folder.resolve(file);
            if (Files.exists(target)) return;
            try (Bar bar = new Bar("%s  %s".formatted(name, file))) {
                Download.of(place + file, sum).to(target, bar);
            }
        });
        return folder;
    }

    /// How far a transfer is, on one line of standard error.
    private static final class Bar implements Download.Progress, AutoCloseable {
        private static final int WIDTH = 24;
        private static final long MEGABYTE = 1_000_000;
        private final String title;
        private final boolean live = Boolean.getBoolean("gyrus.terminal");
        private int shown = -1;

        Bar(String title) {
            this.title = title;
        }

        @Override
        public void at(long done, long total) {
            int share = total <= 0 ? 0 : (int) (100 * done / total);
            if (share == shown || !live && share < shown + 25) return;
            shown = share;
            String bar = "#".repeat(share * WIDTH / 100) + "-".repeat(WIDTH - share * WIDTH / 100);
            System.err.print(String.format(Locale.ROOT, "%s%s  [%s] %3d %%  %.1f MB%s", live ? "\r" : "", title, bar,
                    share, (double) done / MEGABYTE, live ? "" : System.lineSeparator()));
        }

        @Override
        public void close() {
            if (live && shown >= 0) System.err.println();
        }
    }
}
