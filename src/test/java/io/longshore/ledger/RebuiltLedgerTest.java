package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Run;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.store.UploadStore.SealedLeaves;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RebuiltLedgerTest {
    @TempDir
    private Path home;

    private Bench bench;

    @BeforeEach
    void open() throws FailureException {
        bench = new Bench(home);
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    @Test
    void isRebuiltFromTheJournalAndOpenedWithTheVault() throws Exception {
        Drive drive = bench.drive();
        GroupId group = new GroupId(bench.samples.bytes(16));
        UploadPlan plan = bench.samples.plan(drive.id(), 5, Optional.of(group));
        UploadPlan failed = bench.samples.plan(drive.id(), 5, Optional.of(group));
        bench.ledger.uploads().addAll(List.of(plan, failed), Optional.empty());
        Bytes sealedFolders = bench.samples.bytes(80);
        bench.ledger.uploads().folders(drive.id(), group, List.of("a/b", "ö"), sealedFolders);
        bench.ledger.uploads().state(failed.upload(),
                new UploadState.Failed(new Failure.SourceChanged(Path.of("/secret/name"), "gone"), Amount.of(3)));
        Run run = bench.samples.run(plan.upload(), 0, 3);
        Wave wave = bench.wave(plan, run);
        assertEquals(List.of("a/b", "ö"), bench.ledger.uploads().folders(group));
        String journal = Files.readString(bench.home.resolve(Ledger.JOURNAL));
        for (String secret : List.of("secret", plan.facts().name(), "a/b", "some folder")) {
            assertFalse(journal.contains(secret), secret);
        }
        bench.loseTheDatabase();
        Upload read = bench.ledger.uploads().find(plan.upload()).orElseThrow();
        assertEquals(new UploadState.AwaitingVault(), read.state());
        assertEquals(plan.sealedSource(), read.plan().sealedSource());
        assertEquals(plan.wrappedDek(), read.plan().wrappedDek());
        assertInstanceOf(UploadState.Failed.class, bench.ledger.uploads().find(failed.upload()).orElseThrow().state());
        assertVaultLocked(() -> bench.ledger.uploads().folders(group));
        assertVaultLocked(() -> bench.ledger.uploads().chunks(plan.upload(), 0, 5));
        assertVaultLocked(() -> bench.ledger.uploads().leaves(plan.upload()));
        assertEquals(wave, bench.ledger.waves().find(wave.id()).orElseThrow());
        assertEquals(List.of(new SealedLeaves(0, 3, run.sealedLeaves())),
                bench.ledger.uploads().sealedLeaves(plan.upload()));
        assertEquals(3, bench.ledger.openSources(new Opener(Map.of(), Map.of())));
        assertEquals(0,
                bench.ledger.openSources(new Opener(Map.of(plan.sealedSource(), plan, failed.sealedSource(), failed),
                        Map.of(sealedFolders, List.of("a/b", "ö")))));
        List<Hash> leaves = run.chunks().stream().map(PlannedChunk::leaf).toList();
        assertThrows(IllegalArgumentException.class,
                () -> bench.ledger.uploads().supplyLeaves(plan.upload(), 0, leaves.subList(0, 2)));
        bench.ledger.uploads().supplyLeaves(plan.upload(), 0, leaves);
        assertEquals(plan, bench.ledger.uploads().find(plan.upload()).orElseThrow().plan());
        assertEquals(new UploadState.Queued(), bench.ledger.uploads().find(plan.upload()).orElseThrow().state());
        assertEquals(run.chunks(), bench.ledger.uploads().chunks(plan.upload(), 0, 5));
        assertEquals(List.of("a/b", "ö"), bench.ledger.uploads().folders(group));
        bench.reopen();
        assertTrue(bench.ledger.recovery().isNothing());
        assertEquals(run.chunks(), bench.ledger.uploads().chunks(plan.upload(), 0, 5));
    }

    private interface Asking {
        Object ask() throws FailureException;
    }

    private static void assertVaultLocked(Asking asking) {
        assertEquals(new Failure.VaultLocked(), assertThrows(FailureException.class, asking::ask).failure());
    }

    private record Opener(Map<Bytes, UploadPlan> plans, Map<Bytes, List<String>> folders) implements SourceOpener {
        @Override
        public Opened source(DriveId drive, Bytes sealed) throws FailureException {
            UploadPlan plan = known(plans.get(sealed));
            SourceIdentity source = plan.source();
            FileFacts facts = plan.facts();
            return new Opened(source, facts);
        }

        @Override
        public String network(DriveId drive, Bytes sealed) throws FailureException {
            throw new FailureException(new Failure.VaultLocked());
        }

        @Override
        public List<String> folders(DriveId drive, Bytes sealed) throws FailureException {
            return known(folders.get(sealed));
        }

        private static <T> T known(T value) throws FailureException {
            if (value == null) {
                throw new FailureException(new Failure.VaultLocked());
            }
            return value;
        }
    }
}
