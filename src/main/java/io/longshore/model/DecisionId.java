package io.longshore.model;

/// The number of a decision in this data folder, counted from 1.
public record DecisionId(long value) {
    /// Checks the range.
    public DecisionId {
        if (value < 1) {
            throw new IllegalArgumentException("DecisionId not positive: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
