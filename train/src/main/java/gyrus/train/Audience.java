package gyrus.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Everyone who hears of a run. The log must be written; any other listener that fails is told of once and hears no
/// more, because a run is worth more than what shows it. Where the log cannot be written the others hear what they can.
final class Audience implements Consumer<Event> {

    private final EventLog log;
    private final List<Consumer<? super Event>> listeners;

    Audience(EventLog log, List<? extends Consumer<? super Event>> listeners) {
        this.log = log;
        this.listeners = new ArrayList<>(listeners);
    }

    @Override
    public void accept(Event event) {
        try {
            log.accept(event);
        } finally {
            tell(event);
        }
    }

    private void tell(Event event) {
        for (Consumer<? super Event> listener : List.copyOf(listeners)) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                listeners.remove(listener);
                accept(new Event.Warned("%s hears no more of this run: %s"
                        .formatted(listener.getClass().getSimpleName(), e.getMessage())));
            }
        }
    }
}
