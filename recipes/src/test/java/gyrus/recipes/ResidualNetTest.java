package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gyrus.data.image.Images;
import gyrus.data.image.Picture;
import gyrus.models.vision.resnet.ResNet;
import gyrus.models.vision.resnet.ResNetConfig;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.recipes.ResidualNet.Options;
import gyrus.recipes.ResidualNet.ResNet18;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.FormulaWeights;
import gyrus.train.Job;
import gyrus.train.Judged;
import gyrus.train.Prediction;
import gyrus.train.Predictor;
import gyrus.train.RunFolder;
import gyrus.train.Runner;
import gyrus.train.Skill;
import gyrus.train.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidualNetTest {

    @TempDir
    Path folder;

    private final ResidualNet recipe = new ResNet18();

    private static Options options(List<String> given) {
        return gyrus.train.Options.parse(new ResNet18().defaults(), given);
    }

    /// Trained on a folder of pictures it can be asked when that is gone, and its answers have the folders' names.
    @Test
    void knowsItsClassesWithoutItsData() throws IOException {
        Path data = folder.resolve("data");
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (String name : List.of("dark", "light")) {
            for (int i = 0; i < 30; i++) write(data.resolve(name).resolve(i + ".png"), name.equals("light") ? 180
                    : 20, random);
        }
        Options options = options(List.of("data=" + data, "epochs=4", "batch=8", "size=16", "seed=3"));
        RunFolder run = new Runner(List.of()).start(recipe, options, folder.resolve("runs")).folder();
        assertThat(run.options().options()).containsEntry("classes", "dark/light");
        Path asked = write(folder.resolve("asked.png"), 190, random);
        assertThatThrownBy(() -> recipe.resolve(options(List.of("data=" + data, "classes=3"))))
                .hasMessageContaining("classes=3").hasMessageContaining("[dark, light]");
        delete(data);
        Job job = Runner.build(recipe, run.options().over(recipe.defaults()), 3);
        Runner.loadBest(job, run);
        List<Prediction> said = Skill.of(job, Predictor.class).orElseThrow().predict(asked);
        assertThat(said).singleElement().satisfies(one -> {
            assertThat(one.probabilities().keySet()).containsExactly("dark", "light");
            assertThat(one.label()).isEqualTo("light");
        });
    }

    private static Path write(Path file, int grey, RandomGenerator random) throws IOException {
        byte[] samples = new byte[3 * 24 * 24];
        for (int i = 0; i < samples.length; i++) samples[i] = (byte) (grey + random.nextInt(40));
        Files.createDirectories(file.getParent());
        Images.write(file, new Picture(24, 24, 3, samples));
        return file;
    }

    private static void delete(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// Weights of anyone with torchvision's keys load strictly, and the same picture gives the same logits.
    @Test
    void publishedWeightsPredict() throws IOException {
        Path picture = write(folder.resolve("picture.png"), 100, RandomGenerator.of("L64X128MixRandom"));
        Options options = options(List.of("classes=1000", "size=64"));
        Job job = Runner.build(recipe, recipe.resolve(options), 1);
        ResNet other = FormulaWeights.fill(ResNet.of(ResNetConfig.depth(18, 1000)), DType.FLOAT32);
        Path file = folder.resolve("published.safetensors");
        Safetensors.save(file, Nets.state(other));
        Nets.load(job.net(), Safetensors.load(file));
        SequencedMap<String, Double> said = Skill.of(job, Predictor.class).orElseThrow()
                .predict(picture).getFirst().probabilities();
        assertThat(said).hasSize(1000).containsKeys("0", "999");
        double[] expected = other.apply(new ImageNetPictures(64).read(picture)).softmax(1).toDoubles();
        assertThat(said.values().stream().mapToDouble(p -> p).toArray()).as("from the packed net, to rounding")
                .usingComparatorWithPrecision(1e-7).containsExactly(expected);
        assertThat(((Judged) job).evaluate(Split.VALIDATION).samples())
                .as("numbered classes have the digits among them").isEqualTo(200);
    }

    @Test
    void weightsThatLackATensorAreRefused() {
        Job job = Runner.build(recipe, recipe.resolve(options(List.of("classes=10"))), 1);
        Map<String, Tensor> weights = new LinkedHashMap<>(Nets.state(job.net()));
        weights.remove("layer3.0.downsample.1.running_var");
        weights.put("layer3.0.extra", Tensor.zeros(1));
        assertThatThrownBy(() -> Nets.load(job.net(), weights))
                .hasMessageContaining("missing layer3.0.downsample.1.running_var")
                .hasMessageContaining("extra layer3.0.extra");
    }

    @Test
    void classesAreThoseOfTheDataUnlessSaid() {
        assertThat(recipe.resolve(options(List.of())).classes()).isEqualTo("0/1/2/3/4/5/6/7/8/9");
        for (String classes : List.of("1000", "cat/dog/hippopotamus")) {
            Options said = recipe.resolve(options(List.of("classes=" + classes)));
            assertThat(said.classes()).isEqualTo(classes);
            assertThat(recipe.resolve(said)).isEqualTo(said);
        }
        for (String classes : List.of("-1", "0", "1", "cat")) {
            assertThatThrownBy(() -> recipe.resolve(options(List.of("classes=" + classes))))
                    .hasMessageContaining("classes=" + classes);
        }
        assertThatThrownBy(() -> recipe.resolve(options(List.of("data=" + folder.resolve("none")))))
                .hasMessageContaining("none");
    }
}
