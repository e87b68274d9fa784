package io.longshore.model;

/// The number of an intent in this data folder, counted from 1 in the order of drafting.
public record IntentId(long value) implements Comparable<IntentId> {
    /// Checks the range.
    public IntentId {
        if (value < 0) {
            throw new IllegalArgumentException("IntentId negative: " + value);
        }
    }

    @Override
    public int compareTo(IntentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
