package gyrus.cli;

import java.io.PrintStream;
import java.nio.file.Path;

/// One use of a verb: what was asked for, and where to answer.
///
/// @param flags what every verb understands
/// @param out takes the result
/// @param err takes progress and messages
record Call(Flags flags, PrintStream out, PrintStream err) {

    /// Where runs lie.
    Path runs() {
        return flags.runs();
    }

    /// Whether the result is one JSON document.
    boolean json() {
        return flags.json();
    }

    /// What follows the verb.
    Arguments arguments() {
        return new Arguments(flags.verb(), flags.rest());
    }

    /// Tells people something, unless they want silence.
    void say(String message) {
        if (!flags.quiet()) err.println(message);
    }
}
