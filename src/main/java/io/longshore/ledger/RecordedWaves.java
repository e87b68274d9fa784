package io.longshore.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.ledger.Fact.Stretch;
import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;
import io.longshore.model.PaymentMode;
import io.longshore.model.PlannedChunk;
import io.longshore.model.ProviderId;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowRef;
import io.longshore.model.Run;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;
import io.longshore.model.store.WaveStore;

/// The waves of a ledger.
final class RecordedWaves implements WaveStore {
    private final Recorder recorder;

    RecordedWaves(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Wave plan(DriveId drive, List<Run> runs, List<Row> rows) throws FailureException {
        if (rows.size() > Wave.SIZE) {
            throw new IllegalArgumentException(rows.size() + " rows");
        }
        List<Stretch> stretches = runs.stream().map(RecordedWaves::stretch).toList();
        Change leaves = projection -> {
            for (Run run : runs) {
                projection.chunks().leaves(run.upload(), run.first(),
                        run.chunks().stream().map(PlannedChunk::leaf).toList());
            }
        };
        return recorder.record(before -> {
            WaveId next = before.waves().next();
            return new Decision<>(List.of(new Fact.Waved(next, drive, stretches, rows)), leaves,
                    projection -> projection.waves().wave(next));
        });
    }

    private static Stretch stretch(Run run) {
        for (int at = 0; at < run.chunks().size(); at++) {
            if (run.chunks().get(at).index() != run.first() + at) {
                throw new IllegalArgumentException("a run with a gap before chunk " + run.chunks().get(at).index());
            }
        }
        return new Stretch(run.upload(), run.first(), PackedChunks.pack(run.chunks()), run.sealedLeaves());
    }

    @Override
    public Optional<Wave> find(WaveId wave) throws FailureException {
        return recorder.read(projection -> projection.waves().find(wave));
    }

    @Override
    public List<Wave> open(DriveId drive) throws FailureException {
        return recorder.read(projection -> projection.waves().open(drive));
    }

    @Override
    public List<Wave> of(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.waves().of(upload));
    }

    @Override
    public List<Wave> recent(DriveId drive, int most) throws FailureException {
        return recorder.read(projection -> projection.waves().recent(drive, most));
    }

    @Override
    public Wave release(WaveId wave, Set<RowRef> rows) throws FailureException {
        return recorder.record(before -> {
            List<Integer> positions = new ArrayList<>();
            Set<RowRef> missing = new HashSet<>(rows);
            List<Row> all = before.waves().wave(wave).rows();
            for (int position = 0; position < all.size(); position++) {
                if (missing.remove(all.get(position).ref())) {
                    positions.add(position);
                }
            }
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("not in wave " + wave + ": " + missing);
            }
            List<Fact> facts = rows.isEmpty() ? List.of() : List.of(new Fact.Released(wave, positions));
            return new Decision<>(facts, Change.NONE, projection -> projection.waves().wave(wave));
        });
    }

    @Override
    public List<Row> free(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.waves().free(upload));
    }

    @Override
    public Wave free(WaveId id) throws FailureException {
        return recorder.record(before -> {
            Wave wave = before.waves().wave(id);
            Drive drive = before.drives().find(wave.drive())
                    .orElseThrow(() -> new IllegalArgumentException("no drive " + wave.drive()));
            Receipt receipt = new Receipt(id, new IntentId(0), PaymentMode.FREE, drive.chain(),
                    new Account(PaymentCodec.nothing(Account.SIZE)), new Hash(PaymentCodec.nothing(Hash.SIZE)), 0,
                    Instant.EPOCH, List.of(), Amount.ZERO, Wei.ZERO);
            return new Decision<>(List.of(new Fact.Paid(receipt)), Change.NONE,
                    projection -> projection.waves().wave(id));
        });
    }

    @Override
    public void stored(WaveId wave, BitSet rows) throws FailureException {
        long bits = PackedRows.bits(rows);
        recorder.change(projection -> projection.waves().stored(wave, bits));
    }

    @Override
    public void placed(WaveId wave, ProviderId provider, BitSet rows) throws FailureException {
        long bits = PackedRows.bits(rows);
        recorder.change(projection -> projection.waves().placed(wave, provider, bits));
    }

    @Override
    public BitSet placed(WaveId wave, ProviderId provider) throws FailureException {
        return recorder.read(projection -> PackedRows.set(projection.waves().placed(wave, provider)));
    }

    @Override
    public long storedChunks(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.uploads().stored(upload));
    }

    @Override
    public long paidChunks(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.uploads().paid(upload));
    }
}
