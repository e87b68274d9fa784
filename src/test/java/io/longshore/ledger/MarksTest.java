package io.longshore.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.DriveId;
import io.longshore.model.Hash;
import io.longshore.model.store.LeafStore.Mark;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Peaks that are kept so that an MMR is not reckoned from its first leaf.
class MarksTest {
    @TempDir
    private Path home;

    private static Mark mark(Samples samples, long count) {
        return new Mark(count, List.of(samples.hash(), samples.hash()));
    }

    @Test
    void theLongestThatIsNotTooLongIsFoundAgain() throws Exception {
        try (Bench bench = new Bench(home)) {
            DriveId drive = bench.samples.drive().id();
            Mark first = mark(bench.samples, 1024);
            Mark second = mark(bench.samples, 2048);
            bench.ledger.leaves().mark(drive, first);
            bench.ledger.leaves().mark(drive, second);
            bench.ledger.leaves().mark(bench.samples.drive().id(), mark(bench.samples, 1500));
            bench.reopen();
            assertEquals(Optional.empty(), bench.ledger.leaves().mark(drive, 1023));
            assertEquals(Optional.of(first), bench.ledger.leaves().mark(drive, 1024));
            assertEquals(Optional.of(first), bench.ledger.leaves().mark(drive, 2047));
            assertEquals(Optional.of(second), bench.ledger.leaves().mark(drive, Long.MAX_VALUE));
        }
    }

    @Test
    void aDamagedOneIsNone() throws Exception {
        try (Bench bench = new Bench(home)) {
            DriveId drive = bench.samples.drive().id();
            bench.ledger.leaves().mark(drive, mark(bench.samples, 1024));
            bench.ledger.close();
            DatabaseTest.execute(home, "update marks set peaks = X'" + "00".repeat(2 * Hash.SIZE) + "'");
            bench.reopen();
            assertEquals(Optional.empty(), bench.ledger.leaves().mark(drive, 5000));
        }
    }
}
