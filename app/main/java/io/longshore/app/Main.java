package io.longshore.app;

import io.longshore.app.word.Messages;
import io.longshore.cli.Cli;

/// The program: with a command the command line, without one the window. Not an `Application` itself, so that JavaFX may
/// come from the class path as well as from the runtime, and is not loaded for a command.
public final class Main {
    private Main() {}

    /// Runs to the end of the command or of the window, and leaves with its exit code.
    public static void main(String[] arguments) {
        System.exit(Cli.run(arguments,
                entry -> new Desktop(Messages.ofThisUser(), System.getenv(), System.err).open(entry::open)));
    }
}
