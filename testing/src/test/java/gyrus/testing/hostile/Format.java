package gyrus.testing.hostile;

import gyrus.data.file.Archives;
import gyrus.data.file.BadFileException;
import gyrus.data.file.Idx;
import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import gyrus.data.sets.Characters;
import gyrus.data.table.Table;
import gyrus.data.text.token.Tokenizer;
import gyrus.data.text.token.TokenizerFile;
import gyrus.nn.BadWeightsException;
import gyrus.nn.Safetensors;
import gyrus.tensor.Tensor;
import gyrus.testing.hostile.Cases.Case;
import gyrus.train.RunFolder;
import gyrus.train.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// A format that is read from strangers: its cases, and what reads them.
enum Format {

    SAFETENSORS(SafetensorsCases::named, SafetensorsCases::damaged, BadWeightsException.class) {
        @Override
        void read(Path file) throws IOException {
            Safetensors opened = Safetensors.open(file);
            if (opened.entries().size() >= 1000) return;
            byte[] bytes = Files.readAllBytes(file);
            for (Safetensors.Entry entry : opened.entries().values()) {
                check(right(entry, opened.tensor(entry.name()), bytes), entry.name());
            }
        }

        private boolean right(Safetensors.Entry entry, Tensor tensor, byte[] file) {
            byte[] expected = Arrays.copyOfRange(file, (int) entry.offset(), (int) (entry.offset() + entry.bytes()));
            byte[] actual = tensor.memory(memory -> memory.toArray(ValueLayout.JAVA_BYTE));
            return tensor.dtype() == entry.type() && tensor.shape().equals(entry.shape())
                    && Arrays.equals(expected, actual);
        }
    },

    IDX(IdxCases::named, IdxCases::damaged, BadFileException.class) {
        @Override
        void read(Path file) {
            Idx idx = Idx.read(file);
            long count = Arrays.stream(idx.dims()).asLongStream().reduce(1, Math::multiplyExact);
            check(count * idx.type().bytes() == idx.values().length, "size");
        }
    },

    PICTURE(PictureCases::named, PictureCases::damaged, BadFileException.class) {
        @Override
        void read(Path file) {
            Picture picture = Images.read(file);
            check(picture.samples().length == picture.height() * picture.width() * picture.channels(), "size");
        }
    },

    ARCHIVE(ArchiveCases::named, ArchiveCases::damaged, BadFileException.class) {
        @Override
        void read(Path file) throws IOException {
            Path aside = file.resolveSibling("unpacked");
            Path folder = aside.resolve("folder");
            try {
                Archives.unzip(file, folder);
            } finally {
                try (var left = Files.walk(aside)) {
                    for (Path path : left.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
                }
            }
        }
    },

    DRAWINGS(DrawingCases::named, DrawingCases::damaged, BadFileException.class) {
        @Override
        void read(Path file) {
            Characters.of(file.toString(), 0);
        }
    },

    TABLE(TableCases::named, TableCases::damaged, BadFileException.class) {
        @Override
        void read(Path file) {
            Table table = Table.read(file);
            for (var row : table.rows()) check(row.size() == table.header().size(), "row " + row);
        }
    },

    TOKENIZER(TokenizerCases::named, TokenizerCases::damaged, BadFileException.class) {
        @Override
        void read(Path file) {
            Tokenizer tokenizer = TokenizerFile.read(file);
            String first = tokenizer.decode(0);
            check(tokenizer.decode(tokenizer.encode(first)).equals(first), "round trip");
        }
    },

    /// `options.json` of a run, which `./gyrus` is pointed at.
    OPTIONS(ConfigCases::options, ConfigCases::damagedOptions, IllegalArgumentException.class) {
        @Override
        void read(Path file) throws IOException {
            Path folder = Files.createDirectories(file.resolveSibling("run"));
            Path copy = folder.resolve("options.json");
            try {
                Files.copy(file, copy);
                new RunFolder(folder).options();
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    },

    /// `manifest.json` of a checkpoint with one file, `values`, of five bytes.
    MANIFEST(ConfigCases::manifests, ConfigCases::damagedManifests, UncheckedIOException.class) {
        @Override
        void read(Path file) throws IOException {
            Path folder = Files.createDirectories(file.resolveSibling("checkpoint"));
            Files.writeString(folder.resolve("values"), "hello");
            Path copy = folder.resolve("manifest.json");
            try {
                Files.copy(file, copy);
                check(Checkpoint.at(folder).load().files().size() == 1, "files");
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    };

    private final Supplier<SequencedMap<String, Case>> named;
    private final Supplier<SequencedMap<String, Case>> damaged;
    private final Class<? extends RuntimeException> told;
    private final SequencedMap<String, Case> namedCases = new LinkedHashMap<>();
    private final SequencedMap<String, Case> damagedCases = new LinkedHashMap<>();

    Format(Supplier<SequencedMap<String, Case>> named, Supplier<SequencedMap<String, Case>> damaged,
            Class<? extends RuntimeException> told) {
        this.named = named;
        this.damaged = damaged;
        this.told = told;
    }

    /// Files that break a rule each, and some that only look as if they did.
    synchronized SequencedMap<String, Case> named() {
        if (namedCases.isEmpty()) namedCases.putAll(named.get());
        return namedCases;
    }

    /// Good files with something cut off or a bit flipped.
    synchronized SequencedMap<String, Case> damaged() {
        if (damagedCases.isEmpty()) damagedCases.putAll(damaged.get());
        return damagedCases;
    }

    /// Whether an exception is what this format's reader promises.
    boolean tells(RuntimeException e) {
        return told.isInstance(e);
    }

    /// Reads a file and all that is in it.
    abstract void read(Path file) throws IOException;

    static void check(boolean right, String what) {
        if (!right) throw new AssertionError("wrong: " + what);
    }
}
