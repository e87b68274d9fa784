package io.longshore.checkpoint;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.Decision.Outcome;
import io.longshore.model.DecisionId;
import io.longshore.model.DriveId;
import io.longshore.model.store.DecisionStore;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Decisions in memory, each of which ends once.
final class MemoryDecisions implements DecisionStore {
    private final List<Decision> decided = new ArrayList<>();
    private final InstantSource clock;

    MemoryDecisions(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Decision begin(DriveId drive, long count, Choice choice) {
        decided.add(new Decision(new DecisionId(decided.size() + 1), drive, clock.instant(), count, choice,
                Optional.empty()));
        return decided.getLast();
    }

    @Override
    public synchronized Decision end(DecisionId decision, Outcome outcome) {
        int place = (int) decision.value() - 1;
        assertEquals(Optional.empty(), decided.get(place).outcome());
        decided.set(place, decided.get(place).ended(outcome));
        return decided.get(place);
    }

    @Override
    public synchronized List<Decision> of(DriveId drive, int most) {
        return decided.reversed().stream().limit(most).toList();
    }

    /// The newest one.
    synchronized Decision last() {
        return decided.getLast();
    }

    /// How many there are.
    synchronized int size() {
        return decided.size();
    }
}
