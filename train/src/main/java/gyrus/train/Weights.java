package gyrus.train;

import gyrus.nn.Net;
import gyrus.nn.Nets;
import gyrus.nn.Safetensors;
import gyrus.tensor.Tensor;
import gyrus.train.checkpoint.Checkpoint;
import gyrus.train.checkpoint.Content;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The weights of a net in a checkpoint, a folder that is replaced as a whole.
public final class Weights {

    /// Name of the file in the checkpoint.
    public static final String FILE = "model.safetensors";

    private Weights() {}

    /// Makes `checkpoint` one of this net's weights alone.
    public static void save(Path checkpoint, Net net) {
        save(checkpoint, net, false);
    }

    /// The same, and leaves the zeros out of the file where there are many.
    public static void save(Path checkpoint, Net net, boolean sparse) {
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        files.put(FILE, of(net, sparse));
        Checkpoint.at(checkpoint).save(files);
    }

    /// The content of the file for this net.
    static Content of(Net net, boolean sparse) {
        SequencedMap<String, Tensor> state = Nets.state(net);
        return out -> Safetensors.write(Channels.newChannel(out), sparse ? Sparse.pack(state) : state, Map.of());
    }

    /// The tensors of a file of weights by name, also those that were saved without their zeros.
    public static SequencedMap<String, Tensor> read(Path file) {
        return Sparse.unpack(Safetensors.read(file));
    }

    /// Whether there is such a checkpoint.
    public static boolean exist(Path checkpoint) {
        return Checkpoint.at(checkpoint).exists();
    }

    /// Copies the weights of `checkpoint` into `net`.
    ///
    /// @throws IllegalArgumentException if there are none, or they are not of such a net
    public static void load(Path checkpoint, Net net) {
        load(Checkpoint.at(checkpoint).load(), net);
    }

    static void load(Checkpoint.Found found, Net net) {
        Nets.load(net, read(found.file(FILE)));
    }
}
