package io.longshore.localnet;

import java.util.List;

import io.longshore.chain.Log;
import io.longshore.model.Bytes;

/// How the execution of a transaction or a simulated call went.
///
/// @param outcome how it ended
/// @param gasUsed what it cost in gas
record Execution(Outcome outcome, long gasUsed) {
    /// How it ended.
    sealed interface Outcome {
        /// It did what it was to do.
        record Succeeded(Bytes output, List<Log> logs) implements Outcome {
            /// Keeps an own copy.
            public Succeeded {
                logs = List.copyOf(logs);
            }
        }

        /// The contract refused.
        record Reverted(Bytes data) implements Outcome {}

        /// Its gas limit was too low.
        record OutOfGas() implements Outcome {}
    }

    /// Whether it did what it was to do.
    boolean succeeded() {
        return outcome instanceof Outcome.Succeeded;
    }

    /// The events it emitted; none if it did not succeed.
    List<Log> logs() {
        return outcome instanceof Outcome.Succeeded(_, List<Log> logs) ? logs : List.of();
    }
}
