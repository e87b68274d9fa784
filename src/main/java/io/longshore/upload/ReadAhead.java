package io.longshore.upload;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.longshore.model.FailureException;
import io.longshore.model.PlannedChunk;
import io.longshore.place.Buffers;
import io.longshore.plan.Planner;

/// Plans a file's chunks in order, reading and hashing each while the one before it is sealed: two processors work on one
/// file, which is what the first wave of a big one waits for. Holds at most [#BUFFERS] buffers, one while nobody asks for
/// the next chunk. For one thread.
final class ReadAhead implements AutoCloseable {
    /// The plaintext that is sealed, what it becomes, and the plaintext that is read meanwhile.
    static final int BUFFERS = 3;

    private final Planner planner;
    private final Buffers buffers;
    private Optional<Ahead> ahead = Optional.empty();

    /// @param buffers has [#BUFFERS] for each of those who plan at once
    ReadAhead(Planner planner, Buffers buffers) {
        this.planner = planner;
        this.buffers = buffers;
    }

    /// What was read, and the buffer it is in, which is the taker's to give back.
    private record Piece(Planner.Reading reading, Buffers.Loan plain) {}

    /// A read under way or done.
    private record Ahead(FutureTask<Optional<Piece>> task, Thread thread) {}

    /// The next chunk; empty once all are planned.
    /// @throws FailureException `SourceChanged`, `SourceUnreadable`; the next call tries the chunk again
    Optional<PlannedChunk> next() throws FailureException, InterruptedException {
        Optional<Piece> piece = take(ahead.orElseGet(this::begin));
        ahead = Optional.empty();
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        try (Buffers.Loan plain = piece.get().plain(); Buffers.Loan sealed = buffers.borrow()) {
            ahead = Optional.of(begin());
            return Optional.of(planner.seal(piece.get().reading(), plain.bytes(), sealed.bytes()));
        }
    }

    /// Waits for a read under way, as reading here would, and gives its buffer back.
    @Override
    public void close() {
        boolean interrupted = false;
        while (ahead.isPresent()) {
            try {
                ahead.get().thread().join();
                if (ahead.get().task().state() == FutureTask.State.SUCCESS) {
                    ahead.get().task().resultNow().ifPresent(piece -> piece.plain().close());
                }
                ahead = Optional.empty();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Ahead begin() {
        FutureTask<Optional<Piece>> task = new FutureTask<>(this::read);
        return new Ahead(task, Thread.ofVirtual().name("read ahead").start(task));
    }

    private Optional<Piece> read() throws FailureException, InterruptedException {
        Buffers.Loan plain = buffers.borrow();
        Optional<Planner.Reading> reading = Optional.empty();
        try {
            reading = planner.read(plain.bytes());
            return reading.map(each -> new Piece(each, plain));
        } finally {
            if (reading.isEmpty()) {
                plain.close();
            }
        }
    }

    private Optional<Piece> take(Ahead begun) throws FailureException, InterruptedException {
        ahead = Optional.of(begun);
        try {
            return begun.task().get();
        } catch (ExecutionException e) {
            ahead = Optional.empty();
            switch (e.getCause()) {
                case FailureException failure -> throw failure;
                case RuntimeException broken -> throw broken;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
