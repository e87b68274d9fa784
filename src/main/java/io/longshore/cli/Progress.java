package io.longshore.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.longshore.Longshore;
import io.longshore.Pin;
import io.longshore.model.Amount;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.text.Legible;

/// Shows how far uploads are, from snapshots: on a terminal one line that is rewritten, elsewhere a line when something
/// changed, at most one a second. A thread of its own does the writing, so that the engine's is never held up by a slow
/// terminal.
final class Progress implements AutoCloseable {
    private static final Duration LIVE_PAUSE = Duration.ofMillis(100);

    private static final Duration PLAIN_PAUSE = Duration.ofSeconds(1);

    /// The narrowest terminal that is common: a longer line would wrap, and a wrapped line cannot be rewritten.
    private static final int WIDTH = 79;

    private final Shell shell;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    private boolean stale;

    private boolean closed;

    private @Nullable Thread writer;

    Progress(Shell shell) {
        this.shell = shell;
    }

    /// Begins; until closed. Does nothing once closed.
    void start(Longshore engine, Set<UploadId> uploads) {
        lock.lock();
        try {
            if (!closed) {
                stale = true;
                writer = Thread.ofVirtual().name("progress").start(() -> write(engine, uploads));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends, and takes the live line away. Nothing is written afterwards.
    @Override
    public void close() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            ending = writer;
            writer = null;
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            joined(ending);
        }
    }

    private void write(Longshore engine, Set<UploadId> uploads) {
        String last = "";
        try (Pin _ = engine.listen(this::mark)) {
            while (changed()) {
                String line = line(engine.snapshot(), uploads);
                if (!line.isEmpty() && !line.equals(last)) {
                    last = line;
                    show(line);
                }
            }
        }
        if (shell.live()) {
            shell.err().print("\r\u001b[K");
            shell.err().flush();
        }
    }

    private void show(String line) {
        if (shell.live()) {
            shell.err().print("\r" + (line.length() > WIDTH ? line.substring(0, WIDTH) : line) + "\u001b[K");
            shell.err().flush();
        } else {
            shell.err().println(line);
        }
    }

    private void mark() {
        lock.lock();
        try {
            stale = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // Waits out the pause, then for news; false once closed.
    private boolean changed() {
        lock.lock();
        try {
            long left = (shell.live() ? LIVE_PAUSE : PLAIN_PAUSE).toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            while (!closed && !stale) {
                changed.await(1, TimeUnit.MINUTES);
            }
            stale = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private String line(Snapshot snapshot, Set<UploadId> uploads) {
        List<UploadSnapshot> shown = snapshot.uploads().stream().filter(upload -> uploads.contains(upload.id()))
                .toList();
        if (shown.isEmpty()) {
            return "";
        }
        String stored = count(shown.stream().mapToLong(UploadSnapshot::stored).sum());
        String chunks = count(shown.stream().mapToLong(UploadSnapshot::chunks).sum());
        String paid = count(shown.stream().mapToLong(UploadSnapshot::paid).sum());
        String planned = count(shown.stream().mapToLong(UploadSnapshot::planned).sum());
        String cost = shell.words()
                .tokens(shown.stream().map(upload -> upload.cost().tokens()).reduce(Amount.ZERO, Amount::plus));
        if (shown.size() == 1) {
            return shell.phrases().text(Phrase.PROGRESS_ONE, name(shown.getFirst()), stored, chunks, paid, planned,
                    cost);
        }
        long done = shown.stream().filter(upload -> upload.state() instanceof UploadState.Done).count();
        return shell.phrases().text(Phrase.PROGRESS_MANY, count(done), count(shown.size()), stored, chunks, paid,
                planned,
                cost);
    }

    private String count(long count) {
        return shell.words().count(count);
    }

    private static String name(UploadSnapshot upload) {
        String name = Legible.of(Objects.requireNonNullElse(upload.path().getFileName(), upload.path()).toString());
        return name.length() > 24 ? name.substring(0, 23) + "…" : name;
    }

    private static void joined(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
