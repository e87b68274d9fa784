package io.longshore.cli;

import java.io.Console;
import java.util.Optional;

/// Asks the user for something that must not be seen.
@FunctionalInterface
interface Prompt {
    /// Asks, and reads a line without echo.
    /// @return empty where there is no terminal, or the user ended the input
    Optional<char[]> secret(String question);

    /// Asks on the terminal of this process.
    static Prompt onTerminal() {
        return question -> {
            Console console = System.console();
            return console == null || !console.isTerminal()
                    ? Optional.empty()
                    : Optional.ofNullable(console.readPassword("%s ", question));
        };
    }
}
