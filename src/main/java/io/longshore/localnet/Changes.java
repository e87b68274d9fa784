package io.longshore.localnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a block changed, in order: taken back for a failed transaction, a simulated call or a reorganisation, and put back
/// after a look at an older state. Guarded by the chain's lock.
final class Changes {
    /// One change; `other` is the value that is not in the table now: the old one while the change stands, else the new one.
    private static final class Change<K, V> {
        private final Table<K, V> table;
        private final K key;
        private Optional<V> other;

        private Change(Table<K, V> table, K key, V value) {
            this.table = table;
            this.key = key;
            this.other = table.swap(key, Optional.of(value));
        }

        private void swap() {
            other = table.swap(key, other);
        }
    }

    private final List<Change<?, ?>> changes = new ArrayList<>();

    /// Sets a value.
    <K, V> void put(Table<K, V> table, K key, V value) {
        changes.add(new Change<>(table, key, value));
    }

    /// How far it is, for [#forgetAfter].
    int mark() {
        return changes.size();
    }

    /// Takes back and forgets what was changed since `mark`.
    void forgetAfter(int mark) {
        while (changes.size() > mark) {
            changes.removeLast().swap();
        }
    }

    /// Takes back all of it, to be put back with [#redo].
    void undo() {
        changes.reversed().forEach(Change::swap);
    }

    /// Puts back what [#undo] took back.
    void redo() {
        changes.forEach(Change::swap);
    }
}
