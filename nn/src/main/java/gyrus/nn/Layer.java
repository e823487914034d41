package gyrus.nn;

import gyrus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// A net from one tensor to one tensor.
///
/// Who writes a layer implements [#forward]; who uses one calls [#apply], which lets a [Trace] see what went in and
/// out.
public interface Layer extends Net, UnaryOperator<Tensor> {

    /// Computes the output. To be called by [#apply] only.
    Tensor forward(Tensor input);

    /// The output for `input`.
    @Override
    default Tensor apply(Tensor input) {
        return Trace.through(this, input);
    }
}
