package gyrus.train.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;

/// One panel: axes with a light grid, lines, and a legend.
final class Plot {

    private static final double LEFT = 60;
    private static final double RIGHT = 14;
    private static final double TOP = 36;
    private static final double BOTTOM = 46;
    private static final double SMALL = 11.5;
    private static final int FEW = 60;

    private final Canvas canvas;
    private final double x;
    private final double y;
    private final double width;
    private final double height;

    Plot(Canvas canvas, double x, double y, double width, double height) {
        this.canvas = canvas;
        this.x = x + LEFT;
        this.y = y + TOP;
        this.width = width - LEFT - RIGHT;
        this.height = height - TOP - BOTTOM;
    }

    void draw(String name, SequencedMap<String, Series> series, boolean mayLog, List<String> order) {
        var across = across(series);
        var up = Axis.of(series.values().stream().flatMapToDouble(s -> Arrays.stream(s.bounds())).toArray(),
                mayLog);
        grid(across, up);
        canvas.bold(name.replace('_', ' '), x, y - 12, 13, Palette.TITLE, Canvas.Align.LEFT);
        canvas.text("step", x + width / 2, y + height + 36, SMALL, Palette.TEXT, Canvas.Align.CENTER);
        series.forEach((split, values) -> {
            boolean raw = split.equals("train") && values.values().size() > FEW
                    && !name.equals("learning_rate");
            if (raw) {
                canvas.polyline(points(values.thinned(), across, up), 1, colour(split, series, order), 0.28);
            }
            var line = points(raw ? values.smooth() : values.thinned(), across, up);
            canvas.polyline(line, 2, colour(split, series, order), 1);
            if (line.size() <= FEW) {
                line.stream().filter(p -> Double.isFinite(p.y()))
                        .forEach(p -> canvas.dot(p.x(), p.y(), line.size() > 25 ? 2
                        : 3, colour(split, series, order)));
            }
        });
        canvas.line(x, y + height, x + width, y + height, 1, Palette.AXIS);
        canvas.line(x, y, x, y + height, 1, Palette.AXIS);
        if (series.isEmpty()) {
            canvas.text("nothing told yet", x + width / 2, y + height / 2, 13, Palette.FAINT,
                    Canvas.Align.CENTER);
        } else {
            legend(series, order);
        }
    }

    private static Axis across(SequencedMap<String, Series> series) {
        var steps = series.values().stream().flatMapToDouble(s -> s.values().stream()
                .mapToDouble(Series.Value::step)).summaryStatistics();
        return steps.getCount() == 0 ? new Axis(0, 1, false)
                : new Axis(Math.min(0, steps.getMin()), Math.max(1, steps.getMax()), false);
    }

    private void grid(Axis across, Axis up) {
        var steps = across.ticks(5).stream().filter(tick -> tick == Math.rint(tick)).toList();
        var stepLabels = across.labels(steps);
        for (int i = 0; i < steps.size(); i++) {
            double at = x + across.at(steps.get(i)) * width;
            canvas.line(at, y, at, y + height, 1, Palette.GRID);
            canvas.text(stepLabels.get(i), at, y + height + 17, SMALL, Palette.TEXT, Canvas.Align.CENTER);
        }
        var ticks = up.ticks(5);
        var labels = up.labels(ticks);
        for (int i = 0; i < ticks.size(); i++) {
            double at = y + height - up.at(ticks.get(i)) * height;
            canvas.line(x, at, x + width, at, 1, Palette.GRID);
            canvas.text(labels.get(i), x - 8, at + 4, SMALL, Palette.TEXT, Canvas.Align.RIGHT);
        }
    }

    private List<Canvas.Point> points(List<Series.Value> values, Axis across, Axis up) {
        var points = new ArrayList<Canvas.Point>();
        for (var value : values) {
            double share = up.log() && value.value() <= 0 ? Double.NaN : up.at(value.value());
            // what lies far off is drawn along the edge, so that it is seen to have left
            points.add(new Canvas.Point(x + across.at(value.step()) * width,
                    Double.isNaN(share) ? Double.NaN : y + height - Math.clamp(share, 0, 1) * height));
        }
        return points;
    }

    private void legend(SequencedMap<String, Series> series, List<String> order) {
        double at = x + width;
        for (var split : series.sequencedKeySet().reversed()) {
            canvas.text(split, at, y - 12, SMALL, Palette.TEXT, Canvas.Align.RIGHT);
            at -= Canvas.widthOf(split, SMALL) + 6;
            canvas.line(at - 18, y - 16, at, y - 16, 2.5, colour(split, series, order));
            at -= 18 + 14;
        }
    }

    private static int colour(String split, SequencedMap<String, Series> series, List<String> order) {
        int place = order.indexOf(split);
        if (place < 0) {
            place = order.size() + new ArrayList<>(series.keySet()).indexOf(split);
        }
        return Palette.LINES.get(place % Palette.LINES.size());
    }
}
