package io.longshore.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;

import io.longshore.Checkpoints;
import io.longshore.DriveBook;
import io.longshore.Estimate;
import io.longshore.Keys;
import io.longshore.Longshore;
import io.longshore.Pin;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Receipt;
import io.longshore.model.Recovery;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.Snapshot;

/// An engine that shows what the test tells it to, writes down what it is asked, and refuses to be asked on the window's
/// thread.
public final class FakeLongshore implements Longshore {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private volatile Added answer = new Added(List.of(), Map.of(), List.of());
    private volatile Optional<Failure> refusal = Optional.empty();
    private volatile Recovery recovery = new Recovery(0, 0, false);
    private volatile boolean started;
    private volatile boolean closed;

    /// Shows `next` from now on.
    public void show(Snapshot next) {
        snapshot = next;
        listeners.forEach(Runnable::run);
    }

    /// Answers the next additions with `added`.
    public void answerWith(Added added) {
        answer = added;
    }

    /// Refuses everything with `failure` from now on.
    public void refuseWith(Failure failure) {
        refusal = Optional.of(failure);
    }

    /// Was opened in this way.
    public void openedWith(Recovery how) {
        recovery = how;
    }

    /// What it was asked, in order.
    public List<String> asked() {
        return new ArrayList<>(asked);
    }

    /// Whether it was told that a window is open.
    public boolean isStarted() {
        return started;
    }

    /// Whether it was closed.
    public boolean isClosed() {
        return closed;
    }

    /// How many listen to it.
    public int listening() {
        return listeners.size();
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public List<Drive> drives() throws FailureException {
        ask("drives");
        return snapshot.drives();
    }

    @Override
    public Added add(List<Path> paths, Optional<String> drive, Optional<Amount> budget) throws FailureException {
        ask("add " + paths + " to " + drive.orElse("the default"));
        return answer;
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void pause(Set<UploadId> uploads) throws FailureException {
        ask("pause " + names(uploads));
    }

    @Override
    public void resume(Set<UploadId> uploads) throws FailureException {
        ask("resume " + names(uploads));
    }

    @Override
    public void cancel(Set<UploadId> uploads) throws FailureException {
        ask("cancel " + names(uploads));
    }

    @Override
    public Set<UploadId> retry(Set<UploadId> uploads) throws FailureException {
        ask("retry " + names(uploads));
        return uploads;
    }

    @Override
    public void approve(Set<UploadId> uploads, Optional<Amount> more) throws FailureException {
        ask("approve " + more.map(Amount::toString).orElse("all") + " for " + names(uploads));
    }

    @Override
    public Set<UploadId> unfinished() throws FailureException {
        ask("unfinished");
        return Set.of();
    }

    @Override
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public Pin listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public void await(Set<UploadId> uploads) {
        throw new UnsupportedOperationException("a window never waits");
    }

    @Override
    public Restored restore(Handle handle, Path target, Optional<String> drive, boolean overwrite)
            throws FailureException {
        ask("restore " + handle);
        return new Restored(target, 0, 0, Map.of());
    }

    @Override
    public Estimate estimate(List<Path> paths, Optional<String> drive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DriveBook driveBook() {
        throw new UnsupportedOperationException("no window makes drives");
    }

    @Override
    public Keys keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Receipt> receipts() {
        return List.of();
    }

    @Override
    public ExportedJournal export(Path file, boolean overwrite) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImportedJournal importJournal(Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void emptyLocalNetwork() throws FailureException {
        ask("empty");
    }

    @Override
    public Checkpoints checkpoints() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        notOnTheWindowsThread();
        closed = true;
    }

    private void ask(String what) throws FailureException {
        notOnTheWindowsThread();
        asked.add(what);
        if (refusal.isPresent()) {
            throw new FailureException(refusal.get());
        }
    }

    private static void notOnTheWindowsThread() {
        if (Platform.isFxApplicationThread()) {
            throw new IllegalStateException("the engine was called on the window's thread");
        }
    }

    private static String names(Set<UploadId> uploads) {
        return uploads.stream().map(id -> id.bytes().hex()).sorted().toList().toString();
    }
}
