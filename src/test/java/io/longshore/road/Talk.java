package io.longshore.road;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What a test's program and its test say to each other, line by line, over the program's standard streams.
final class Talk {
    /// What the test says to let the program go on.
    static final String GO = "go";

    private final BufferedReader in;
    private final PrintStream out;

    private Talk(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /// Over this process's own streams.
    static Talk standard() {
        return new Talk(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    /// Says a line; it has left this process when this returns.
    void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    /// Waits for the next line, which must be there.
    String hear() {
        try {
            String line = in.readLine();
            if (line == null) {
                throw new IllegalStateException("nobody is there any more");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits to be let go on.
    void awaitGo() {
        String line = hear();
        if (!line.equals(GO)) {
            throw new IllegalStateException("not " + GO + ": " + line);
        }
    }
}
