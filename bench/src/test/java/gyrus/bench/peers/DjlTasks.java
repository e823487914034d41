package gyrus.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/// What DJL does.
final class DjlTasks {

    private DjlTasks() {}

    static Task of(Work work) {
        if (!work.precision().equals(Work.F32)) throw new UnsupportedOperationException("float32 only");
        return switch (work.text("work")) {
            case "operator" -> sum(new Shape(4, 4));
            case "product" -> product(new Shape(work.whole("size"), work.whole("size")));
            default -> throw new UnsupportedOperationException("not written");
        };
    }

    private static Task sum(Shape shape) {
        NDManager manager = NDManager.newBaseManager();
        NDArray a = manager.randomNormal(shape);
        NDArray b = manager.randomNormal(shape);
        return times -> {
            for (int i = 0; i < times; i++) a.add(b).close();
            return Double.NaN;
        };
    }

    private static Task product(Shape shape) {
        NDManager manager = NDManager.newBaseManager();
        NDArray a = manager.randomNormal(shape);
        NDArray b = manager.randomNormal(shape);
        return times -> {
            for (int i = 0; i < times; i++) a.matMul(b).close();
            return Double.NaN;
        };
    }
}
