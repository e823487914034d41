package gyrus.tensor;

/// Live handles of the program.
final class Handles {

    private Handles() {}

    /// Their number when the garbage collector has freed what was left to it.
    static long settled() {
        long before;
        long now = NativeMemory.handles();
        int same = 0;
        do {
            before = now;
            System.gc();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            now = NativeMemory.handles();
            same = now == before ? same + 1 : 0;
        } while (same < 5);
        return now;
    }
}
