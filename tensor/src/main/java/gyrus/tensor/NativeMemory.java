package gyrus.tensor;

import gyrus.tensor.internal.Inventory;

/// Memory outside the Java heap: what tensors live in.
public final class NativeMemory {

    private NativeMemory() {}

    /// Number of live native objects that Java refers to: tensors, and what goes with them.
    ///
    /// A program that frees all it makes has the same number before and after. Objects that the garbage
    /// collector has still to free count too, and so do those of other users of JavaCPP in the same program.
    public static long handles() {
        Engine.start();
        return Inventory.handles();
    }

    /// Bytes of physical memory that this process holds now, the Java heap included.
    public static long resident() {
        Engine.start();
        return Inventory.resident();
    }
}
