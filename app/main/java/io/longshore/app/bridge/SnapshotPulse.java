package io.longshore.app.bridge;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;

import io.longshore.model.snapshot.Snapshot;

/// Shows the newest snapshot on a pulse when one is wanted, and asks for no pulses otherwise: ten thousand changes
/// between two pulses cost one refresh.
final class SnapshotPulse extends AnimationTimer {
    private final Supplier<Snapshot> newest;
    private final Consumer<Snapshot> screens;
    private final Executor window;
    private final AtomicBoolean wanted = new AtomicBoolean();

    SnapshotPulse(Supplier<Snapshot> newest, Consumer<Snapshot> screens, Executor window) {
        this.newest = newest;
        this.screens = screens;
        this.window = window;
    }

    /// Says that there is a newer snapshot. Fast; from any thread.
    void wanted() {
        if (!wanted.getAndSet(true)) {
            window.execute(this::start);
        }
    }

    @Override
    public void handle(long now) {
        if (wanted.getAndSet(false)) {
            screens.accept(newest.get());
        } else {
            // A change from here on finds the flag down and starts the timer again.
            stop();
        }
    }
}
