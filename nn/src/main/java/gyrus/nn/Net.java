package gyrus.nn;

import gyrus.tensor.Tensor;
import java.util.SequencedMap;

/// A neural network, or a part of one: a record whose components are its weights, its parts and its settings.
///
/// Weights are components of type [gyrus.tensor.Tensor]; parts are nets, or lists of nets. A weight's published name
/// is the path of component names to it in snake_case, or of [Key]s where a checkpoint has others. A net that maps one
/// tensor to one tensor is a [Layer]; others name their own verbs, such as `encode` and `decode`.
public interface Net {

    /// Weights as files of others have them, by the names of this net: without what is no weight, such as a mask, and
    /// with what older files lack and can be told. Other names are left for [Nets#load] to tell of.
    ///
    /// ```java
    /// Nets.load(net, net.imported(Safetensors.load(file)));
    /// ```
    default SequencedMap<String, Tensor> imported(SequencedMap<String, Tensor> weights) {
        return weights;
    }
}
