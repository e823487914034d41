package gyrus.bench.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One side, in a process of its own that lives as long as the measuring: what it is told and what it answers, as
/// [Desk] has it.
final class Peer implements AutoCloseable {

    /// What one run took.
    ///
    /// @param loss the last one; NaN where there is none
    record Took(double nanos, double loss) {}

    /// Work that a side has set up.
    ///
    /// @param operations that it takes at the least; 0 where that is not known
    /// @param bytes that it moves at the least
    record Ready(long parameters, double units, double operations, double bytes) {}

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Process process;
    private final BufferedReader in;
    private final BufferedWriter out;
    private final String about;
    private int opened;

    /// Starts the process.
    ///
    /// @param environment variables that it has beside ours; empty ones are taken away
    /// @throws IOException if it does not answer; the message has what it said instead
    Peer(String name, List<String> command, Map<String, String> environment, File log) throws IOException {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        process = builder(command).redirectError(log).start();
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null || !line.startsWith("about ")) {
            process.destroy();
            throw new IOException("%s does not answer; see %s".formatted(name, log));
        }
        about = line.substring("about ".length());
    }

    private ProcessBuilder builder(List<String> arguments) {
        var builder = new ProcessBuilder(arguments);
        environment.forEach((key, value) -> {
            if (value.isEmpty()) builder.environment().remove(key);
            else builder.environment().put(key, value);
        });
        return builder;
    }

    String name() {
        return name;
    }

    /// Its versions.
    String versions() {
        return about.substring(about.indexOf(' ') + 1);
    }

    /// Precisions that it knows.
    List<String> precisions() {
        return List.of(about.substring(0, about.indexOf(' ')).split(","));
    }

    /// Whether its process can begin, do one work and end.
    boolean starts() {
        return !precisions().contains("none");
    }

    /// Opens work under a new number.
    ///
    /// @return null where it cannot do this; [#reason] says why
    @Nullable Job open(Work work) {
        String id = Integer.toString(opened++);
        String[] answer = ask("open " + id + " " + work).split(" ");
        if (!answer[0].equals("ready")) {
            reason = String.join(" ", answer);
            return null;
        }
        boolean told = answer.length > 3;
        return new Job(this, id, work, new Ready(Long.parseLong(answer[1]), Double.parseDouble(answer[2]),
                told ? Double.parseDouble(answer[3]) : 0, told ? Double.parseDouble(answer[4]) : 0));
    }

    private String reason = "";

    /// Why work could not be opened or done last.
    String reason() {
        return reason;
    }

    String ask(String question) {
        try {
            out.write(question);
            out.newLine();
            out.flush();
            String answer = in.readLine();
            if (answer == null) throw new IOException("%s ended at: %s".formatted(name, question));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a process like this one, which does the work once and ends: nanoseconds until it has said so.
    double first(Work work) throws IOException {
        List<String> arguments = new ArrayList<>(command);
        for (var entry : work.keys().entrySet()) arguments.add(entry.toString());
        long start = System.nanoTime();
        Process once = builder(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said = new BufferedReader(new InputStreamReader(once.getInputStream(), StandardCharsets.UTF_8))) {
            if (!"first".equals(said.readLine())) throw new IOException(name + " does not do this: " + work);
            long took = System.nanoTime() - start;
            once.waitFor(20, TimeUnit.SECONDS);
            return took;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            once.destroy();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Work that is open.
    ///
    /// @param peer whose
    /// @param id its number there
    /// @param work what it is
    /// @param ready what it is like
    record Job(Peer peer, String id, Work work, Ready ready) implements AutoCloseable {

        /// Whether its losses tell how it learns.
        boolean learns() {
            return work.text("work").equals("train");
        }

        /// Does it so often.
        ///
        /// @throws IllegalStateException if the side cannot; the message has what it said
        Took run(long times) {
            String[] answer = peer.ask("run %s %d".formatted(id, times)).split(" ");
            if (!answer[0].equals("took")) {
                throw new IllegalStateException("%s: %s".formatted(peer.name, String.join(" ", answer)));
            }
            return new Took(Double.parseDouble(answer[1]), Double.parseDouble(answer[2]));
        }

        @Override
        public void close() {
            peer.ask("close " + id);
        }
    }
}
