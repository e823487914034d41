package gyrus.nn;

/// A neural network, or a part of one: a record whose components are its weights, its parts and its settings.
///
/// Weights are components of type [gyrus.tensor.Tensor]; parts are nets, or lists of nets. A weight's published name
/// is the path of component names to it in snake_case, or of [Key]s where a checkpoint has others. A net that maps one
/// tensor to one tensor is a [Layer]; others name their own verbs, such as `encode` and `decode`.
public interface Net {}
