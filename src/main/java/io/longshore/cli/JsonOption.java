package io.longshore.cli;

import picocli.CommandLine.Option;

/// The choice between words and JSON on standard output.
final class JsonOption {
    @Option(names = "--json", description = "Print one JSON object a line instead of words.")
    private boolean json;

    /// Whether it is JSON.
    boolean chosen() {
        return json;
    }
}
