package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// A command that is killed and resumed again and again, and the same one left alone: both must end with the same
/// weights, to the bit.
///
/// @param folder where all of it lies
/// @param recipe id of what runs
/// @param words the command
record Cuts(Path folder, String recipe, List<String> words) {

    /// What decides a result and what it is: the weights kept, and all that a run goes on from.
    private static final List<String> FILES = List.of("best/model.safetensors", "last/model.safetensors",
            "last/state.safetensors", "trials.tsv");

    /// Children save twenty times a second and start quickly.
    private static final List<String> JAVA = List.of("-Dgyrus.save=0.05", "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC", "-Xmx1g");

    /// The cut that comes before a child shows a sign of life is one of so many.
    private static final int EARLY = 5;

    /// The command that trains by a recipe, with options after its name.
    static Cuts train(Path folder, String given) {
        List<String> words = new ArrayList<>(List.of("train"));
        words.addAll(List.of(given.split(" ")));
        return new Cuts(folder, words.get(1), words);
    }

    /// What was done.
    ///
    /// @param cuts children killed
    /// @param late of them after they had shown a step
    /// @param runs that came to their end, each to the same files as the uncut one
    /// @param seconds it took, the uncut run included
    record Tally(int cuts, int late, int runs, double seconds) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d cuts, %d of them after the first step shown, in %d runs; %.0f s",
                    cuts, late, runs, seconds);
        }
    }

    /// Kills the command and what resumes it at so many random moments; whenever it gets to its end in spite of that,
    /// it begins anew.
    ///
    /// @param longest milliseconds from the first sign of life to a cut
    Tally kill(int cuts, int longest, long seed) throws Exception {
        long start = System.nanoTime();
        Child left = start(folder.resolve("uncut"));
        assertThat(left.await()).as(left.text()).isZero();
        List<String> uncut = hashes(run(folder.resolve("uncut")).orElseThrow());
        Random random = new Random(seed);
        int runs = 0;
        int late = 0;
        Path place = folder.resolve("cut" + runs);
        for (int cut = 0; cut < cuts;) {
            Child child = start(place);
            if (kill(child, random, longest)) {
                cut++;
                if (!child.text().isBlank()) late++;
            } else {
                assertThat(hashes(run(place).orElseThrow())).as("after %d cuts", cut).isEqualTo(uncut);
                place = folder.resolve("cut" + ++runs);
            }
        }
        Child last = start(place);
        assertThat(last.await()).as(last.text()).isZero();
        assertThat(hashes(run(place).orElseThrow())).isEqualTo(uncut);
        return new Tally(cuts, late, runs + 1, (System.nanoTime() - start) / 1e9);
    }

    /// Whether the child was killed; otherwise it came to its end.
    private static boolean kill(Child child, Random random, int longest) throws Exception {
        boolean early = random.nextInt(EARLY) == 0;
        while (!early && child.text().isBlank() && child.process().isAlive()) Thread.sleep(5);
        Thread.sleep(random.nextInt(early ? 2 * longest : longest));
        boolean alive = child.process().isAlive();
        child.process().destroyForcibly();
        int status = child.await();
        if (alive && status != 0) {
            assertThat(status).as(child.text()).isIn(137, 1);
            assertThat(child.text()).doesNotContain("gyrus:");
            return true;
        }
        assertThat(status).as(child.text()).isZero();
        return false;
    }

    /// Goes on with the run where one has begun.
    private Child start(Path runs) {
        Optional<RunFolder> begun = run(runs);
        if (begun.isPresent()) return Child.start(folder, JAVA, "resume", begun.get().path().toString());
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--runs", runs.toString()));
        return Child.start(folder, JAVA, all.toArray(String[]::new));
    }

    private Optional<RunFolder> run(Path runs) {
        return RunFolder.newest(runs, recipe);
    }

    /// SHA-256 of those of the files that are there.
    static List<String> hashes(RunFolder run) throws IOException, NoSuchAlgorithmException {
        List<String> hashes = new ArrayList<>();
        for (String name : FILES) {
            Path file = run.file(name);
            if (!Files.exists(file)) continue;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            hashes.add(name + " " + HexFormat.of().formatHex(hash));
        }
        assertThat(hashes).isNotEmpty();
        return hashes;
    }
}
