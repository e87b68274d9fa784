package io.longshore.localnet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One mapping of the chain's state: balances, nonces, a contract's storage. Changed through [Changes] only, so that every
/// change can be taken back. Guarded by the chain's lock.
final class Table<K, V> {
    private final Map<K, V> values = new HashMap<>();

    /// The value of `key`, if it was ever set.
    Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Puts `value` in place, or nothing if it is empty, and returns what was there.
    Optional<V> swap(K key, Optional<V> value) {
        return Optional.ofNullable(value.isPresent() ? values.put(key, value.get()) : values.remove(key));
    }
}
