package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.BucketId;
import io.longshore.model.Commitment;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Signature;
import io.longshore.model.Standing;
import io.longshore.model.Trials;
import io.longshore.model.VouchedKey;
import io.longshore.model.store.AnchorageStore;
import io.longshore.model.store.AnchorageStore.Heard;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AnchoragesTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path home;
    private Bench bench;
    private Drive drive;

    @BeforeEach
    void open() throws FailureException {
        bench = new Bench(home);
        drive = bench.samples.drive();
        bench.ledger.drives().put(drive);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    private AnchorageStore store() {
        return bench.ledger.anchorages();
    }

    private Trials fail() throws FailureException {
        return store().change(drive.id(), trials -> trials.failed(TIME, new Failure.NoMajority(1, 3)));
    }

    private List<String> recorded() throws Exception {
        return Files.readAllLines(home.resolve(Ledger.JOURNAL)).stream()
                .filter(line -> line.contains("\"type\":\"anchoring\""))
                .map(line -> line.substring(line.indexOf("\"paused\""), line.length() - 2)).toList();
    }

    @Test
    void aNewDriveHasTriedNothing() throws Exception {
        assertEquals(Trials.NONE, store().trials(drive.id()));
        assertEquals(Optional.empty(), store().heard(drive.id()));
    }

    @Test
    void failuresAreCountedOverARestartAndThePauseTheyMakeStandsInTheJournal() throws Exception {
        for (int i = 1; i <= 4; i++) {
            assertEquals(i, fail().failures());
        }
        assertEquals(List.of(), recorded(), "a failure that is forgotten is one attempt more");
        bench.reopen();
        Trials fifth = fail();
        assertEquals(new Trials(false, 5, Optional.of(new Failure.NoMajority(1, 3)), Optional.of(TIME)), fifth);
        fail();
        assertEquals(List.of("\"paused\":false,\"failures\":5"), recorded());
        assertEquals(6, store().trials(drive.id()).failures());
        store().change(drive.id(), Trials::anew);
        assertEquals(List.of("\"paused\":false,\"failures\":5", "\"paused\":false,\"failures\":0"), recorded());
    }

    @Test
    void aPauseOutlivesTheDatabase() throws Exception {
        store().change(drive.id(), Trials::stopped);
        bench.loseTheDatabase();
        assertEquals(Trials.NONE.stopped(), store().trials(drive.id()));
        store().change(drive.id(), Trials::resumed);
        bench.loseTheDatabase();
        assertEquals(Trials.NONE, store().trials(drive.id()));
        assertEquals(List.of("\"paused\":true,\"failures\":0", "\"paused\":false,\"failures\":0"), recorded());
    }

    @Test
    void whatProvidersSaidIsKeptWithTheirSignatures() throws Exception {
        Map<ProviderId, Standing> standings = new LinkedHashMap<>();
        List<ProviderId> providers = bench.samples.providers;
        Commitment said = new Commitment(providers.get(0), new BucketId(9), bench.samples.hash(), 0, 12,
                new Signature(bench.samples.bytes(Signature.SIZE)));
        Commitment other = new Commitment(providers.get(1), new BucketId(9), bench.samples.hash(), 0, 10,
                new CommitmentSignature.Ed25519(bench.samples.bytes(CommitmentSignature.Ed25519.SIZE), new VouchedKey(
                        bench.samples.bytes(VouchedKey.SIZE), new Signature(bench.samples.bytes(Signature.SIZE)))));
        standings.put(providers.get(0), new Standing.Agreeing(said));
        standings.put(providers.get(1), new Standing.Behind(other, 2));
        standings.put(providers.get(2), new Standing.Invalid("is about another bucket"));
        standings.put(providers.get(3), new Standing.Unreachable(
                new Failure.Unavailable("http://127.0.0.1:1", "refuses", Optional.empty())));
        store().heard(drive.id(), new Heard(TIME, standings, Optional.of(TIME.minusSeconds(9))));
        bench.reopen();
        assertEquals(Optional.of(new Heard(TIME, standings, Optional.of(TIME.minusSeconds(9)))),
                store().heard(drive.id()));
        Map<ProviderId, Standing> others = Map.of(providers.get(0), new Standing.Ahead(said, 3), providers.get(1),
                new Standing.Divergent(other));
        store().heard(drive.id(), new Heard(TIME, others, Optional.empty()));
        assertEquals(Optional.of(new Heard(TIME, others, Optional.empty())), store().heard(drive.id()));
        assertEquals(Trials.NONE, store().trials(drive.id()), "what they said changes nothing about the attempts");
    }

    @Test
    void aDriveThatIsGoneIsForgotten() throws Exception {
        store().change(drive.id(), Trials::stopped);
        bench.ledger.drives().remove(drive.id());
        bench.ledger.drives().put(drive);
        assertEquals(Trials.NONE, store().trials(drive.id()));
    }
}
