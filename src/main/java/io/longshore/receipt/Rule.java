package io.longshore.receipt;

/// What must be so in an export.
final class Rule {
    private Rule() {}

    /// Goes on if it is so.
    /// @param wrong what is the matter if it is not, as [String#formatted] takes it
    /// @throws IllegalArgumentException if it is not; who reads the line says which one it is
    static void holds(boolean fact, String wrong, Object... values) {
        if (!fact) {
            throw new IllegalArgumentException(wrong.formatted(values));
        }
    }
}
