package io.longshore.cli;

import io.longshore.Pin;

/// Where requests to end come from.
@FunctionalInterface
interface Interrupts {
    /// Calls `asked`, on any thread, at the first request. The subscription's end gives the requests back to whoever had
    /// them before.
    Pin listen(Runnable asked);
}
