package io.longshore.model.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Standing;
import io.longshore.model.Trials;

/// What is kept of the making of a drive's checkpoints besides leaves and checkpoints.
public interface AnchorageStore {
    /// How the attempts go; [Trials#NONE] while nothing is kept.
    Trials trials(DriveId drive) throws FailureException;

    /// Changes how they go, as one step. Forced (`anchoring`) before this returns if a pause, by the user or by failures,
    /// begins or ends with it; otherwise kept, but not forced: a failure that is forgotten is one attempt more.
    /// @return how they go then
    Trials change(DriveId drive, UnaryOperator<Trials> change) throws FailureException;

    /// What the providers said when they were last heard; empty before that.
    Optional<Heard> heard(DriveId drive) throws FailureException;

    /// Keeps what they said. Not forced: they can be asked again.
    void heard(DriveId drive, Heard heard) throws FailureException;

    /// What providers said.
    ///
    /// @param at when
    /// @param standings how each of them stood to our leaves then
    /// @param apart since when they have not agreed; empty if they did
    record Heard(Instant at, Map<ProviderId, Standing> standings, Optional<Instant> apart) {
        /// Keeps an own copy.
        public Heard {
            standings = Map.copyOf(standings);
        }
    }
}
