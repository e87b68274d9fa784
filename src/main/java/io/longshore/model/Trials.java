package io.longshore.model;

import java.time.Instant;
import java.util.Optional;

/// How the attempts at checkpoints of a drive go: what must outlive the program besides the leaves themselves. Whatever
/// keeps an attempt from ending with a checkpoint counts as its failure: that nobody answers, that too few agree, that the
/// transaction could not be sent or was reverted.
///
/// @param paused whether the user said that none be made
/// @param failures how many attempts in a row have failed
/// @param last why the last one did; empty without failures, or where the database was made anew from the journal
/// @param failedAt when; empty likewise
public record Trials(boolean paused, int failures, Optional<Failure> last, Optional<Instant> failedAt) {
    /// After so many failures in a row none is made by itself any more (Automated Checkpoint Protocol, background loop).
    public static final int MOST_FAILURES = 5;

    /// Nothing was tried yet.
    public static final Trials NONE = new Trials(false, 0, Optional.empty(), Optional.empty());

    /// Checks the count.
    public Trials {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures);
        }
    }

    /// Whether so many failed that none is made by itself any more.
    public boolean isExhausted() {
        return failures >= MOST_FAILURES;
    }

    /// After another failure.
    public Trials failed(Instant now, Failure why) {
        return new Trials(paused, failures + 1, Optional.of(why), Optional.of(now));
    }

    /// After a success, or when they begin anew: failures are counted from nothing.
    public Trials anew() {
        return new Trials(paused, 0, Optional.empty(), Optional.empty());
    }

    /// After the user has paused them.
    public Trials stopped() {
        return new Trials(true, failures, last, failedAt);
    }

    /// After the user has let them go on: failures are counted from nothing, too.
    public Trials resumed() {
        return NONE;
    }
}
