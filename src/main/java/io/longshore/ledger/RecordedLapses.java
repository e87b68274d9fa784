package io.longshore.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.store.LapseStore;

/// The lapsed and the found payments of a ledger.
final class RecordedLapses implements LapseStore {
    private final Recorder recorder;

    RecordedLapses(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public List<RowPayment> lapsed(WaveId wave) throws FailureException {
        return recorder.read(projection -> projection.lapses().lapsed(projection.waves().wave(wave)));
    }

    @Override
    public Wave found(Receipt payment) throws FailureException {
        return recorder.record(before -> {
            Wave wave = before.waves().wave(payment.wave());
            WaveId next = before.waves().next();
            List<Integer> positions = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            List<RowPayment> paid = new ArrayList<>();
            for (RowPayment row : payment.rows().stream().sorted(Comparator.comparing(RowPayment::position)).toList()) {
                positions.add(row.position());
                rows.add(wave.rows().get(row.position()));
                paid.add(row.at(paid.size()));
            }
            Receipt receipt = new Receipt(next, payment.intent(), payment.mode(), payment.chain(), payment.vault(),
                    payment.transaction(), payment.block(), payment.blockTime(), paid, payment.total(), payment.gas());
            return new Decision<>(List.of(new Fact.Released(wave.id(), positions),
                    new Fact.Waved(next, wave.drive(), List.of(), rows), new Fact.Paid(receipt)), Change.NONE,
                    projection -> projection.waves().wave(next));
        });
    }

    @Override
    public void judged(Refused refused) throws FailureException {
        recorder.change(projection -> projection.lapses().judged(refused));
    }

    @Override
    public void approve(UploadId upload) throws FailureException {
        recorder.change(projection -> projection.lapses().approve(upload));
    }

    @Override
    public Optional<Refused> approved(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.lapses().approved(upload));
    }

    @Override
    public Optional<Wave> expire(Refused refused) throws FailureException {
        return recorder.record(before -> {
            List<Integer> positions = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            Wave wave = before.waves().wave(refused.wave());
            boolean judged = before.payments().receipt(wave.id())
                    .filter(paid -> paid.transaction().equals(refused.transaction())).isPresent();
            for (int position = 0; judged && position < wave.rows().size(); position++) {
                Row row = wave.rows().get(position);
                if (refused.rows().get(position) && row.upload().equals(refused.upload())
                        && !wave.stored().get(position) && !wave.leafed().get(position)
                        && !wave.expired().get(position)) {
                    positions.add(position);
                    rows.add(row);
                }
            }
            if (positions.isEmpty()) {
                return new Decision<>(List.of(), Change.NONE, _ -> Optional.empty());
            }
            WaveId next = before.waves().next();
            return new Decision<>(List.of(new Fact.Expired(wave.id(), positions, refused.transaction()),
                    new Fact.Waved(next, wave.drive(), List.of(), rows)), Change.NONE,
                    projection -> projection.waves().find(next));
        });
    }

    @Override
    public Amount inVain(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.uploads().inVain(upload));
    }
}
