package gyrus.train;

import java.util.Map;

/// What a stream of messages can show.
///
/// @param live    whether a line can be rewritten
/// @param colour  whether colours are wanted
/// @param blocks  whether line-drawing characters can be shown
/// @param columns width in characters
public record Terminal(boolean live, boolean colour, boolean blocks, int columns) {

    /// The standard error stream of this process.
    ///
    /// Java cannot ask whether standard error is a terminal; a launcher can, and tells with
    /// `-Dgyrus.terminal=true|false` and `-Dgyrus.columns=N`. Without, a console on the other streams
    /// decides. `NO_COLOR` (not empty) takes colours away, `TERM=dumb` the rewriting.
    public static Terminal standardError() {
        var told = System.getProperty("gyrus.terminal");
        var console = told == null ? System.console() : null;
        boolean live = told == null ? console != null && console.isTerminal() : Boolean.parseBoolean(told);
        boolean blocks = System.err.charset().newEncoder().canEncode('━');
        var columns = System.getProperty("gyrus.columns", System.getenv().getOrDefault("COLUMNS", ""));
        return of(live, blocks, columns, System.getenv());
    }

    static Terminal of(boolean live, boolean blocks, String columns, Map<String, String> environment) {
        boolean able = live && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean colour = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
        int width = columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : 80;
        return new Terminal(able, colour, blocks, width);
    }
}
