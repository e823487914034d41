package gyrus.bench;

import gyrus.models.vision.resnet.ResNet;
import gyrus.models.vision.resnet.ResNetConfig;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.checkpoint.Checkpoint;
import gyrus.train.checkpoint.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The weights of a ResNet-18, 45 MB, to the disk and back: written, forced to the device, summed and read again.
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class CheckpointBench {

    private static final String WEIGHTS = "model.safetensors";

    private final Path folder;
    private final Checkpoint checkpoint;
    private final SequencedMap<String, Content> files = new LinkedHashMap<>();

    public CheckpointBench() {
        ResNet net = ResNet.of(ResNetConfig.depth(18, 1000));
        try {
            folder = Files.createTempDirectory(Path.of("target"), "checkpoint");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkpoint = Checkpoint.at(folder.resolve("last"));
        files.put(WEIGHTS, out -> Safetensors.write(Channels.newChannel(out), Nets.state(net), Map.of()));
        checkpoint.save(files);
    }

    @Benchmark
    public void save() {
        checkpoint.save(files);
    }

    @Benchmark
    public Map<String, Tensor> load() {
        try (Scope _ = Scope.open()) {
            return Safetensors.read(checkpoint.load().file(WEIGHTS));
        }
    }

    @TearDown
    public void clean() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
