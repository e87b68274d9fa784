package io.longshore.model;

/// How one provider's word on a bucket stands to our own leaves.
public sealed interface Standing {
    /// It has exactly our leaves.
    record Agreeing(Commitment commitment) implements Standing {}

    /// It has the first of our leaves, and lacks the last `leaves`.
    record Behind(Commitment commitment, long leaves) implements Standing {}

    /// It has `leaves` more than we know of.
    record Ahead(Commitment commitment, long leaves) implements Standing {}

    /// It has other leaves than ours.
    record Divergent(Commitment commitment) implements Standing {}

    /// What it says is no valid commitment; it counts among all providers nevertheless.
    record Invalid(String reason) implements Standing {}

    /// It does not answer.
    record Unreachable(Failure failure) implements Standing {}
}
