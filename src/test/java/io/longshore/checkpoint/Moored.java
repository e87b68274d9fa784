package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.model.Checkpoint;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Signature;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;
import io.longshore.model.Wei;
import io.longshore.model.store.HealthStore;

import static org.junit.jupiter.api.Assertions.fail;

/// An anchorage with everything around it in the test's hands: its time, its blocks, its uploads, and what becomes of attempts.
final class Moored implements Attempts, Around, Anchorage.Events, AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Hash HASH = Hash.of("0x" + "66".repeat(32));

    final MemoryLeaves leaves;
    final MemoryAnchorages store;
    final Anchorage anchorage;
    /// What is to become of the next attempts; after that each makes a checkpoint.
    final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    final AtomicInteger made = new AtomicInteger();
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile Instant now = START;
    volatile long block = 1000;
    volatile Strategy strategy = new Strategy.Immediate();
    final MemoryDecisions decisions = new MemoryDecisions(() -> this.now);
    volatile boolean underWay;
    volatile Optional<Instant> late = Optional.empty();
    volatile Duration patience = Duration.ZERO;
    private volatile Optional<Analysis> heard = Optional.empty();

    /// What becomes of an attempt.
    interface Fate {
        Result meet() throws FailureException, InterruptedException;
    }

    Moored() {
        this(new MemoryLeaves(), new MemoryAnchorages());
    }

    /// After a restart: on what was kept.
    Moored(MemoryLeaves leaves, MemoryAnchorages store) {
        this.leaves = leaves;
        this.store = store;
        Backlog backlog = new Backlog(MemoryLeaves.DRIVE, leaves, _ -> Optional.empty());
        this.anchorage = new Anchorage(MemoryLeaves.DRIVE,
                backlog, store, new Picture(MemoryLeaves.DRIVE, backlog, store, nobody(), decisions), this, this,
                () -> now, this);
    }

    Moored started() {
        anchorage.start();
        return this;
    }

    private static HealthStore nobody() {
        return new HealthStore() {
            @Override
            public Optional<ProviderHistory> find(DriveId drive, ProviderId provider) {
                return Optional.empty();
            }

            @Override
            public Map<ProviderId, ProviderHistory> all(DriveId drive) {
                return Map.of();
            }

            @Override
            public void keep(DriveId drive, ProviderId provider, ProviderHistory history) {}
        };
    }

    /// An upload has ended, which made a leaf.
    void upload() {
        leaves.grow();
        anchorage.due();
    }

    /// Time passes, and everything that follows from it has happened when this returns.
    void pass(Duration time) throws Exception {
        now = now.plus(time);
        anchorage.signal();
        rest();
    }

    /// Waits until nothing is done any more.
    void rest() throws Exception {
        until("nothing is done", anchorage::isIdle);
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                fail("not so: " + what);
            }
            Thread.sleep(1);
        }
    }

    /// How a round with these standings goes: the first `agreeing` of five have all leaves, the others stand so.
    Fate told(int agreeing, Standing others) {
        return () -> {
            Map<ProviderId, Standing> standings = new LinkedHashMap<>();
            for (Signatory signatory : Signatory.five()) {
                standings.put(signatory.id(), standings.size() < agreeing
                        ? new Standing.Agreeing(commitment(signatory.id()))
                        : others);
            }
            Analysis analysis = Analysis.of(Consensus.of(standings, 3), Map.of(), false);
            heard = Optional.of(analysis);
            return agreeing >= 3 ? anchored() : new Result.InsufficientConsensus(analysis);
        };
    }

    Commitment commitment(ProviderId provider) {
        return new Commitment(provider, Signatory.BUCKET, HASH, 0, leaves.count(MemoryLeaves.DRIVE),
                new Signature(io.longshore.model.Bytes.of(new byte[Signature.SIZE])));
    }

    static Fate failing(Failure failure) {
        return () -> {
            throw new FailureException(failure);
        };
    }

    /// Hangs until it is let go, or for ever.
    Fate hanging(CountDownLatch until) {
        return () -> {
            until.await();
            return anchored();
        };
    }

    private Result anchored() {
        long count = leaves.count(MemoryLeaves.DRIVE);
        Optional<Checkpoint> last = leaves.checkpoints(MemoryLeaves.DRIVE, 1).stream().findFirst();
        if (count == last.map(Checkpoint::count).orElse(0L)) {
            return new Result.Unchanged(last);
        }
        Checkpoint checkpoint = new Checkpoint(Signatory.BUCKET, HASH, 0, count, List.of(), HASH, block, now);
        leaves.checkpoint(MemoryLeaves.DRIVE, checkpoint, new IntentId(1),
                new Outcome.Confirmed(HASH, HASH, block, now, Wei.ZERO));
        return new Result.Submitted(checkpoint);
    }

    @Override
    public Result make() throws FailureException, InterruptedException {
        made.incrementAndGet();
        heard = Optional.empty();
        Fate fate = fates.poll();
        return fate == null ? anchored() : fate.meet();
    }

    @Override
    public Optional<Instant> late() {
        return late;
    }

    @Override
    public Optional<Failure.NoMajority> shortage() {
        return Optional.empty();
    }

    @Override
    public Optional<Analysis> heard() {
        return heard;
    }

    @Override
    public Strategy strategy() {
        return strategy;
    }

    @Override
    public boolean isUnderWay() {
        return underWay;
    }

    @Override
    public long block() {
        return block;
    }

    @Override
    public boolean mayPass(Failure failure) {
        return failure instanceof Failure.NoMajority;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public void changed() {}

    @Override
    public void submitted(Checkpoint checkpoint) {
        events.add("submitted " + checkpoint.count());
    }

    @Override
    public void failed(Failure failure, boolean willRetry) {
        events.add("failed " + failure.code() + (willRetry ? ", will retry" : ""));
    }

    @Override
    public void conflict(Recommendation advice) {
        events.add("conflict " + advice.getClass().getSimpleName());
    }

    @Override
    public void resolved() {
        events.add("resolved");
    }

    @Override
    public void close() {
        anchorage.close();
    }
}
