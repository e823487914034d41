package gyrus.bench.peers;

import gyrus.bench.peers.Race.Lane;
import gyrus.bench.peers.Race.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tables as Markdown, in a section of the page for the processor that they were measured on.
final class SpeedPage {

    private static final String BEST = " at its best";

    private SpeedPage() {}

    /// Puts a section between its marks, or at the end where the page has none of that name.
    static void put(Path page, String name, String section) throws IOException {
        String begin = "<!-- " + name + " -->";
        String end = "<!-- end of " + name + " -->";
        String text = Files.exists(page) ? Files.readString(page) : "# Speed\n";
        String marked = begin + "\n" + section.strip() + "\n" + end;
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        Files.writeString(page, from >= 0 && to > from ? text.substring(0, from) + marked
                + text.substring(to + end.length()) : text.stripTrailing() + "\n\n" + marked + "\n");
    }

    /// The section of one processor.
    ///
    /// @param versions a line for each side
    static String section(String processor, int threads, List<String> versions, Limits limits,
            List<Outcome> outcomes) {
        var text = new StringBuilder("## %s\n\n%s, %d threads a side.\n\n".formatted(processor,
                LocalDate.now(ZoneOffset.UTC), threads));
        versions.forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("- this machine: ").append(limits).append('\n');
        text.append("\n### Float32 on both sides\n\n").append(exact(outcomes, limits));
        text.append("\n### The quickest precision that learns alike\n\n").append(quickest(outcomes));
        return text.toString();
    }

    private static String exact(List<Outcome> outcomes, Limits limits) {
        Set<String> sides = new LinkedHashSet<>();
        outcomes.forEach(outcome -> outcome.exact().stream().skip(1).forEach(lane -> sides.add(column(lane))));
        var text = new StringBuilder("| work | Gyrus | ");
        sides.forEach(side -> text.append(side).append(" | "));
        text.append("times the best of these | of the limit |\n|---|--:|").append("--:|".repeat(sides.size()))
                .append("--:|--:|\n");
        List<Double> ratios = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Lane own = outcome.exact().getFirst();
            text.append("| %s | %s |".formatted(outcome.row().title(), tell(outcome, own)));
            for (String side : sides) {
                Lane lane = lane(outcome, side);
                if (lane == null && side.endsWith(BEST)) { // nothing was quicker than the usual
                    lane = lane(outcome, side.substring(0, side.length() - BEST.length()));
                }
                text.append(" %s |".formatted(lane == null ? "" : tell(outcome, lane)));
            }
            text.append(" %s | %s |\n".formatted(ratio(own, Outcome.best(outcome.exact()), ratios),
                    Figures.share(limits.share(outcome.work(), own.median()))));
        }
        return text.append(sum(ratios)).toString();
    }

    private static @Nullable Lane lane(Outcome outcome, String side) {
        return outcome.exact().stream().skip(1).filter(each -> column(each).equals(side)).findFirst().orElse(null);
    }

    /// PyTorch as it is mostly set up and at its best are two columns.
    private static String column(Lane lane) {
        return lane.setting().equals(Work.F32) ? lane.side() : lane.side() + BEST;
    }

    private static String quickest(List<Outcome> outcomes) {
        var text = new StringBuilder("| work | Gyrus | in | PyTorch | in | times as quick |\n")
                .append("|---|--:|---|--:|---|--:|\n");
        List<Double> ratios = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.quickest().isEmpty()) continue;
            Lane own = outcome.quickest().getFirst();
            Lane peer = Outcome.best(outcome.quickest());
            text.append("| %s | %s | %s | %s | %s | %s |\n".formatted(outcome.row().title(), tell(outcome, own),
                    own.setting(), peer == null ? "" : tell(outcome, peer), peer == null ? "" : peer.setting(),
                    ratio(own, peer, ratios)));
        }
        return text.append(sum(ratios)).toString();
    }

    private static String tell(Outcome outcome, Lane lane) {
        return outcome.row().tell(lane.median(), outcome.work().units());
    }

    /// The median of the ratios, and between which values the middle half of them is.
    static String ratio(Lane own, @Nullable Lane peer, List<Double> all) {
        if (peer == null) return "";
        double[] ratios = peer.over(own);
        double median = Figures.median(ratios);
        all.add(median);
        return String.format(Locale.ROOT, "**%.2f** (%.2f–%.2f)", median, Figures.quantile(ratios, 0.25),
                Figures.quantile(ratios, 0.75));
    }

    private static String sum(List<Double> ratios) {
        if (ratios.isEmpty()) return "";
        double[] all = ratios.stream().mapToDouble(Double::doubleValue).toArray();
        return String.format(Locale.ROOT, "%nGeometric mean over %d rows: **%.2f**; the least: %.2f.%n", all.length,
                Figures.geometricMean(all), Figures.quantile(all, 0));
    }
}
