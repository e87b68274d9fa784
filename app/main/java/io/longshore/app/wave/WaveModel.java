package io.longshore.app.wave;

import javafx.collections.ObservableList;

import io.longshore.app.bridge.LiveRow;
import io.longshore.app.bridge.LiveRows;
import io.longshore.model.WaveId;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.WaveSnapshot;

/// The newest waves. To be used on the window's thread.
public final class WaveModel {
    private final LiveRows<WaveId, WaveSnapshot> waves = new LiveRows<>(WaveSnapshot::id);

    /// The waves, newest first.
    public ObservableList<LiveRow<WaveId, WaveSnapshot>> waves() {
        return waves.rows();
    }

    /// Shows what the engine says.
    public void show(Snapshot snapshot) {
        waves.show(snapshot.waves());
    }
}
