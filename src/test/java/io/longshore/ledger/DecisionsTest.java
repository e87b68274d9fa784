package io.longshore.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.Decision.Outcome;
import io.longshore.model.DecisionId;
import io.longshore.model.Drive;
import io.longshore.model.ProviderId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DecisionsTest {
    @TempDir
    private Path home;

    @Test
    void whatWasDecidedAndWhatCameOfItIsKeptAlsoInADatabaseMadeAnew() throws Exception {
        try (Bench bench = new Bench(home)) {
            Drive drive = bench.drive();
            ProviderId provider = bench.samples.providers.getFirst();
            List<Choice> choices = List.of(new Choice.Wait(), new Choice.Proceed(), new Choice.Audit(provider),
                    new Choice.Challenge(provider), new Choice.Leave());
            List<Decision> expected = new ArrayList<>();
            for (Choice choice : choices) {
                Decision begun = bench.ledger.decisions().begin(drive.id(), 7, choice);
                assertEquals(new Decision(new DecisionId(expected.size() + 1), drive.id(), begun.at(), 7, choice,
                        Optional.empty()), begun);
                expected.addFirst(begun);
            }
            assertEquals(expected, bench.ledger.decisions().of(drive.id(), 9));
            for (int i = 0; i < 4; i++) {
                Outcome outcome = Outcome.values()[i];
                Decision ended = bench.ledger.decisions().end(expected.get(i).id(), outcome);
                assertEquals(expected.get(i).ended(outcome), ended);
                expected.set(i, ended);
            }
            bench.loseTheDatabase();
            assertEquals(expected, bench.ledger.decisions().of(drive.id(), 9));
            assertEquals(expected.subList(0, 2), bench.ledger.decisions().of(drive.id(), 2));
            assertEquals(List.of(), bench.ledger.decisions().of(bench.samples.drive().id(), 2));
        }
    }

    @Test
    void aDecisionEndsOnce() throws Exception {
        try (Bench bench = new Bench(home)) {
            Decision begun = bench.ledger.decisions().begin(bench.drive().id(), 1, new Choice.Wait());
            bench.ledger.decisions().end(begun.id(), Outcome.AGREED);
            assertThrows(IllegalArgumentException.class,
                    () -> bench.ledger.decisions().end(begun.id(), Outcome.LEFT));
            assertThrows(IllegalArgumentException.class,
                    () -> bench.ledger.decisions().end(new DecisionId(2), Outcome.LEFT));
        }
    }

    @Test
    void everyWordIsReadAsItIsWritten() {
        for (Outcome outcome : Outcome.values()) {
            assertEquals(outcome, Outcome.of(outcome.word()));
        }
        String id = "0x" + "ab".repeat(20);
        assertEquals(new Choice.Audit(ProviderId.of(id)), Choice.of("audit:" + id));
        assertEquals(new Choice.Challenge(ProviderId.of(id)), Choice.of("challenge:" + id));
        assertEquals(new Choice.Leave(), Choice.of("leave"));
        for (String none : List.of("", "audit", "audit:", "audit:x", "leave:" + id, "wait:" + id, "drop", ":" + id)) {
            assertThrows(IllegalArgumentException.class, () -> Choice.of(none), none);
        }
    }
}
