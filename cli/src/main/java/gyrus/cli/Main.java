package gyrus.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// The entry of the command.
///
/// `gyrus --help` is asked for often, so nothing on its way may load more than this class and the text.
public final class Main {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    static final int MISUSED = 2;

    private Main() {}

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        int status = run(Output.standard(), System.err, arguments);
        // An exit asks for the system's logger, which takes longer than all of --help does.
        if (status != DONE || Thread.activeCount() > 1) System.exit(status);
    }

    /// Runs the command.
    ///
    /// @param out takes the result
    /// @param err takes all else
    /// @return the status that the process ends with
    static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        String verb = "";
        try {
            Flags flags = Flags.of(words);
            verb = flags.verb();
            answer(flags, out, err);
            if (out.checkError()) {
                boolean enough = out instanceof Output output && output.readerIsGone();
                if (!enough) err.println("gyrus: the result cannot be written; is there room for it?");
                return FAILED;
            }
            return DONE;
        } catch (Usage e) {
            err.println("gyrus: " + Complaint.line(e));
            err.println("see: gyrus " + page(e.page().isEmpty() ? verb : e.page()));
            trace(words, e, err);
            return MISUSED;
        } catch (RuntimeException | Error e) {
            Complaint.print(e, page(verb), err);
            trace(words, e, err);
            return FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static void answer(Flags flags, PrintStream out, PrintStream err) {
        if (flags.dryRun() && !flags.verb().equals("train")) {
            throw new Usage("only train takes --dry-run");
        }
        if (flags.version()) {
            out.println("gyrus " + version());
        } else if (flags.verb().isEmpty() && flags.help()) {
            out.print(Help.TEXT);
        } else if (flags.verb().isEmpty()) {
            err.print(Help.TEXT);
            throw new Usage("no verb is given; try: gyrus train lenet");
        } else if (flags.help()) {
            Verbs.named(flags.verb()).explain(new Call(flags, out, err));
        } else {
            Verbs.named(flags.verb()).run(new Call(flags, out, err));
        }
    }

    /// The version of Gyrus.
    static String version() {
        var descriptor = Main.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }

    /// The command that gives help on a verb, without `gyrus`.
    private static String page(String about) {
        boolean verb = Verbs.known(about) || about.contains(" ");
        return verb ? about + " --help" : "--help";
    }

    private static void trace(List<String> words, Throwable e, PrintStream err) {
        if (words.contains("--debug")) e.printStackTrace(err);
    }
}
