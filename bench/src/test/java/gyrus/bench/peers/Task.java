package gyrus.bench.peers;

/// Work that is set up and can be done as often as asked.
interface Task extends AutoCloseable {

    /// Does it so often.
    ///
    /// @return the last loss; NaN where there is none
    double run(int times);

    /// How many numbers the net has, to compare sides by; 0 where there is none.
    default long parameters() {
        return 0;
    }

    /// What doing it once makes, such as pictures.
    default double units() {
        return 1;
    }

    /// What it must compute and move at the least; nothing where that is not known.
    default Arithmetic arithmetic() {
        return new Arithmetic(0, 0);
    }

    @Override
    default void close() {}
}
