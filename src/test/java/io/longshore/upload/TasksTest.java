package io.longshore.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TasksTest {
    @TempDir
    private Path home;
    private Workbench bench;
    private UploadPlan plan;

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
        plan = bench.upload(1, Optional.empty());
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    private UploadState state() throws FailureException {
        return bench.stores.uploads().find(plan.upload()).orElseThrow().state();
    }

    @Test
    void onlyOneTaskOfAnUploadRuns() throws FailureException {
        assertTrue(bench.tasks.start(Workbench.task(plan)));
        assertFalse(bench.tasks.start(Workbench.task(plan)));
        assertEquals(1, bench.tasks.active().size());
    }

    @Test
    void whoComesTooLateStartsNothing() throws FailureException {
        bench.tasks.put(plan.upload(), new UploadState.Paused());
        assertFalse(bench.tasks.start(Workbench.task(plan), UploadState.Stalled.class::isInstance));
        assertInstanceOf(UploadState.Paused.class, state());
        bench.tasks.put(plan.upload(), new UploadState.Stalled(new Failure.NoMajority(1, 3)));
        assertTrue(bench.tasks.start(Workbench.task(plan), UploadState.Stalled.class::isInstance));
        assertInstanceOf(UploadState.Queued.class, state());
    }

    @Test
    void whoStopsFirstSaysWhy() throws FailureException {
        Task task = Workbench.task(plan);
        bench.tasks.start(task);
        assertTrue(bench.tasks.stop(plan.upload(), new UploadState.Paused()));
        assertFalse(bench.tasks.stop(task, new UploadState.Stalled(new Failure.NoMajority(1, 3))));
        assertInstanceOf(UploadState.Paused.class, state());
        assertFalse(bench.tasks.isActive(plan.upload()));
    }

    @Test
    void whoIsStoppedWhileTheLedgerFailsIsAtRestAndSaysWhy() throws FailureException {
        Task task = Workbench.task(plan);
        Task other = bench.running(1, Optional.empty());
        bench.tasks.start(task);
        bench.close();
        assertThrows(FailureException.class, () -> bench.tasks.stop(task, new UploadState.Paused()));
        assertFalse(bench.tasks.isActive(plan.upload()));
        assertTrue(bench.tasks.isAtRest(plan.upload()));
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class,
                bench.tasks.unrecorded(plan.upload()).orElseThrow());
        assertInstanceOf(Failure.LocalFailure.class, stalled.failure());
        bench.tasks.stopAll(List.of(plan.upload(), other.id()), new UploadState.Paused());
        assertTrue(bench.tasks.unrecorded(other.id()).isPresent(), "the first failure keeps nobody from being stopped");
    }

    @Test
    void anOldFailureDoesNotStopANewTask() throws FailureException {
        Task before = Workbench.task(plan);
        bench.tasks.start(before);
        bench.tasks.stop(plan.upload(), new UploadState.Paused());
        Task after = Workbench.task(plan);
        bench.tasks.start(after);
        assertFalse(bench.tasks.stop(before, new UploadState.Stalled(new Failure.NoMajority(1, 3))));
        assertEquals(Optional.of(after), bench.tasks.active(plan.upload()));
        assertInstanceOf(UploadState.Queued.class, state());
    }

    @Test
    void planningOfAStoppedTaskDoesNotBegin() throws FailureException {
        Task task = Workbench.task(plan);
        bench.tasks.start(task);
        bench.tasks.stop(task, new UploadState.Paused());
        assertFalse(bench.tasks.begin(task));
        assertInstanceOf(UploadState.Paused.class, state());
    }

    @Test
    void aFinalStateStays() throws FailureException {
        bench.tasks.put(plan.upload(), new UploadState.Cancelled(Amount.ZERO));
        bench.tasks.put(plan.upload(), new UploadState.Paused());
        assertEquals(new UploadState.Cancelled(Amount.ZERO), state());
        assertEquals(List.of(plan.upload()), bench.tasks.takeEnded());
        assertEquals(List.of(), bench.tasks.takeEnded());
    }

    @Test
    void aStoppedTaskOpensNoSource() throws FailureException {
        Task task = Workbench.task(plan);
        bench.tasks.start(task);
        bench.tasks.stop(task, new UploadState.Paused());
        assertEquals(new Failure.Cancelled(), assertThrows(FailureException.class, task::source).failure());
    }

    @Test
    void closingLeavesTheStatesAsTheyAre() throws FailureException {
        Task task = Workbench.task(plan);
        bench.tasks.start(task);
        bench.tasks.begin(task);
        bench.tasks.closeAll();
        assertFalse(task.isActive());
        assertInstanceOf(UploadState.Running.class, state());
    }

    @Test
    void whatChangesIsTold() throws FailureException {
        bench.tally.takeChanged();
        bench.tasks.start(Workbench.task(plan));
        assertEquals(Set.of(plan.upload()), bench.tally.takeChanged());
        assertEquals(Set.of(), bench.tally.takeChanged());
    }
}
