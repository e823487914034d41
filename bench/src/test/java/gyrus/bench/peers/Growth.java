package gyrus.bench.peers;

import gyrus.bench.peers.Peer.Job;
import gyrus.bench.peers.Peers.Asked;
import gyrus.train.picture.Canvas;
import gyrus.train.picture.DotPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `bench/run growth`: how the time of a training step grows with batch, width, depth and length, and what share of
/// the machine's limit it reaches. PyTorch stands beside it where it is there.
public final class Growth {

    private static final Path DOCS = Path.of("..", "docs");

    /// What is changed in a row of the tables.
    ///
    /// @param row its name
    /// @param key what grows
    /// @param values of that
    private record Change(String row, String key, int... values) {}

    private static final List<Change> CHANGES = List.of(
            new Change("train.mlp", "batch", 16, 64, 256, 1024),
            new Change("train.lenet", "batch", 16, 32, 64, 128),
            new Change("train.resnet18", "batch", 8, 16, 32, 64),
            new Change("train.lstm", "length", 16, 32, 64, 128),
            new Change("train.gpt", "batch", 1, 2, 4, 8),
            new Change("train.gpt", "length", 32, 64, 128, 256),
            new Change("train.gpt", "width", 96, 192, 384, 576),
            new Change("train.gpt", "depth", 1, 2, 4, 8),
            new Change("train.ddpm", "width", 16, 32, 48, 64));

    /// A place on a curve.
    ///
    /// @param share of the machine's limit that Gyrus reaches; NaN where that is not known
    /// @param peer what PyTorch took, in nanoseconds; NaN where it is not there
    private record Place(int value, double own, double share, double peer) {}

    private Growth() {}

    public static void main(String[] arguments) throws IOException {
        var asked = Asked.of(arguments);
        List<Row> rows = Row.read(Peers.SCRIPTS.resolve("rows"));
        try (var sides = new Sides(asked.python(), Peers.SCRIPTS, asked.threads(), false)) {
            sides.missing().forEach(System.out::println);
            Limits limits = Limits.of(sides.peers().getFirst(), asked.pace());
            System.out.println(limits);
            List<DotPlot> panels = new ArrayList<>();
            String processor = Machine.processor();
            var text = new StringBuilder("## How it grows: %s\n\n%s. %s. PyTorch has fused optimizers.\n".formatted(
                    processor, LocalDate.now(ZoneOffset.UTC), limits));
            for (Change change : CHANGES) {
                if (!asked.names().isEmpty() && asked.names().stream().noneMatch(change.row()::contains)) continue;
                Row row = Row.named(rows, change.row());
                List<Place> places = new ArrayList<>();
                for (int value : change.values()) {
                    places.add(place(sides.peers(), row.work().with(change.key(), value)
                            .with("settings", row.best().getFirst()), value, limits, asked.pace()));
                }
                panels.add(panel(row, change.key(), places));
                String table = table(row, change.key(), places);
                System.out.println(table);
                text.append('\n').append(table);
            }
            if (!asked.names().isEmpty() || !asked.pace().equals(Pace.FULL)) return;
            String picture = "growth-%s.png".formatted(processor.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-"));
            DotPlot.save("milliseconds a step: Gyrus blue, PyTorch orange; " + processor, panels,
                    DOCS.resolve(picture));
            text.append("\n![How the time of a step grows](").append(picture).append(")\n");
            SpeedPage.put(DOCS.resolve("speed.md"), "growth on " + processor, text.toString());
        }
    }

    private static Place place(List<Peer> peers, Work work, int value, Limits limits, Pace pace) {
        List<Contender> all = new ArrayList<>();
        for (Peer peer : peers) {
            Job job = peer.open(work);
            if (job != null) all.add(Contender.of(job, pace));
        }
        double[][] took = new double[all.size()][pace.fewest()];
        for (int round = 0; round < pace.fewest(); round++) {
            for (int i = 0; i < took.length; i++) took[i][round] = all.get(i).round();
        }
        for (Contender each : all) each.job().close();
        double own = Figures.median(took[0]);
        return new Place(value, own, limits.share(all.getFirst().job().ready(), own),
                took.length > 1 ? Figures.median(took[1]) : Double.NaN);
    }

    private static DotPlot panel(Row row, String key, List<Place> places) {
        List<DotPlot.Dot> dots = new ArrayList<>();
        List<Canvas.Point> line = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            names.add(Integer.toString(place.value()));
            line.add(new Canvas.Point(i, place.own() / 1e6));
            dots.add(new DotPlot.Dot(i, place.own() / 1e6, 1, false));
            if (!Double.isNaN(place.peer())) dots.add(new DotPlot.Dot(i, place.peer() / 1e6, 1, true));
        }
        return new DotPlot(row.work().text("net"), key, dots, line, false, true, names);
    }

    private static String table(Row row, String key, List<Place> places) {
        var text = new StringBuilder("| %s, %s | Gyrus | PyTorch | times as quick | of the limit |\n"
                .formatted(row.work().text("net"), key)).append("|--:|--:|--:|--:|--:|\n");
        for (Place place : places) {
            boolean paired = !Double.isNaN(place.peer());
            text.append(String.format(Locale.ROOT, "| %d | %s | %s | %s | %s |%n", place.value(),
                    Figures.time(place.own()), paired ? Figures.time(place.peer()) : "",
                    paired ? "%.2f".formatted(place.peer() / place.own()) : "", Figures.share(place.share())));
        }
        return text.toString();
    }
}
