package io.longshore.chain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Time that passes only by sleeping, with something that happens during each sleep.
final class TestTime implements Sleeper {
    private final Deque<Runnable> events = new ArrayDeque<>();
    private long nanos;
    private int sleeps;

    /// What happens during the next sleep that has nothing yet.
    TestTime during(Runnable event) {
        events.add(event);
        return this;
    }

    /// Nothing happens during so many sleeps.
    TestTime quiet(int count) {
        for (int i = 0; i < count; i++) {
            events.add(() -> {});
        }
        return this;
    }

    int sleeps() {
        return sleeps;
    }

    @Override
    public void sleep(Duration pause) {
        nanos += pause.toNanos();
        sleeps++;
        var event = events.poll();
        if (event != null) {
            event.run();
        }
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
