package gyrus.methods.search;

import gyrus.train.metric.Measure;
import gyrus.train.picture.Canvas;
import gyrus.train.picture.DotPlot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The picture of a search: the best figure so far over the trials, and the figure against each option.
final class SearchPicture {

    private SearchPicture() {}

    static void save(Space space, List<Trial> trials, Measure monitor, Path file) {
        List<DotPlot> panels = new ArrayList<>();
        panels.add(progress(trials, monitor));
        for (Dimension dimension : space.dimensions()) panels.add(option(dimension, trials, monitor));
        DotPlot.save("%s on validation data, %d trials".formatted(monitor.id(), trials.size()), panels, file);
    }

    private static DotPlot progress(List<Trial> trials, Measure monitor) {
        List<DotPlot.Dot> dots = new ArrayList<>();
        List<Canvas.Point> line = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            int number = trials.get(i).number();
            dots.add(dot(number, trials, i, monitor));
            Trial.best(trials.subList(0, i + 1), monitor)
                    .ifPresent(best -> line.add(new Canvas.Point(number, best.figure(monitor))));
        }
        return new DotPlot("best so far", "trial", dots, line, false, !monitor.higherIsBetter(), List.of());
    }

    private static DotPlot option(Dimension dimension, List<Trial> trials, Measure monitor) {
        List<DotPlot.Dot> dots = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            String value = trials.get(i).values().getOrDefault(dimension.option(), "");
            double x = dimension instanceof Range ? Double.parseDouble(value) : dimension.place(value);
            dots.add(dot(x, trials, i, monitor));
        }
        boolean log = dimension instanceof Range range && range.log();
        List<String> names = dimension instanceof Choice choice ? choice.values() : List.of();
        return new DotPlot(monitor.id(), dimension.option(), dots, List.of(), log, !monitor.higherIsBetter(), names);
    }

    private static DotPlot.Dot dot(double x, List<Trial> trials, int i, Measure monitor) {
        boolean best = Trial.best(trials, monitor).filter(trials.get(i)::equals).isPresent();
        return new DotPlot.Dot(x, trials.get(i).figure(monitor), (i + 1.0) / trials.size(), best);
    }
}
