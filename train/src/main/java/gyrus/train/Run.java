package gyrus.train;

import gyrus.tensor.Ranks;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What a job needs to know of the run that it is.
///
/// @param folder where its files go
/// @param seed of everything random in it
/// @param events takes what happens
/// @param stop whether the run should save and end
/// @param ranks the processes that do it together; the first alone writes to the folder
public record Run(RunFolder folder, long seed, Consumer<Event> events, BooleanSupplier stop, Ranks ranks) {

    /// Of one process.
    public Run(RunFolder folder, long seed, Consumer<Event> events, BooleanSupplier stop) {
        this(folder, seed, events, stop, Ranks.alone());
    }

    /// Tells an event. Of several ranks the first speaks for all.
    public void tell(Event event) {
        if (ranks.first()) events.accept(event);
    }
}
