package io.longshore.model;

/// The number of a wave in this data folder, counted from 1 in the order of planning.
public record WaveId(long value) implements Comparable<WaveId> {
    /// Checks the range.
    public WaveId {
        if (value < 0) {
            throw new IllegalArgumentException("WaveId negative: " + value);
        }
    }

    @Override
    public int compareTo(WaveId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
