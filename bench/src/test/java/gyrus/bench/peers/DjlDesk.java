package gyrus.bench.peers;

import ai.djl.engine.Engine;
import java.io.IOException;

/// DJL's PyTorch engine.
public final class DjlDesk {

    private DjlDesk() {}

    public static void main(String[] words) throws IOException {
        Engine engine = Engine.getEngine("PyTorch");
        Desk.serve(words, DjlTasks::of, "none DJL, LibTorch %s".formatted(engine.getVersion()));
    }
}
