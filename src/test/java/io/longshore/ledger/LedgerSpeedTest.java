package io.longshore.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.JournalScan.Mark;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.Run;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// How fast a ledger is. The figures go to standard output; the limits are loose, for a busy machine.
@Tag("soak")
class LedgerSpeedTest {
    private static final Ledger.Options OPTIONS = new Ledger.Options(InstantSource.fixed(Samples.NOW),
            Optional.empty());

    @TempDir
    private Path home;

    private final Samples samples = new Samples(1);

    private interface Work {
        void run() throws Exception;
    }

    private static Duration time(String what, int times, Work work) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%s: %d in %d ms, %d us each%n", what, times, taken.toMillis(),
                taken.toNanos() / 1000 / times);
        return taken;
    }

    @Test
    void recordsFastEnoughForAnyNetwork() throws Exception {
        try (Journal journal = Journal.open(DiskFile.open(home.resolve("alone")), Mark.START)) {
            JournalRecord entry = new JournalRecord("wave", ("\"" + "x".repeat(5000) + "\"").getBytes());
            time("journal, 5 kB forced", 1000,
                    () -> journal.append(journal.prepare(Samples.NOW, List.of(entry))));
        }
        try (Ledger ledger = Ledger.open(home, OPTIONS)) {
            Drive drive = samples.drive();
            ledger.drives().put(drive);
            time("add an upload", 300,
                    () -> ledger.uploads().add(samples.plan(drive.id(), 70, Optional.empty()), Optional.empty()));
            UploadPlan plan = samples.plan(drive.id(), 64 * 300, Optional.empty());
            ledger.uploads().add(plan, Optional.empty());
            List<Wave> waves = new ArrayList<>();
            Duration planned = time("plan a wave of 64 rows", 300, () -> {
                Run run = samples.run(plan.upload(), waves.size() * 64L, 64);
                waves.add(ledger.waves().plan(drive.id(), List.of(run), Samples.rows(plan, run)));
            });
            assertTrue(planned.compareTo(Duration.ofSeconds(30)) < 0, planned.toString());
            List<Drafted> drafts = new ArrayList<>();
            List<List<RowPayment>> payments = waves.stream().map(samples::payments).toList();
            time("draft its payment", 300, () -> drafts.add(ledger.payments().draft(
                    new Purpose.PayWave(waves.get(drafts.size()).id(), payments.get(drafts.size())), Samples.CHAIN,
                    Samples.WALLET, drafts.size(), Samples.VAULT, samples.bytes(6300), samples::attempt)));
            List<Wave> paid = new ArrayList<>();
            time("record its receipt", 300, () -> {
                Outcome.Confirmed outcome = samples.confirmed(Wei.of(1000));
                Wave wave = waves.get(paid.size());
                ledger.payments().receipt(outcome, Samples.receipt(wave, drafts.get(paid.size()).intent(),
                        payments.get(paid.size()), outcome));
                paid.add(wave);
            });
            time("mark a row stored", 3000, new Work() {
                private int next;

                @Override
                public void run() throws Exception {
                    ledger.waves().stored(waves.get(next / 64).id(), Samples.bits(next % 64));
                    next++;
                }
            });
            time("read an upload", 3000, () -> ledger.uploads().find(plan.upload()));
            time("read how much is stored", 3000, () -> ledger.waves().storedChunks(plan.upload()));
            assertEquals(3000, ledger.waves().storedChunks(plan.upload()));
            time("read 64 planned chunks", 1000, () -> ledger.uploads().chunks(plan.upload(), 5000, 64));
            time("read all leaves of 19 200 chunks", 10, () -> ledger.uploads().leaves(plan.upload()));
        }
        System.out.printf("journal %s, database %s%n", new ByteCount(Files.size(home.resolve(Ledger.JOURNAL))),
                new ByteCount(Files.size(home.resolve(Database.FILE))));
    }

    @Test
    void opensWithAHundredThousandFinishedUploads() throws Exception {
        Drive drive = samples.drive();
        try (Journal journal = Journal.open(DiskFile.open(home.resolve(Ledger.JOURNAL)), Mark.START)) {
            append(journal, List.of(new Fact.DriveKept(drive, java.util.Optional.empty())));
            for (int wave = 1; wave <= 100_000 / Wave.SIZE; wave++) {
                append(journal, finished(drive, wave));
            }
        }
        Duration rebuilt = time("rebuild the database", 1, () -> Ledger.open(home, OPTIONS).close());
        assertTrue(rebuilt.compareTo(Duration.ofMinutes(3)) < 0, rebuilt.toString());
        System.out.printf("journal %s, database %s%n", new ByteCount(Files.size(home.resolve(Ledger.JOURNAL))),
                new ByteCount(Files.size(home.resolve(Database.FILE))));
        Duration opened = time("open, read all uploads, close", 3, () -> {
            try (Ledger ledger = Ledger.open(home, OPTIONS)) {
                assertTrue(ledger.recovery().isNothing());
                time("read all uploads", 1,
                        () -> assertEquals(100_000 / Wave.SIZE * Wave.SIZE, ledger.uploads().all().size()));
            }
        });
        assertTrue(opened.compareTo(Duration.ofSeconds(20)) < 0, opened.toString());
    }

    private static void append(Journal journal, List<Fact> facts) throws FailureException {
        journal.append(journal.prepare(Samples.NOW, facts.stream().map(FactCodec::write).toList()));
    }

    /// A wave of small files, from plan to leaf.
    private List<Fact> finished(Drive drive, long number) {
        List<Fact> facts = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Fact> closed = new ArrayList<>();
        for (int i = 0; i < Wave.SIZE; i++) {
            UploadPlan plan = samples.plan(drive.id(), 0, Optional.empty());
            facts.add(new Fact.Planned(plan.upload(), drive.id(), Optional.empty(), plan.kind(), plan.file(),
                    plan.enc(), plan.wrappedDek(), plan.grid(), Optional.empty(), plan.sealedSource()));
            Fact.Kept root = new Fact.Kept(0, new Address(samples.bytes(32)), new ByteCount(300),
                    "index/" + plan.upload(), true);
            Handle handle = new Handle(DestinationKind.NETWORK, root.address());
            facts.add(new Fact.Indexed(plan.upload(), handle, List.of(root)));
            rows.add(new Row(new RowRef.ObjectRow(plan.upload(), 0), root.address(), root.size()));
            closed.add(new Fact.Closed(plan.upload(), new Fact.Ending.Done(handle)));
        }
        WaveId id = new WaveId(number);
        facts.add(new Fact.Waved(id, drive.id(), List.of(), rows));
        Wave wave = new Wave(id, drive.id(), rows, WaveStage.PLANNED, Optional.empty(), new BitSet(), new BitSet());
        List<RowPayment> payments = samples.payments(wave);
        Intent intent = new Intent(new IntentId(number), new Purpose.PayWave(id, payments), Samples.CHAIN,
                Samples.WALLET, number, Samples.VAULT, samples.bytes(6300));
        facts.add(new Fact.Drafted(intent));
        facts.add(new Fact.Attempted(samples.attempt(intent)));
        Outcome.Confirmed outcome = samples.confirmed(Wei.of(1000));
        facts.add(new Fact.Settled(intent.id(), outcome));
        facts.add(new Fact.Paid(Samples.receipt(wave, intent, payments, outcome)));
        facts.add(new Fact.Leafed(drive.id(), number - 1, id, Samples.all(wave).stream().boxed().toList(),
                samples.hash(), new ByteCount(100), new ByteCount(100 * number)));
        facts.addAll(closed);
        return facts;
    }
}
