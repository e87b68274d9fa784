package io.longshore.localnet;

import io.longshore.chain.Revert;
import io.longshore.model.Bytes;

/// Execution ended without success; whatever it changed is taken back.
sealed abstract class Halt extends Exception {
    private Halt(String message) {
        // Control flow of the simulated machine, many a test's normal case: without a stack trace.
        super(message, null, false, false);
    }

    /// The contract refused and said why.
    static final class Reverted extends Halt {
        private final transient Bytes data;

        Reverted(Bytes data) {
            super("execution reverted");
            this.data = data;
        }

        Reverted(Revert why) {
            this(why.data());
        }

        /// The ABI-encoded error, or nothing.
        Bytes data() {
            return data;
        }
    }

    /// The gas limit was too low.
    static final class OutOfGas extends Halt {
        OutOfGas() {
            super("out of gas");
        }
    }
}
