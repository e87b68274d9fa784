package io.longshore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until somebody moves its hands. For all threads.
final class Hands implements InstantSource {
    private volatile Instant now;

    Hands(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant time) {
        now = time;
    }

    void turn(Duration by) {
        now = now.plus(by);
    }
}
