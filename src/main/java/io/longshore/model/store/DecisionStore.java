package io.longshore.model.store;

import java.util.List;

import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DecisionId;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;

/// What the user decided about conflicts, and what came of it. Nothing here is ever deleted.
public interface DecisionStore {
    /// Records that the user has decided. Forced (`decision`) before anything is done about it.
    /// @param count how many leaves the drive has
    Decision begin(DriveId drive, long count, Choice choice) throws FailureException;

    /// Records what came of a decision. Forced (`decision`).
    /// @return the decision as it is then
    Decision end(DecisionId decision, Decision.Outcome outcome) throws FailureException;

    /// What was decided about a drive, newest first, at most `most`.
    List<Decision> of(DriveId drive, int most) throws FailureException;
}
