package io.longshore.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

import io.longshore.chain.Sleeper;
import io.longshore.chain.VaultBooks;
import io.longshore.checkpoint.Anchorage;
import io.longshore.checkpoint.Backlog;
import io.longshore.checkpoint.CaughtUp;
import io.longshore.checkpoint.Checkpointer;
import io.longshore.checkpoint.Committer;
import io.longshore.checkpoint.Discovery;
import io.longshore.checkpoint.Hearing;
import io.longshore.checkpoint.Judge;
import io.longshore.checkpoint.OwnMmr;
import io.longshore.checkpoint.Picture;
import io.longshore.destination.Destination;
import io.longshore.destination.Survey;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Strategy;
import io.longshore.net.Backoff;
import io.longshore.pay.FormerQuotes;
import io.longshore.pay.Payments;
import io.longshore.pay.Quoting;
import io.longshore.place.Buffers;
import io.longshore.place.Placer;
import io.longshore.place.Presentation;
import io.longshore.place.WavePlacer;
import io.longshore.wave.QuoteRules;

/// What a road is built of: everything that differs between drives, machines and tests.
///
/// @param drive the drive
/// @param stores what is durable
/// @param tally what happened in this run
/// @param destination the drive's providers
/// @param terms what their quotes and commitments must agree with
/// @param payments the wallet's one desk
/// @param vault what the contract that is paid at has in its books
/// @param wallet who pays
/// @param time the paying chain's clock
/// @param keys opens data keys
/// @param indexFolder where index objects wait until they are stored
/// @param random jitter
/// @param patience how long a stage keeps trying
/// @param discovery who may sign its checkpoints
/// @param clock what time it is
/// @param height where the chain is
/// @param events is told what becomes of checkpoints
public record Equipment(Drive drive, Stores stores, Tally tally, Destination destination, Terms terms,
        Payments payments, VaultBooks vault, Account wallet, Quoting.ChainTime time, Road.Keys keys, Path indexFolder,
        RandomGenerator random, Duration patience, Discovery discovery, InstantSource clock,
        Height height, Anchorage.Events events) {
    /// Where a chain is.
    public interface Height {
        /// The number of its newest block.
        long block() throws FailureException;
    }

    /// Who fails to commit for longer than this part of what a stage has patience for is not waited for any more.
    private static final int HOPE_SHARE = 3;

    /// Bytes of sealed chunks and of plaintext in flight, all stages together (the Autonomi client's
    /// `STORE_INFLIGHT_BYTE_BUDGET` is 64 MiB, too).
    public static final ByteCount IN_FLIGHT = ByteCount.mebibytes(64);

    /// Waves between planning and the end of placing.
    private static final int WAVES_AHEAD = 4;

    /// Waves that are placed at once: while the last chunks of one wait for slow answers, the next one begins.
    private static final int PLACING_AT_ONCE = 2;

    /// Plaintext buffers of the second pass: it is over in a moment, so few are enough.
    private static final int PLAIN = 2;

    /// How long slow providers may still take once enough have quoted.
    public static final Duration QUOTE_GRACE = Duration.ofSeconds(2);

    /// How long stages wait between tries.
    public static Backoff backoff(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(250), Duration.ofSeconds(8), random);
    }

    /// What quotes must be, with the ceiling that the drive has by now.
    private QuoteRules rules() throws FailureException {
        Optional<Amount> ceiling = stores.drives().all().stream().filter(each -> each.id().equals(drive.id()))
                .findFirst().orElse(drive).ceiling();
        return new QuoteRules(terms.chain(), terms.vault(), terms.bucket(), ceiling);
    }

    /// When checkpoints are made, as the user has it by now.
    private Strategy strategy() throws FailureException {
        return stores.drives().all().stream().filter(each -> each.id().equals(drive.id())).findFirst()
                .orElse(drive).strategy();
    }

    /// How long a provider may have failed to commit that is still waited for.
    /// @param patience how long a stage keeps trying
    public static Duration hope(Duration patience) {
        return patience.dividedBy(HOPE_SHARE);
    }

    /// Builds the road and starts its threads.
    public Road build() throws FailureException {
        Backoff backoff = backoff(random);
        Patience patient = new Patience(patience, backoff);
        Survey survey = new Survey(QUOTE_GRACE);
        int size = Math.toIntExact(destination.maxChunk().value());
        Buffers planning = new Buffers(ReadAhead.BUFFERS * Planners.AT_ONCE, size);
        Buffers plain = new Buffers(PLAIN, size);
        ByteCount rest = new ByteCount(
                IN_FLIGHT.value() - ((long) ReadAhead.BUFFERS * Planners.AT_ONCE + PLAIN) * size);
        Buffers sealed = Buffers.within(rest, size, 2);

        Tasks tasks = new Tasks(stores.uploads(), tally);
        GroupList groups = new GroupList(stores.uploads());
        Indexing indexing = new Indexing(stores.uploads(), destination.kind(), indexFolder, groups);
        OwnMmr own = new OwnMmr(stores.leaves(), drive.id());
        Judge judge = new Judge(terms.chain(), terms.registry(), terms.bucket(), own);
        AtomicReference<Runnable> committed = new AtomicReference<>(() -> {});
        Committer committer = new Committer(drive.id(), stores.leaves(), destination, judge,
                new Mender(destination, stores.payments()), backoff, () -> committed.get().run());
        Checkpointer checkpointer = new Checkpointer(drive.id(), destination, terms, stores.leaves(),
                providers -> Hearing.of(providers, judge, Hearing.Pace.PROTOCOL, random, Sleeper.REAL),
                discovery, clock, payments::send);
        Backlog backlog = new Backlog(drive.id(), stores.leaves(), stores.payments()::receipt);
        Anchorage anchorage = new Anchorage(drive.id(), backlog, stores.anchorages(),
                new Picture(drive.id(), backlog, stores.anchorages(), stores.health(), stores.decisions()),
                new CaughtUp(checkpointer, committer, hope(patience)),
                new AnchoredRoad(this::strategy, tasks, height, patience, tally),
                clock, events);

        Quoting quoting = new Quoting(destination, this::rules, time, survey);
        AtomicReference<Assembly.Dispatch> dispatch = new AtomicReference<>();
        Pricing.Onward onward = wave -> dispatch.get().dispatch(wave, () -> {});
        Pricing pricing = new Pricing(stores, tasks, quoting, payments, new Admissions(stores, tasks, drive, time),
                new FormerQuotes(stores.lapses(), vault, this::rules, time, terms, wallet),
                onward, patient, destination.majority());
        Placing placing = new Placing(stores, tasks, tally, destination, new Presentation(destination, survey),
                new Expiry(stores, tasks, quoting::price, onward),
                new WavePlacer(destination, new Placer(Placer.GRACE), sealed),
                new TaskRows(tasks, stores.uploads(), indexing, plain), survey, patient, payments::settle);
        HeadStart headStart = new HeadStart();
        WaveRun waveRun = new WaveRun(stores, tasks, tally, pricing, placing, committer, headStart,
                new Semaphore(PLACING_AT_ONCE, true));
        Assembly assembly = new Assembly(drive.id(), stores.waves(), tasks, WAVES_AHEAD, headStart,
                (wave, finished) -> dispatch.get().dispatch(wave, finished));
        Planners planners = new Planners(tasks, assembly,
                new Planning(stores, assembly, planning, indexing, headStart), waveRun);
        Road road = new Road(drive.id(), stores, tasks, tally, assembly, planners, waveRun, committer, anchorage,
                groups, keys, patience);
        committed.set(road::committed);
        dispatch.set(road::dispatch);
        road.open();
        return road;
    }
}
