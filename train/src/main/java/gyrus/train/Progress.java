package gyrus.train;

import gyrus.train.metric.Measure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Shows a run's progress to people: on a terminal one line that is rewritten, elsewhere a plain line now
/// and then.
///
/// ```
/// lenet/3 ━━━━━━━━━━╸─────────────  43%  1,290/3,000  loss 0.0312  accuracy 98.47%  12,345/s  0:41 left
/// ```
///
/// Warnings and failures stay, also where all else is quiet. Nothing goes to standard output.
public final class Progress implements Consumer<Event>, AutoCloseable {

    private static final long REDRAW = Duration.ofMillis(80).toNanos();
    private static final long PLAIN_LINE = Duration.ofSeconds(10).toNanos();
    private static final int PLAIN_PERCENT = 10;
    private static final String CLEAR = "\r\u001b[K";
    /// A line that is too long for its terminal is cut by the terminal, not wrapped.
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final Terminal terminal;
    private final boolean quiet;
    private final LongSupplier clock;

    private String run = "";
    private long total;
    private long step;
    private long firstStep = -1;
    private long began;
    private long drawn = Long.MIN_VALUE / 2;
    private int drawnPercent;
    private boolean dirty;
    private Map<String, Double> scalars = Map.of();
    private String metric = "";

    /// Shows progress on standard error.
    ///
    /// @param quiet whether to tell warnings and failures only
    public Progress(boolean quiet) {
        this(System.err, Terminal.standardError(), quiet, System::nanoTime);
    }

    /// Shows progress on a stream that can show what `terminal` says.
    ///
    /// @param quiet whether to tell warnings and failures only
    public Progress(PrintStream out, Terminal terminal, boolean quiet) {
        this(out, terminal, quiet, System::nanoTime);
    }

    Progress(PrintStream out, Terminal terminal, boolean quiet, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
        this.clock = clock;
    }

    @Override public synchronized void accept(Event event) {
        switch (event) {
            case Event.Started e -> {
                run = e.run();
                total = e.totalSteps();
                firstStep = -1;
            }
            case Event.Stepped e -> stepped(e);
            case Event.Evaluated e -> evaluated(e);
            case Event.Warned e -> say("warning: " + e.message(), "33");
            case Event.Finished e -> finished(e);
            case Event.Sampled _, Event.Saved _ -> { }
        }
    }

    /// Ends the line that is being rewritten.
    @Override public synchronized void close() {
        if (dirty) {
            out.print(WRAP + System.lineSeparator());
            dirty = false;
        }
        out.flush();
    }

    private void stepped(Event.Stepped event) {
        step = event.step();
        scalars = event.scalars();
        long now = clock.getAsLong();
        if (firstStep < 0) {
            firstStep = step;
            began = now;
        }
        show(now, step == total);
    }

    private void evaluated(Event.Evaluated event) {
        metric = "";
        for (var entry : event.metrics().entrySet()) {
            if (!entry.getKey().equals(Event.LOSS)) {
                metric = entry.getKey() + " " + figure(entry.getKey(), entry.getValue());
                return;
            }
        }
        var loss = event.metrics().get(Event.LOSS);
        if (loss != null) {
            metric = event.split() + " loss " + figure(Event.LOSS, loss);
        }
    }

    private void finished(Event.Finished event) {
        step = event.step();
        if (dirty || !terminal.live() && !quiet) {
            show(clock.getAsLong(), true);
        }
        close();
        switch (event.outcome()) {
            case Outcome.Done _ -> { }
            case Outcome.Stopped o -> say("stopped at step " + step + ": " + o.why(), "33");
            case Outcome.Failed o -> say("failed at step " + step + ": " + o.message(), "31");
        }
    }

    private void say(String message, String colour) {
        if (dirty) {
            out.print(CLEAR + WRAP);
            dirty = false;
        }
        out.println(paint(message, colour));
        out.flush();
    }

    private void show(long now, boolean last) {
        if (quiet) {
            return;
        }
        if (terminal.live()) {
            if (last || now - drawn >= REDRAW) {
                out.print(CLEAR + NO_WRAP + line(now));
                out.flush();
                drawn = now;
                dirty = true;
            }
        } else if (step > 0
                && (last || now - drawn >= PLAIN_LINE || percent() >= drawnPercent + PLAIN_PERCENT)) {
            out.println(line(now));
            out.flush();
            drawn = now;
            drawnPercent = percent();
        }
    }

    /// The line, most important parts first where there is no room for all.
    private String line(long now) {
        var loss = scalars.get(Event.LOSS);
        var speed = scalars.get(Event.SPEED);
        var parts = new @Nullable String[] {
            total > 0 ? String.format(Locale.ROOT, "%3d%%", percent()) : null,
            total > 0 ? pad(count(step), count(total).length()) + "/" + count(total) : "step " + count(step),
            loss == null ? null : "loss " + figure(Event.LOSS, loss),
            metric.isEmpty() ? null : metric,
            speed == null ? null : speed(speed),
            left(now)
        };
        int room = terminal.live() ? terminal.columns() - 1 : Integer.MAX_VALUE;
        var text = new StringBuilder();
        for (var part : parts) {
            if (part != null && text.length() + part.length() + 2 <= room) {
                text.append(text.isEmpty() ? "" : "  ").append(part);
            }
        }
        int bar = Math.min(30, room - run.length() - text.length() - 3);
        if (!terminal.live()) {
            return run + "  " + text.toString().strip();
        }
        if (total > 0 && bar >= 8) {
            return paint(run, "1") + " " + bar(bar) + " " + text;
        }
        boolean fits = run.length() + 1 + text.length() <= room;
        return fits ? paint(run, "1") + " " + text : text.toString();
    }

    private String bar(int width) {
        double filled = Math.clamp((double) step / total, 0, 1) * width;
        int whole = (int) filled;
        boolean half = terminal.blocks() && filled - whole >= 0.5;
        var done = (terminal.blocks() ? "━" : "#").repeat(whole) + (half ? "╸" : "");
        var rest = (terminal.blocks() ? "─" : "-").repeat(width - whole - (half ? 1 : 0));
        return paint(done, "36") + paint(rest, "90");
    }

    private int percent() {
        return total > 0 ? Math.clamp(100 * step / total, 0, 100) : 0;
    }

    private @Nullable String left(long now) {
        if (total <= 0 || step <= firstStep) {
            return null;
        }
        if (step >= total) {
            return "in " + duration(now - began);
        }
        double perStep = (double) (now - began) / (step - firstStep);
        return duration((long) (perStep * (total - step))) + " left";
    }

    private String paint(String text, String colour) {
        return terminal.colour() && !text.isEmpty() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    static String duration(long nanos) {
        long seconds = Math.max(0, Math.round(nanos / 1e9));
        return seconds < 3600 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    static String figure(String name, double value) {
        boolean share = Measure.of(name).filter(m -> m == Measure.ACCURACY).isPresent();
        if (share && value >= 0 && value <= 1) {
            return String.format(Locale.ROOT, "%.2f%%", 100 * value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        return String.format(Locale.ROOT, size < 1 ? "%.4f" : size < 100 ? "%.3f" : "%.1f", value);
    }

    private static String pad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String speed(double samples) {
        return String.format(Locale.ROOT, samples < 10 ? "%.1f/s" : "%,.0f/s", samples);
    }
}
