package gyrus.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that are killed so often that some cut falls into every part of them: a step, an evaluation, a save, a start.
@Tag("hard")
class ManyCutsTest {

    /// Cuts of each; `-Dgyrus.cuts=N` in the tests' own JVM asks for more.
    private static final int CUTS = Integer.getInteger("gyrus.cuts", 50);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lenet epochs=2", "gpt epochs=1 depth=2 width=64 heads=2 context=64",
        "dqn steps=8000 hidden=64"})
    void endTheSame(String given, TestReporter reporter) throws Exception {
        reporter.publishEntry(given, Cuts.train(folder, given).kill(CUTS, 1000, 13).toString());
    }
}
