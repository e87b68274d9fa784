package io.longshore.receipt;

import java.util.HashSet;
import java.util.Set;

import io.longshore.model.Hash;

/// An intent of an export, and what was signed for it, in whichever journal that stands.
final class Transfer {
    private final Draft draft;
    private final Set<Hash> attempts = new HashSet<>();

    /// @param draft what it is for
    Transfer(Draft draft) {
        this.draft = draft;
    }

    /// What it is for.
    Draft draft() {
        return draft;
    }

    /// Takes the hash of a transaction that was signed for it.
    void attempted(Hash transaction) {
        attempts.add(transaction);
    }

    /// Whether that transaction was signed for it.
    boolean isAttempt(Hash transaction) {
        return attempts.contains(transaction);
    }
}
