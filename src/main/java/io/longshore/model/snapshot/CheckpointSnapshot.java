package io.longshore.model.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.longshore.model.Checkpoint;
import io.longshore.model.Decision;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;

/// How the checkpoints of one drive stand.
///
/// @param drive whose
/// @param last the newest one; empty before the first
/// @param pending leaves that no checkpoint covers yet
/// @param strategy when they are made
/// @param next when the next one is due; nothing while it is being made
/// @param paused why none is made now; empty while they are
/// @param failures how many attempts in a row have failed
/// @param providers how each provider stood when it was last heard; empty before that
/// @param histories how they have fared, as far as that is kept
/// @param conflict what keeps them apart; empty while they agree
/// @param shortage that too few were there for a majority when they were last asked to sign; empty if enough were
/// @param counters what was done since the program started
public record CheckpointSnapshot(DriveId drive, Optional<Checkpoint> last, long pending, Strategy strategy, Next next,
        Optional<Paused> paused, int failures, Map<ProviderId, Standing> providers,
        Map<ProviderId, ProviderHistory> histories, Optional<Conflict> conflict, Optional<Failure.NoMajority> shortage,
        Counters counters) {
    /// Keeps own copies.
    public CheckpointSnapshot {
        providers = Map.copyOf(providers);
        histories = Map.copyOf(histories);
    }

    /// When something is due.
    ///
    /// @param block from which block on; empty if it does not depend on blocks
    /// @param time from which moment on; empty if it does not depend on time
    public record Next(OptionalLong block, Optional<Instant> time) {
        /// Nothing is due by itself.
        public static final Next NEVER = new Next(OptionalLong.empty(), Optional.empty());
    }

    /// Why nothing is submitted.
    public sealed interface Paused {
        /// The user said so.
        record ByUser() implements Paused {}

        /// So many attempts in a row failed.
        record ByFailures(int failures, Optional<Failure> last) implements Paused {}
    }

    /// Providers that do not agree with us, or with one another.
    ///
    /// @param since when it was first seen
    /// @param advice what follows best, with what it rests on
    /// @param decisions what was decided about it, newest first
    public record Conflict(Instant since, Recommendation advice, List<Decision> decisions) {
        /// Keeps an own copy.
        public Conflict {
            decisions = List.copyOf(decisions);
        }
    }

    /// What was done since the program started: `attempts` is the sum of the four after it.
    ///
    /// @param attempts rounds that were begun and have ended
    /// @param submitted those that ended with a checkpoint
    /// @param unchanged those that found nothing new to submit, though they may have added signatures
    /// @param conflicts those that ended without a majority
    /// @param failed those that ended otherwise
    /// @param extended signatures that were added to checkpoints
    /// @param asked how many providers were asked, over all rounds
    /// @param agreeing how many of them agreed
    public record Counters(long attempts, long submitted, long unchanged, long conflicts, long failed, long extended,
            long asked, long agreeing) {
        /// Nothing was done.
        public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0, 0);

        /// Both together.
        public Counters plus(Counters more) {
            return new Counters(attempts + more.attempts, submitted + more.submitted, unchanged + more.unchanged,
                    conflicts + more.conflicts, failed + more.failed, extended + more.extended, asked + more.asked,
                    agreeing + more.agreeing);
        }
    }
}
