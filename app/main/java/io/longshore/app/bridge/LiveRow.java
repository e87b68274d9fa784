package io.longshore.app.bridge;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One row of a list that stays the same row while what it shows changes.
/// @param <K> what names it
/// @param <S> what it shows
public final class LiveRow<K, S> {
    private final K key;
    private final ReadOnlyObjectWrapper<S> shown;

    LiveRow(K key, S shown) {
        this.key = key;
        this.shown = new ReadOnlyObjectWrapper<>(shown);
    }

    /// What names it.
    public K key() {
        return key;
    }

    /// What it shows just now.
    public S shown() {
        return shown.get();
    }

    /// What it shows, to be watched.
    public ReadOnlyObjectProperty<S> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void show(S next) {
        // Equal snapshots change nothing, so that a still row is not drawn again.
        if (!next.equals(shown.get())) {
            shown.set(next);
        }
    }
}
