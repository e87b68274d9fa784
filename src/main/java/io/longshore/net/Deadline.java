package io.longshore.net;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A moment by which something of several steps must be over. Runs on the monotonic clock: setting the time of day
/// neither shortens nor stretches it. Any thread may ask it.
public final class Deadline {
    private final LongSupplier nanos;
    private final long end;

    private Deadline(LongSupplier nanos, long end) {
        this.nanos = nanos;
        this.end = end;
    }

    /// The moment `time` from now.
    public static Deadline after(Duration time) {
        return after(time, System::nanoTime);
    }

    /// The moment `time` from now by `nanos`, a clock that counts as [System#nanoTime()] does.
    public static Deadline after(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    /// The time that is left; zero once it has passed.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    /// Whether no time is left.
    public boolean passed() {
        return left().isZero();
    }

    /// The time one step may take: `wanted`, but not more than is left.
    public Duration atMost(Duration wanted) {
        Duration left = left();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }
}
