package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.methods.search.Search;
import gyrus.train.Event;
import gyrus.train.Job;
import gyrus.train.Options;
import gyrus.train.Outcome;
import gyrus.train.Run;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import gyrus.train.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionSearchTest {

    private static final int TRIALS = 8;
    private static final String RANGES = "epochs=1 batch=32,100,200";

    @TempDir
    Path runs;

    private static OptionSearch.Options options(int trials, String ranges) {
        return new OptionSearch.Options("insurance", "", 1, trials, OptionSearch.Way.TPE, 0, 0, ranges);
    }

    private RunFolder folder(OptionSearch.Options options) {
        return RunFolder.create(runs, RunOptions.of("search", options.seed(), options));
    }

    private static Outcome run(OptionSearch.Options options, RunFolder folder, List<Event> events,
            BooleanSupplier stop) {
        Job job = Runner.build(new OptionSearch(), options, options.seed());
        return job.run(new Run(folder, options.seed(), events::add, stop)).outcome();
    }

    private static BooleanSupplier after(int asks) {
        var asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= asks;
    }

    /// In a trial's first step, in the middle of another trial, between two.
    @Test
    void cutInTheMiddleOfATrialItEndsWithTheSameTable() throws IOException {
        OptionSearch.Options options = options(TRIALS, RANGES);
        RunFolder uncut = folder(options);
        assertThat(run(options, uncut, new ArrayList<>(), () -> false)).isEqualTo(new Outcome.Done());
        String table = Files.readString(uncut.file("trials.tsv"));
        assertThat(table.lines()).hasSize(1 + TRIALS);

        RunFolder cut = folder(options);
        for (int asks : new int[] {2, 3, 9, 17, 1}) {
            assertThat(run(options, cut, new ArrayList<>(), after(asks))).isInstanceOf(Outcome.Stopped.class);
        }
        assertThat(run(options, cut, new ArrayList<>(), () -> false)).isEqualTo(new Outcome.Done());
        assertThat(Files.readString(cut.file("trials.tsv"))).isEqualTo(table);
        assertThat(Files.readAllBytes(cut.best().resolve(Weights.FILE)))
                .isEqualTo(Files.readAllBytes(uncut.best().resolve(Weights.FILE)));
    }

    /// A blow after a trial has ended, before the search has written it down.
    @Test
    void killedBetweenATrialAndTheTable() throws IOException {
        OptionSearch.Options options = options(4, RANGES);
        RunFolder uncut = folder(options);
        run(options, uncut, new ArrayList<>(), () -> false);
        RunFolder killed = folder(options);
        Job job = Runner.build(new OptionSearch(), options, 1);
        assertThatThrownBy(() -> job.run(new Run(killed, 1, event -> {
            if (event instanceof Event.Stepped(long step, var _, var _) && step == 2) {
                throw new IllegalStateException("killed");
            }
        }, () -> false))).hasMessage("killed");
        run(options, killed, new ArrayList<>(), () -> false);
        assertThat(Files.readString(killed.file("trials.tsv"))).isEqualTo(Files.readString(uncut.file("trials.tsv")));
    }

    @Test
    void theFirstTrialHasTheRecipesOwnOptionsAndTheBestIsKept() {
        OptionSearch.Options options = options(5, RANGES);
        RunFolder folder = folder(options);
        List<Event> events = new ArrayList<>();
        run(options, folder, events, () -> false);
        var search = (Search) Runner.build(new OptionSearch(), options, 1);
        var trials = Search.trials(folder);
        assertThat(trials).hasSize(5);
        assertThat(search.options(trials.getFirst())).containsEntry("rate",
                Options.toMap(new InsurancePrices().defaults()).get("rate"));
        double best = search.best(folder).figure(search.monitor());
        assertThat(trials).allMatch(trial -> !search.monitor().better(trial.figure(search.monitor()), best));
        assertThat(folder.file("search.png")).isRegularFile();
        assertThat(events).filteredOn(Event.Stepped.class::isInstance).hasSize(5);
    }

    @Test
    void trialsThatFailAreTold() {
        OptionSearch.Options options = options(5, "epochs=1 batch=32,-1,-2,-3,-4");
        RunFolder folder = folder(options);
        List<Event> events = new ArrayList<>();
        run(options, folder, events, () -> false);
        assertThat(Search.trials(folder)).filteredOn(trial -> !trial.failure().isEmpty()).isNotEmpty();
        assertThat(events).hasAtLeastOneElementOfType(Event.Warned.class);
    }

    @Test
    void itDoesNotSearchOverItself() {
        assertThatThrownBy(() -> new OptionSearch().build(new OptionSearch.Options("search", "", 1, 4,
                OptionSearch.Way.TPE, 0, 0, ""))).hasMessageContaining("for ever");
    }
}
