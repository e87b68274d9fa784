package io.longshore.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.IndexObject;
import io.longshore.model.Outcome;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Run;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore.Drafted;

import static io.longshore.ledger.Samples.CHAIN;
import static io.longshore.ledger.Samples.VAULT;
import static io.longshore.ledger.Samples.WALLET;

/// A random life of a ledger: uploads, waves, payments, leaves, as an engine might record them, one step at a time.
final class Scenario {
    private final Path home;
    private final Ledger ledger;
    private final Samples samples;
    private final RandomGenerator random;
    private final Consumer<String> confirmed;
    private final List<UploadPlan> plans = new ArrayList<>();
    private final Map<UploadPlan, List<PlannedChunk>> planned = new HashMap<>();
    private final Drive drive;

    /// Starts with a drive of its own.
    /// @param confirmed told what has been recorded, as `kind number` or `kind id`
    Scenario(Path home, Ledger ledger, RandomGenerator random, Consumer<String> confirmed) throws FailureException {
        this.home = home;
        this.ledger = ledger;
        this.random = random;
        this.confirmed = confirmed;
        samples = new Samples(random.nextLong());
        drive = samples.drive();
        ledger.drives().put(drive);
        confirmed.accept("drive " + drive.id());
    }

    /// Records one thing, or a few that belong together.
    void step() throws FailureException {
        switch (plans.isEmpty() ? 0 : random.nextInt(10)) {
            case 0 -> add();
            case 1, 2, 3 -> plan();
            case 4, 5 -> pay();
            case 6, 7 -> leaf();
            case 8 -> release();
            default -> finish();
        }
    }

    private void add() throws FailureException {
        UploadPlan plan = samples.plan(drive.id(), random.nextInt(70, 200), Optional.empty());
        ledger.uploads().add(plan, Optional.empty());
        confirmed.accept("upload " + plan.upload());
        plans.add(plan);
        planned.put(plan, new ArrayList<>());
    }

    private void plan() throws FailureException {
        List<Run> runs = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (UploadPlan plan : plans) {
            List<PlannedChunk> before = planned.get(plan);
            List<PlannedChunk> chunks = new ArrayList<>();
            int count = random.nextInt(4);
            for (int i = 0; i < count && before.size() + chunks.size() < plan.grid().count(); i++) {
                int next = before.size() + chunks.size();
                chunks.add(!before.isEmpty() && random.nextInt(3) == 0
                        ? Samples.repeat(next, before.get(random.nextInt(before.size())))
                        : samples.chunk(next));
            }
            if (!chunks.isEmpty() && rows.size() + chunks.size() <= Wave.SIZE) {
                Run run = samples.run(plan.upload(), chunks);
                runs.add(run);
                rows.addAll(Samples.rows(plan, run));
                before.addAll(chunks);
            }
            List<Row> free = ledger.waves().free(plan.upload());
            if (random.nextBoolean() && rows.size() + free.size() <= Wave.SIZE) {
                rows.addAll(free);
            }
        }
        Wave wave = ledger.waves().plan(drive.id(), runs, rows);
        confirmed.accept("wave " + wave.id());
        for (int position = 0; position < wave.rows().size(); position++) {
            if (random.nextInt(10) == 0) {
                ledger.waves().stored(wave.id(), Samples.bits(position));
            }
        }
    }

    private Optional<Wave> any(WaveStage stage) throws FailureException {
        List<Wave> waves = ledger.waves().open(drive.id()).stream().filter(wave -> wave.stage() == stage).toList();
        return waves.isEmpty() ? Optional.empty() : Optional.of(waves.get(random.nextInt(waves.size())));
    }

    private void pay() throws FailureException {
        Optional<Wave> open = any(WaveStage.PLANNED);
        if (open.isEmpty()) {
            return;
        }
        Wave wave = open.get();
        if (random.nextInt(10) == 0) {
            ledger.waves().stored(wave.id(), Samples.all(wave));
            ledger.waves().free(wave.id());
            confirmed.accept("receipt " + wave.id());
            return;
        }
        List<RowPayment> payments = samples.payments(wave);
        Drafted drafted = ledger.payments().draft(new Purpose.PayWave(wave.id(), payments), CHAIN, WALLET,
                random.nextLong(1 << 30), VAULT, samples.bytes(200), samples::attempt);
        confirmed.accept("intent " + drafted.intent().id());
        if (random.nextInt(5) == 0) {
            ledger.payments().outcome(drafted.intent().id(),
                    new Outcome.Reverted(samples.hash(), 5, Wei.of(random.nextInt(100)), "why"));
            confirmed.accept("outcome " + drafted.intent().id());
        } else if (random.nextInt(10) > 0) {
            Outcome.Confirmed outcome = samples.confirmed(Wei.of(random.nextInt(1000)));
            Receipt receipt = Samples.receipt(wave, drafted.intent(), payments, outcome);
            ledger.payments().receipt(outcome, receipt);
            confirmed.accept("receipt " + wave.id());
        }
    }

    private void leaf() throws FailureException {
        Optional<Wave> open = any(WaveStage.PAID);
        if (open.isEmpty()) {
            return;
        }
        Wave wave = open.get();
        List<Integer> rows = new ArrayList<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            if (!wave.leafed().get(position) && random.nextInt(4) > 0) {
                rows.add(position);
            }
        }
        if (!rows.isEmpty()) {
            ledger.waves().stored(wave.id(), Samples.bits(rows.stream().mapToInt(Integer::intValue).toArray()));
            var leaf = ledger.leaves().append(drive.id(), wave.id(), rows, samples.hash(), new ByteCount(10));
            confirmed.accept("leaf " + drive.id() + " " + leaf.position());
        }
    }

    private void release() throws FailureException {
        Optional<Wave> open = any(WaveStage.PLANNED);
        if (open.isPresent()) {
            Row row = open.get().rows().get(random.nextInt(open.get().rows().size()));
            ledger.waves().release(open.get().id(), Set.of(row.ref()));
        }
    }

    private void finish() throws FailureException {
        UploadPlan plan = plans.remove(random.nextInt(plans.size()));
        List<IndexObject> objects = samples.index(home, plan.upload(), random.nextInt(2));
        ledger.uploads().index(plan.upload(), objects, Samples.handle(objects));
        Bench.anchor(ledger, samples, drive, samples.checkpoint(1));
        ledger.uploads().state(plan.upload(), new UploadState.Done(Samples.handle(objects)));
        confirmed.accept("closed " + plan.upload());
    }
}
