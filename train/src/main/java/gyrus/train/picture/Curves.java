package gyrus.train.picture;

import gyrus.train.Event;
import gyrus.train.metric.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A run's figures over its steps, drawn from its events: one panel for the loss, one for each metric, one
/// for the learning rate; training, validation and test in their own colours.
///
/// The training loss is drawn faint as it was told and strong as a running mean. Figures that are better when
/// lower and span much are on a logarithmic scale.
public final class Curves {

    private static final int PANEL_WIDTH = 460;
    private static final int PANEL_HEIGHT = 300;
    private static final int HEAD = 44;
    private static final List<String> NOT_SHOWN = List.of(Event.SPEED);
    private static final List<String> SPLITS = List.of("train", "validation", "test");

    /// Figures of one panel by split.
    private record Panel(String name, SequencedMap<String, Series> series) {}

    private Curves() {}

    /// Draws the curves and writes them as PNG, whole or not at all. A run that has told nothing yet gives
    /// an empty panel.
    public static void save(List<Event> events, Path file) {
        draw(events).save(file);
    }

    /// Draws the curves.
    public static Canvas draw(List<Event> events) {
        var panels = panels(events);
        int columns = panels.size() == 1 ? 1 : 2;
        int rows = (panels.size() + columns - 1) / columns;
        var canvas = new Canvas(columns * PANEL_WIDTH + 20, HEAD + rows * PANEL_HEIGHT + 8);
        canvas.bold(title(events), 24, 30, 16, Palette.TITLE, Canvas.Align.LEFT);
        for (int i = 0; i < panels.size(); i++) {
            var panel = panels.get(i);
            int x = i % columns * PANEL_WIDTH;
            int y = HEAD + i / columns * PANEL_HEIGHT;
            new Plot(canvas, x, y, PANEL_WIDTH, PANEL_HEIGHT)
                    .draw(panel.name(), panel.series(), mayLog(panel.name()), SPLITS);
        }
        return canvas;
    }

    private static List<Panel> panels(List<Event> events) {
        var panels = new LinkedHashMap<String, Panel>();
        panel(panels, Event.LOSS);
        for (var event : events) {
            switch (event) {
                case Event.Stepped e -> e.scalars().forEach((name, value) -> {
                    if (!NOT_SHOWN.contains(name)) {
                        add(panels, name, "train", e.step(), value);
                    }
                });
                case Event.Evaluated e -> e.metrics().forEach((name, value) ->
                        add(panels, name, e.split(), e.step(), value));
                default -> { }
            }
        }
        var ordered = new ArrayList<>(panels.values());
        ordered.sort((a, b) -> Integer.compare(place(a.name()), place(b.name())));
        return ordered;
    }

    private static void add(SequencedMap<String, Panel> panels, String name, String split, long step,
            double value) {
        panel(panels, name).series().computeIfAbsent(split, _ -> new Series()).add(step, value);
    }

    private static Panel panel(SequencedMap<String, Panel> panels, String name) {
        return panels.computeIfAbsent(name, _ -> new Panel(name, new LinkedHashMap<>()));
    }

    /// The loss first, then known measures, what the update tells, and the learning rate last.
    private static int place(String name) {
        if (name.equals(Event.LEARNING_RATE)) {
            return 100;
        }
        return Measure.of(name).map(Measure::ordinal).orElse(50);
    }

    private static boolean mayLog(String name) {
        return Measure.of(name).map(m -> !m.higherIsBetter()).orElse(false);
    }

    private static String title(List<Event> events) {
        for (var event : events) {
            if (event instanceof Event.Started started) {
                return started.run();
            }
        }
        return "run";
    }
}
