/// Tensors, their operators, and the engine that computes them.
///
/// LibTorch is an implementation detail of this module: nothing of it is exported.
module gyrus.tensor {
    requires org.bytedeco.javacpp;
    requires org.bytedeco.pytorch;
    requires static org.jspecify;

    exports gyrus.tensor;
}
