package io.longshore.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What the user decided in a conflict, and what came of it.
///
/// @param id its number
/// @param drive whose providers did not agree
/// @param at when it was decided
/// @param count how many leaves the drive had
/// @param choice what was decided
/// @param outcome what came of it; empty while it is under way, or if the program ended meanwhile
public record Decision(DecisionId id, DriveId drive, Instant at, long count, Choice choice,
        Optional<Outcome> outcome) {
    /// What came of a decision.
    public enum Outcome {
        /// A checkpoint is on chain.
        SUBMITTED,
        /// All providers agree.
        AGREED,
        /// They were sent what they lack, and do not agree.
        STILL_APART,
        /// The provider's audit found nothing wrong.
        PASSED,
        /// The provider's audit found something wrong.
        FAILED,
        /// Proof against the provider was handed to the chain.
        CHALLENGED,
        /// It was not possible, and nothing was done.
        REFUSED,
        /// It was tried, and something failed on the way.
        BROKEN_OFF,
        /// It was left as it is.
        LEFT;

        /// The word in the journal and in JSON; never changes.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Reads what [#word] writes.
        /// @throws IllegalArgumentException if it is none
        public static Outcome of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// The same, with what came of it.
    public Decision ended(Outcome how) {
        return new Decision(id, drive, at, count, choice, Optional.of(how));
    }
}
