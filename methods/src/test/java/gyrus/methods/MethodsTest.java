package gyrus.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.Batch;
import gyrus.data.sets.Digits;
import gyrus.methods.lora.Lora;
import gyrus.methods.lora.LoraLinear;
import gyrus.methods.prune.Prune;
import gyrus.methods.quantize.Int8;
import gyrus.nn.Activations.Relu;
import gyrus.nn.BatchNorm;
import gyrus.nn.Conv;
import gyrus.nn.Flatten;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Nets;
import gyrus.nn.Sequential;
import gyrus.nn.Window;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.Classification;
import gyrus.train.Job;
import gyrus.train.Judged;
import gyrus.train.Method;
import gyrus.train.Methods;
import gyrus.train.Options;
import gyrus.train.Outcome;
import gyrus.train.Plan;
import gyrus.train.Predictor;
import gyrus.train.Result;
import gyrus.train.Run;
import gyrus.train.RunFolder;
import gyrus.train.RunOptions;
import gyrus.train.Runner;
import gyrus.train.Skill;
import gyrus.train.Split;
import gyrus.train.Training;
import gyrus.train.Update;
import gyrus.train.Weights;
import gyrus.train.metric.Measure;
import gyrus.train.optim.AdamW;
import gyrus.train.optim.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every method must keep: what it keeps judges the same, and what was cut and resumed has the same bits, even
/// where the run that it began with is gone.
class MethodsTest {

    private static final String LORA = "lora rank=2 epochs=2";
    private static final String MERGED = "lora rank=2 epochs=2 merge=true";
    private static final String PRUNE = "prune epochs=2 share=0.8";
    private static final String INT8 = "int8";

    private static Training<Layer, Batch> base(long seed) {
        Layer net = Generator.seeded(seed).call(() -> Sequential.of(Conv.of(1, 8, Window.square(5).stride(3)),
                BatchNorm.of(8), new Relu(), Flatten.of(), Linear.of(8 * 64, 32), new Relu(), Linear.of(32, 10)));
        var task = Classification.logits(IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
                file -> Tensor.zeros(1, 1, 28, 28));
        var update = Update.minimize(task.objective(), new Optimizer(AdamW.of(3e-3), Nets.parameters(net)));
        return new Training<>(net, () -> Digits.of("", 200, 1), update, task, Plan.epochs(3, 50, Measure.LOSS));
    }

    private static Job changed(Job base, String words) {
        List<String> all = Arrays.asList(words.split(" "));
        return changed(Methods.named(all.getFirst()), base, all.subList(1, all.size()));
    }

    private static <O extends Record> Job changed(Method<O> method, Job base, List<String> options) {
        O chosen = Options.parse(method.defaults(), options);
        return Generator.seeded(1).call(() -> method.apply(base, chosen));
    }

    private static Result run(Job job, RunFolder folder, BooleanSupplier stop) {
        return job.run(new Run(folder, 1, _ -> { }, stop));
    }

    private static RunFolder folder(Path runs, String words) {
        String id = words.split(" ")[0];
        return RunFolder.create(runs, RunOptions.of(id, 1, Methods.named(id).defaults()));
    }

    private static byte[] kept(RunFolder folder) throws IOException {
        return Files.readAllBytes(folder.best().resolve(Weights.FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {LORA, MERGED, PRUNE, INT8, "int8 product=dynamic"})
    void whatIsKeptJudgesTheSame(String words, @TempDir Path runs) {
        RunFolder folder = folder(runs, words);
        Job job = changed(base(1), words);
        Result result = run(job, folder, () -> false);
        assertThat(result.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(((Judged) job).evaluate(Split.TEST).metrics()).isEqualTo(result.metrics());
        Job again = changed(base(2), words);
        Runner.loadBest(again, folder);
        assertThat(((Judged) again).evaluate(Split.TEST).metrics()).isEqualTo(result.metrics());
        assertThat(Skill.of(again, Predictor.class)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {LORA, MERGED, PRUNE})
    void cutAndResumedWithoutItsBaseItIsTheSame(String words, @TempDir Path runs) throws IOException {
        RunFolder whole = folder(runs, words);
        Result result = run(changed(base(1), words), whole, () -> false);
        for (int cut : new int[] {1, 5}) {
            RunFolder parts = folder(runs, words);
            AtomicInteger asked = new AtomicInteger();
            Result stopped = run(changed(base(1), words), parts, () -> asked.getAndIncrement() >= cut);
            assertThat(stopped.outcome()).isInstanceOf(Outcome.Stopped.class);
            Runner.loadBest(changed(base(2), words), parts);
            assertThat(run(changed(base(2), words), parts, () -> false)).isEqualTo(result);
            assertThat(kept(parts)).isEqualTo(kept(whole));
        }
        assertThat(run(changed(base(2), words), whole, () -> false)).as("resumed when done").isEqualTo(result);
    }

    @Test
    void aChangeDoneAgainIsWhatWasKept(@TempDir Path runs) throws IOException {
        RunFolder folder = folder(runs, INT8);
        Result result = run(changed(base(1), INT8), folder, () -> false);
        byte[] before = kept(folder);
        assertThat(run(changed(base(2), INT8), folder, () -> false)).isEqualTo(result);
        assertThat(kept(folder)).isEqualTo(before);
    }

    @Test
    void mergedWeightsAreThoseOfThePlainNet(@TempDir Path runs) {
        RunFolder folder = folder(runs, MERGED);
        Result result = run(changed(base(1), MERGED), folder, () -> false);
        Training<Layer, Batch> plain = base(3);
        Weights.load(folder.best(), plain.net());
        assertThat(plain.evaluate(Split.TEST).metrics()).isEqualTo(result.metrics());
    }

    @Test
    void onlyAdditionsLearn() {
        Training<Layer, Batch> base = base(1);
        Tensor before = Nets.state(base.net()).get("4.weight").detach().copy();
        Job job = changed(base, LORA);
        assertThat(Nets.trainable(job.net()).stream().mapToLong(Tensor::count).sum())
                .isEqualTo(2 * (25 + 8) + 2 * (512 + 32) + 2 * (32 + 10));
        assertThat(Nets.state(job.net()).get("4.weight").detach().same(before)).isTrue();
        assertThat(Nets.trainable(base.net())).as("the base is as it was")
                .hasSize(Nets.parameters(base.net()).size());
    }

    @Test
    void methodsGoOnTopOfEachOther(@TempDir Path runs) throws IOException {
        RunFolder pruned = folder(runs, PRUNE);
        Job job = changed(base(1), PRUNE);
        run(job, pruned, () -> false);
        RunFolder small = folder(runs, INT8);
        run(changed(job, INT8), small, () -> false);
        assertThat(kept(small).length).isLessThan(kept(pruned).length / 2);
        Tensor weight = Weights.read(small.best().resolve(Weights.FILE)).get("4.weight");
        assertThat(weight.dtype()).isEqualTo(DType.INT8);
        assertThat((double) weight.eq(0).sum().itemLong() / weight.count()).isGreaterThan(0.7);
        Job loaded = changed(changed(base(2), PRUNE), INT8);
        Runner.loadBest(loaded, small);
        Job tuned = changed(changed(loaded, MERGED), LORA); // additions to integers, merged, and again
        assertThat(Nets.parts(tuned.net()).values()).anyMatch(part -> part instanceof LoraLinear);
    }

    @Test
    void refusesWhatItCannotChange() {
        assertThatThrownBy(() -> changed(base(1), "lora rank=0")).hasMessageContaining("rank=0 must be 1 or more");
        assertThatThrownBy(() -> changed(base(1), "lora rank=1000")).hasMessageContaining("rank=1000 finds nothing in");
        assertThatThrownBy(() -> changed(changed(base(1), INT8), INT8)).hasMessageContaining("int8 already");
        assertThat(List.of(new Lora().card(), new Int8().card(), new Prune().card()))
                .extracting(card -> card.id()).containsExactly("lora", "int8", "prune");
    }
}
