package io.longshore.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.IndexObject;
import io.longshore.model.Row;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UploadsTest {
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
    void keepsDrives() throws Exception {
        Drive one = bench.drive();
        Drive two = bench.drive();
        Set<Drive> both = Set.of(one, two);
        assertEquals(both, new HashSet<>(bench.ledger.drives().all()));
        bench.upload(one, 0);
        FailureException refused = assertThrows(FailureException.class, () -> bench.ledger.drives().remove(one.id()));
        assertInstanceOf(Failure.Refused.class, refused.failure());
        bench.ledger.drives().remove(two.id());
        assertEquals(List.of(one), bench.ledger.drives().all());
        bench.loseTheDatabase();
        assertEquals(List.of(one), bench.ledger.drives().all());
    }

    @Test
    void keepsUploadsInOrder() throws Exception {
        Drive drive = bench.drive();
        GroupId group = new GroupId(bench.samples.bytes(16));
        List<UploadPlan> plans = List.of(bench.samples.plan(drive.id(), 3, Optional.of(group)),
                bench.samples.plan(drive.id(), 0, Optional.of(group)),
                bench.samples.plan(drive.id(), 70, Optional.empty()));
        List<Upload> added = bench.ledger.uploads().addAll(plans, Optional.of(Amount.of(5)));
        assertEquals(plans, added.stream().map(Upload::plan).toList());
        for (Upload upload : added) {
            assertEquals(new UploadState.Queued(), upload.state());
            assertEquals(Optional.of(Amount.of(5)), upload.budget());
            assertEquals(Samples.NOW, upload.added());
            assertEquals(Optional.of(upload), bench.ledger.uploads().find(upload.id()));
        }
        bench.reopen();
        assertEquals(added, bench.ledger.uploads().all());
        assertEquals(added.subList(0, 2), bench.ledger.uploads().group(group));
        assertEquals(added, bench.ledger.uploads().unfinished(drive.id()));
        bench.ledger.uploads().budget(added.getFirst().id(), Optional.empty());
        assertEquals(Optional.empty(), bench.ledger.uploads().find(added.getFirst().id()).orElseThrow().budget());
        assertThrows(IllegalArgumentException.class, () -> bench.ledger.uploads().addAll(plans, Optional.empty()));
    }

    @Test
    void keepsEveryState() throws Exception {
        Drive drive = bench.drive();
        for (UploadState state : States.all()) {
            UploadPlan plan = bench.upload(drive, 1);
            bench.ledger.uploads().state(plan.upload(), state);
            assertEquals(state, bench.ledger.uploads().find(plan.upload()).orElseThrow().state());
        }
        List<Upload> before = bench.ledger.uploads().all();
        bench.reopen();
        assertEquals(before, bench.ledger.uploads().all());
        assertTrue(
                bench.ledger.uploads().unfinished(drive.id()).stream().noneMatch(upload -> upload.state().isFinal()));
    }

    @Test
    void letsNoStateFollowAFinalOne() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 1);
        UploadState over = new UploadState.Cancelled(Amount.of(7));
        bench.ledger.uploads().state(plan.upload(), over);
        bench.ledger.uploads().state(plan.upload(), new UploadState.Running());
        bench.ledger.uploads().state(plan.upload(), new UploadState.Cancelled(Amount.ZERO));
        assertEquals(over, bench.ledger.uploads().find(plan.upload()).orElseThrow().state());
        bench.loseTheDatabase();
        assertEquals(over, bench.ledger.uploads().find(plan.upload()).orElseThrow().state());
    }

    @Test
    void keepsIndexObjects() throws Exception {
        UploadPlan plan = bench.upload(bench.drive(), 0);
        List<IndexObject> objects = bench.samples.index(bench.home, plan.upload(), 2);
        bench.ledger.uploads().index(plan.upload(), objects, Samples.handle(objects));
        assertEquals(objects, bench.ledger.uploads().objects(plan.upload()));
        Upload upload = bench.ledger.uploads().find(plan.upload()).orElseThrow();
        assertTrue(upload.indexed());
        assertEquals(Optional.of(Samples.handle(objects)), upload.handle());
        List<Row> free = bench.ledger.waves().free(plan.upload());
        assertEquals(objects.stream().map(IndexObject::address).toList(), free.stream().map(Row::address).toList());
        Wave wave = bench.ledger.waves().plan(plan.drive(), List.of(), free);
        assertEquals(free, wave.rows());
        bench.ledger.waves().stored(wave.id(), Samples.all(wave));
        assertEquals(0, bench.ledger.waves().storedChunks(plan.upload()));
        assertEquals(List.of(wave.id()), bench.ledger.waves().of(plan.upload()).stream().map(Wave::id).toList());
        List<IndexObject> outside = bench.samples.index(home.resolveSibling("elsewhere"), plan.upload(), 0);
        assertThrows(IllegalArgumentException.class,
                () -> bench.ledger.uploads().index(plan.upload(), outside, Samples.handle(outside)));
    }

    @Test
    void stampsRecordsWithItsClock() throws Exception {
        Instant later = Samples.NOW.plusMillis(1234);
        bench.reopenAt(later);
        UploadPlan plan = bench.upload(bench.drive(), 1);
        bench.loseTheDatabase();
        assertEquals(later, bench.ledger.uploads().find(plan.upload()).orElseThrow().added());
    }
}
