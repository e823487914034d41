package gyrus.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// One side in a process of its own: works are opened, run and closed as standard input says, a line each.
///
/// ```
/// open ID key=value …   →  ready PARAMETERS UNITS OPERATIONS BYTES, or cannot REASON; or never REASON, where it is not
///                          meant to
/// run ID TIMES          →  took NANOSECONDS LOSS
/// close ID              →  closed
/// ```
///
/// The first line that it says is `about`, which precisions it knows, and its versions.
final class Desk {

    private final Function<Work, Task> maker;
    private final Map<String, Task> open = new HashMap<>();

    private Desk(Function<Work, Task> maker) {
        this.maker = maker;
    }

    /// Answers until standard input ends. With words on the command line it does that work once and says so instead.
    static void serve(String[] words, Function<Work, Task> maker, String about) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // what libraries print is no answer
        if (words.length > 0) {
            try (Task task = maker.apply(Work.of(words))) {
                task.run(1);
            }
            out.println("first");
            out.flush();
            return;
        }
        var desk = new Desk(maker);
        out.println("about " + about);
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(desk.answer(line.split(" ")));
                out.flush();
            }
        }
    }

    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "open" -> open(words[1], Work.of(Arrays.copyOfRange(words, 2, words.length)));
                case "run" -> run(task(words[1]), Integer.parseInt(words[2]));
                case "close" -> close(words[1]);
                default -> throw new IllegalArgumentException("no command " + words[0]);
            };
        } catch (UnsupportedOperationException e) {
            return "never " + e.getMessage();
        } catch (RuntimeException | LinkageError e) {
            return "cannot " + e.toString().replaceAll("\\s+", " ");
        }
    }

    private String open(String id, Work work) {
        Task task = maker.apply(work);
        open.put(id, task);
        Arithmetic least = task.arithmetic();
        return "ready %d %s %s %s".formatted(task.parameters(), task.units(), least.operations(), least.bytes());
    }

    private static String run(Task task, int times) {
        long start = System.nanoTime();
        double loss = task.run(times);
        return "took %d %s".formatted(System.nanoTime() - start, loss);
    }

    private String close(String id) {
        task(id).close();
        open.remove(id);
        return "closed";
    }

    private Task task(String id) {
        Task task = open.get(id);
        if (task == null) throw new IllegalArgumentException("no work %s is open".formatted(id));
        return task;
    }
}
