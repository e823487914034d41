package gyrus.bench.peers;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// LibTorch's Java binding as it is when nothing sets it up, where a row is a small program of it.
public final class RawDesk {

    private RawDesk() {}

    public static void main(String[] words) throws IOException {
        Loader.load(torch.class);
        Desk.serve(words, RawDesk::task, "none LibTorch's binding %s as it is"
                .formatted(torch.class.getPackage().getImplementationVersion()));
    }

    private static Task task(Work work) {
        if (!work.precision().equals(Work.F32)) throw new UnsupportedOperationException("float32 only");
        return switch (work.text("work")) {
            case "operator" -> sum();
            case "product" -> product(work.whole("size"));
            case "train" -> {
                if (!work.text("net").equals("mlp")) throw new UnsupportedOperationException("no small program");
                yield new Mlp(work);
            }
            default -> throw new UnsupportedOperationException("no small program");
        };
    }

    private static Task sum() {
        Tensor a = torch.randn(4, 4);
        Tensor b = torch.randn(4, 4);
        return times -> {
            for (int i = 0; i < times; i++) a.add(b).close();
            return Double.NaN;
        };
    }

    private static Task product(long size) {
        Tensor a = torch.randn(size, size);
        Tensor b = torch.randn(size, size);
        return times -> {
            for (int i = 0; i < times; i++) a.matmul(b).close();
            return Double.NaN;
        };
    }

    /// The first network: sigmoids, the quadratic cost, plain descent.
    private static final class Mlp implements Task {
        private final TensorVector parameters = new TensorVector();
        private final Tensor pictures;
        private final Tensor targets;
        private final long classes;
        private final SGD descent;
        private long count;

        Mlp(Work work) {
            long[] widths = work.wholes("widths");
            for (int i = 1; i < widths.length; i++) {
                parameter(torch.randn(widths[i - 1], widths[i]).div(new Scalar(Math.sqrt(widths[i - 1]))));
                parameter(torch.zeros(widths[i]));
            }
            long batch = work.whole("batch");
            classes = widths[widths.length - 1];
            pictures = torch.rand(batch, widths[0]);
            targets = torch.randint(classes, new long[] {batch}).to(torch.ScalarType.Long);
            descent = new SGD(parameters, new SGDOptions(0.5));
        }

        private void parameter(Tensor fresh) {
            parameters.push_back(fresh.detach().set_requires_grad(true));
            count += fresh.numel();
        }

        @Override
        public double run(int times) {
            double loss = Double.NaN;
            for (int i = 0; i < times; i++) {
                try (var _ = new PointerScope()) {
                    Tensor x = pictures;
                    for (long l = 0; l < parameters.size(); l += 2) {
                        x = torch.sigmoid(torch.addmm(parameters.get(l + 1), x, parameters.get(l)));
                    }
                    Tensor wanted = torch.one_hot(targets, classes).to(torch.ScalarType.Float);
                    Tensor cost = torch.sum(torch.square(x.sub(wanted)), 1).mean();
                    descent.zero_grad();
                    cost.backward();
                    descent.step();
                    if (i == times - 1) loss = cost.item_double();
                }
            }
            return loss;
        }

        @Override
        public long parameters() {
            return count;
        }
    }
}
