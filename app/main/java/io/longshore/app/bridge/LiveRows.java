package io.longshore.app.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The rows of a list, brought up to date from snapshots: a row lives as long as its key is there, so that selection,
/// focus and scroll position survive a refresh.
/// @param <K> what names a row
/// @param <S> what a row shows
public final class LiveRows<K, S> {
    private final Function<S, K> key;
    private final ObservableList<LiveRow<K, S>> rows = FXCollections.observableArrayList();
    private final ObservableList<LiveRow<K, S>> shown = FXCollections.unmodifiableObservableList(rows);
    private final Map<K, LiveRow<K, S>> byKey = new HashMap<>();

    /// @param key what names the row that shows a value
    public LiveRows(Function<S, K> key) {
        this.key = key;
    }

    /// The rows; only [#show] changes them.
    public ObservableList<LiveRow<K, S>> rows() {
        return shown;
    }

    /// Shows `values`, in their order; their keys must differ.
    public void show(List<S> values) {
        Set<K> wanted = new HashSet<>();
        values.forEach(value -> wanted.add(key.apply(value)));
        if (byKey.keySet().retainAll(wanted)) {
            rows.removeIf(row -> !wanted.contains(row.key()));
        }
        for (int at = 0; at < values.size(); at++) {
            place(at, values.get(at));
        }
    }

    private void place(int at, S value) {
        K name = key.apply(value);
        LiveRow<K, S> known = byKey.get(name);
        if (known == null) {
            LiveRow<K, S> fresh = new LiveRow<>(name, value);
            byKey.put(name, fresh);
            rows.add(at, fresh);
            return;
        }
        known.show(value);
        if (rows.get(at) != known) {
            rows.remove(known);
            rows.add(at, known);
        }
    }
}
