package io.longshore.localnet;

import java.time.Duration;

/// When the dev chain makes blocks.
public sealed interface Mining {
    /// A block for each transaction as soon as it can be executed: its receipt is there when its hash is answered. Who asks
    /// for a block when the newest one is older than a minute gets an empty new one, so that time does not stand still.
    record AtOnce() implements Mining {}

    /// A block every `period`, empty or not.
    record Every(Duration period) implements Mining {
        /// Checks that it is a time.
        public Every {
            if (!period.isPositive()) {
                throw new IllegalArgumentException("not a period: " + period);
            }
        }
    }

    /// Only when [DevChain#mine] is called.
    record ByCommand() implements Mining {}
}
