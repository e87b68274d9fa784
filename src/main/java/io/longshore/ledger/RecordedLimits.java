package io.longshore.ledger;

import java.time.Instant;
import java.util.List;

import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Limits;
import io.longshore.model.Purpose;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.store.LimitStore;

/// The limits of a ledger.
final class RecordedLimits implements LimitStore {
    private final Recorder recorder;

    RecordedLimits(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Limits limits() throws FailureException {
        return recorder.read(projection -> projection.limits().limits());
    }

    @Override
    public void limits(Limits limits) throws FailureException {
        recorder.record(_ -> new Decision<>(List.of(new Fact.Limited(limits)), Change.NONE, _ -> limits));
    }

    @Override
    public Amount spent(ChainId chain, Instant after) throws FailureException {
        return recorder.read(projection -> {
            Amount spent = projection.limits().spent(chain, after);
            for (Intent intent : projection.payments().open()) {
                if (intent.chain().equals(chain) && intent.purpose() instanceof Purpose.PayWave pay) {
                    spent = pay.rows().stream().map(RowPayment::amount).reduce(spent, Amount::plus);
                }
            }
            return spent;
        });
    }

    @Override
    public boolean isPast(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.limits().isPast(upload));
    }

    @Override
    public void letPast(UploadId upload) throws FailureException {
        recorder.change(projection -> projection.limits().letPast(upload));
    }
}
