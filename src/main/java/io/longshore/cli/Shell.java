package io.longshore.cli;

import java.io.PrintStream;
import java.nio.file.Path;

import io.longshore.text.Problem;
import io.longshore.text.Words;

/// What a run of the command line is surrounded by.
///
/// @param out results go here
/// @param err everything else that is said goes here
/// @param live whether `err` is a terminal on which a line can be rewritten
/// @param words the words of the user's language
/// @param phrases what the command line alone says, in the same language
/// @param command what the user calls this program, to suggest commands
/// @param defaultHome the data folder when nobody says
/// @param interrupts where requests to end come from
/// @param opening how to get an engine
/// @param window how to open the window
/// @param hosting how to run a local network
/// @param secrets where passphrases come from
record Shell(PrintStream out, PrintStream err, boolean live, Words words, Phrases phrases, String command,
        Path defaultHome, Interrupts interrupts, Opening opening, Window window, Hosting hosting, Secrets secrets) {
    /// Says a phrase to the user.
    void say(Phrase phrase, Object... values) {
        err.println(phrases.text(phrase, values));
    }

    /// Says what is the matter, what to do and the code; then the detail, if there is one.
    void say(Problem problem) {
        err.println("longshore: " + problem.line());
        if (!problem.detail().isEmpty()) {
            err.println("  " + problem.detail());
        }
    }
}
