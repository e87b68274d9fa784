package io.longshore.ledger;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;

import static io.longshore.ledger.Samples.CHAIN;
import static io.longshore.ledger.Samples.VAULT;
import static io.longshore.ledger.Samples.WALLET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ExtensionTest {
    @TempDir
    private Path home;

    @Test
    void lateSignersStandWithTheirCheckpointAlsoInADatabaseMadeAnew() throws Exception {
        try (Bench bench = new Bench(home)) {
            Drive drive = bench.drive();
            Checkpoint first = bench.samples.checkpoint(3);
            Checkpoint newest = bench.samples.checkpoint(5);
            Bench.anchor(bench.ledger, bench.samples, drive, first);
            Bench.anchor(bench.ledger, bench.samples, drive, newest);
            List<ProviderId> late = bench.samples.providers.subList(3, 5);
            Purpose.Extend extend = new Purpose.Extend(drive.id(), newest.root(), 0, 5, late);
            Drafted drafted = bench.ledger.payments().draft(extend, CHAIN, WALLET, 9, VAULT, bench.samples.bytes(100),
                    bench.samples::attempt);
            assertEquals(List.of(extend), bench.ledger.payments().open().stream().map(open -> open.purpose()).toList());
            Outcome.Confirmed outcome = bench.samples.confirmed(Wei.of(7));
            bench.ledger.leaves().extension(drive.id(), signedBy(newest, late, outcome), drafted.intent().id(),
                    outcome);
            List<Checkpoint> expected = List.of(newest.with(late), first);
            assertEquals(5, expected.getFirst().signers().size());
            assertEquals(newest.transaction(), expected.getFirst().transaction(), "the submission's");
            assertEquals(expected, bench.ledger.leaves().checkpoints(drive.id(), 9));
            assertEquals(List.of(), bench.ledger.payments().open());
            bench.loseTheDatabase();
            assertEquals(expected, bench.ledger.leaves().checkpoints(drive.id(), 9));
        }
    }

    @Test
    void onlyTheNewestCheckpointIsExtended() throws Exception {
        try (Bench bench = new Bench(home)) {
            Drive drive = bench.drive();
            Checkpoint first = bench.samples.checkpoint(3);
            Checkpoint newest = bench.samples.checkpoint(5);
            Bench.anchor(bench.ledger, bench.samples, drive, first);
            Bench.anchor(bench.ledger, bench.samples, drive, newest);
            List<ProviderId> late = bench.samples.providers.subList(3, 5);
            Drafted drafted = bench.ledger.payments().draft(new Purpose.Extend(drive.id(), first.root(), 0, 3, late),
                    CHAIN, WALLET, 9, VAULT, bench.samples.bytes(100), bench.samples::attempt);
            Outcome.Confirmed outcome = bench.samples.confirmed(Wei.of(7));
            assertThrows(IllegalArgumentException.class, () -> bench.ledger.leaves().extension(drive.id(),
                    signedBy(first, late, outcome), drafted.intent().id(), outcome));
            assertEquals(List.of(newest, first), bench.ledger.leaves().checkpoints(drive.id(), 9));
        }
    }

    private static Checkpoint signedBy(Checkpoint checkpoint, List<ProviderId> late, Outcome.Confirmed outcome) {
        return new Checkpoint(checkpoint.bucket(), checkpoint.root(), checkpoint.start(), checkpoint.count(), late,
                outcome.transaction(), outcome.block(), outcome.blockTime());
    }
}
