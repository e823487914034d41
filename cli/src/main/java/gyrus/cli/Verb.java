package gyrus.cli;

/// Something that the command can do.
interface Verb {

    /// Its help page.
    String help();

    /// Prints help on what the call asks about: on the verb, unless it knows better.
    default void explain(Call call) {
        call.out().print(help());
    }

    /// Does it.
    ///
    /// @throws Usage if the arguments make no sense
    void run(Call call);
}
