package gyrus.cli;

import gyrus.tensor.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The processes of one machine that do a command together: copies of this one that are told which rank they are. When
/// one fails, all end.
///
/// @param variables what all are told
/// @param count how many there are
/// @param first the rank of the first
/// @param words their command
/// @param again the command that goes on after a failure
record Team(Map<String, String> variables, int count, int first, List<String> words, String again) {

    /// How long ranks may take to end when one has failed, and to save when all were asked to end.
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final Duration SAVING = Duration.ofSeconds(70);

    /// Ranks that fail within so long fail for the same reason.
    private static final Duration TOGETHER = Duration.ofMillis(500);

    /// What the last words of a rank are told by.
    private static final int LINES = 12;

    /// What the command says itself, and a debugger's port, which only one process can have.
    private static final List<String> NOT_HANDED_ON = List.of("--module-path=", "-Djdk.module.", "-agentlib:");

    private static final int SIGNALS = 128;

    /// One process.
    ///
    /// @param said the last lines of what it wrote to standard error, where that is not shown
    private record Member(int rank, Process process, Deque<String> said, Thread listener) {

        boolean failed() {
            return !process.isAlive() && process.exitValue() != 0;
        }
    }

    /// Starts them and waits until all have ended.
    ///
    /// @throws IllegalStateException if one fails; the others are ended
    void run(PrintStream err) {
        List<Member> members = new ArrayList<>();
        Thread atExit = new Thread(() -> end(members, SAVING), "gyrus-end-ranks");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            for (int i = 0; i < count; i++) members.add(start(i));
            Member failed = await(members);
            if (failed != null) throw failure(failed, members, err);
        } finally {
            end(members, ENDING);
            forget(atExit);
        }
    }

    private Member start(int index) {
        ProcessBuilder builder = new ProcessBuilder(command());
        Map<String, String> environment = builder.environment();
        environment.putAll(variables);
        environment.put("RANK", Integer.toString(first + index));
        environment.put("LOCAL_RANK", Integer.toString(index));
        environment.put(Together.LAUNCHER, Long.toString(ProcessHandle.current().pid()));
        environment.putIfAbsent("OMP_NUM_THREADS", Integer.toString(Math.max(1, threads() / count)));
        boolean shown = index == 0;
        builder.redirectOutput(shown ? Redirect.INHERIT : Redirect.DISCARD);
        if (shown) builder.redirectError(Redirect.INHERIT);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Deque<String> said = new ArrayDeque<>();
            Thread listener = Thread.ofVirtual().start(() -> listen(process, said));
            return new Member(first + index, process, said, listener);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start rank %d: %s".formatted(first + index, e.getMessage()), e);
        }
    }

    /// Java as it runs here, with the same options.
    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (NOT_HANDED_ON.stream().noneMatch(option::startsWith)) command.add(option);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        String modules = System.getProperty("jdk.module.path");
        if (modules == null) command.add(Main.class.getName());
        else command.addAll(List.of("-p", modules, "-m", "%s/%s".formatted(Main.class.getModule().getName(),
                Main.class.getName())));
        command.addAll(words);
        return command;
    }

    private static int threads() {
        return Engine.report().choices().stream()
                .filter(choice -> choice.name().equals("OMP_NUM_THREADS") && choice.value().matches("\\d{1,4}"))
                .mapToInt(choice -> Integer.parseInt(choice.value())).findFirst().orElse(1);
    }

    private static void listen(Process process, Deque<String> said) {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    if (said.size() == LINES) said.removeFirst();
                    said.add(line);
                }
            }
        } catch (IOException _) {
            // the process is gone
        }
    }

    /// Waits until all are done or one has failed.
    private static @Nullable Member await(List<Member> members) {
        while (true) {
            for (Member member : members) {
                if (member.failed()) return member;
            }
            CompletableFuture<?>[] running = members.stream().map(Member::process).filter(Process::isAlive)
                    .map(Process::onExit).toArray(CompletableFuture<?>[]::new);
            if (running.length == 0) return null;
            CompletableFuture.anyOf(running).join();
        }
    }

    /// What is told of a failure. Of several, that of a rank that was killed comes first: it is why the others failed.
    private IllegalStateException failure(Member noticed, List<Member> members, PrintStream err) {
        pause();
        Member failed = members.stream().filter(member -> member.failed() && member.process.exitValue() > SIGNALS)
                .findFirst().orElse(noticed);
        boolean shown = members.getFirst().failed();
        end(members, ENDING);
        int status = failed.process.exitValue();
        if (failed.rank > first && !shown) tell(failed, err);
        String how = status > SIGNALS ? "was killed (signal %d)".formatted(status - SIGNALS)
                : "ended with status %d".formatted(status);
        if (status == Main.MISUSED) {
            return new IllegalStateException("rank %d %s; what it said is above".formatted(failed.rank, how));
        }
        return new IllegalStateException("rank %d %s, so all %d ranks of this machine were ended; go on from the last "
                .formatted(failed.rank, how, count) + "save with: " + again);
    }

    /// Gives those that fail for the same reason time to.
    private static void pause() {
        try {
            Thread.sleep(TOGETHER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Member member, PrintStream err) {
        try {
            member.listener.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (member.said) {
            for (String line : member.said) err.println("[%d] %s".formatted(member.rank, line));
        }
    }

    /// Asks all that still run to end, and ends those that have not by then.
    private static void end(List<Member> members, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        members.forEach(member -> member.process.destroy());
        for (Member member : members) {
            try {
                if (!member.process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    member.process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                member.process.destroyForcibly();
            }
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // the process is ending, which is what the hook is for
        }
    }
}
