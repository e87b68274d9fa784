package io.longshore.ledger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import io.longshore.ledger.Recorder.Change;
import io.longshore.ledger.Recorder.Decision;
import io.longshore.model.Account;
import io.longshore.model.Attempt;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.store.PaymentStore;

/// The books of a ledger.
final class RecordedPayments implements PaymentStore {
    private final Recorder recorder;
    private final ReentrantLock drafting = new ReentrantLock();

    RecordedPayments(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public Drafted draft(Purpose purpose, ChainId chain, Account from, long nonce, Account to, Bytes calldata,
            Signing sign) throws FailureException {
        drafting.lock();
        try {
            IntentId next = recorder.read(projection -> projection.payments().next());
            Intent intent = new Intent(next, purpose, chain, from, nonce, to, calldata);
            Attempt attempt = sign.sign(intent);
            if (!attempt.intent().equals(next)) {
                throw new IllegalArgumentException("an attempt at intent " + attempt.intent() + " for intent " + next);
            }
            Drafted drafted = new Drafted(intent, attempt);
            return recorder.record(before -> {
                if (purpose instanceof Purpose.PayWave pay && before.waves().wave(pay.wave()).isElsewhere()) {
                    throw new IllegalArgumentException("wave " + pay.wave() + " is another journal's");
                }
                return new Decision<>(List.of(new Fact.Drafted(intent), new Fact.Attempted(attempt)), Change.NONE,
                        _ -> drafted);
            });
        } finally {
            drafting.unlock();
        }
    }

    @Override
    public void attempt(Attempt attempt) throws FailureException {
        recorder.record(before -> {
            if (before.payments().find(attempt.intent()).isEmpty()) {
                throw new IllegalArgumentException("no intent " + attempt.intent());
            }
            return new Decision<>(List.of(new Fact.Attempted(attempt)), Change.NONE, _ -> attempt);
        });
    }

    @Override
    public List<Intent> open() throws FailureException {
        return recorder.read(projection -> projection.payments().open());
    }

    @Override
    public Optional<Intent> find(IntentId intent) throws FailureException {
        return recorder.read(projection -> projection.payments().find(intent));
    }

    @Override
    public List<Attempt> attempts(IntentId intent) throws FailureException {
        return recorder.read(projection -> projection.payments().attempts(intent));
    }

    @Override
    public Optional<Outcome> outcome(IntentId intent) throws FailureException {
        return recorder.read(projection -> projection.payments().outcome(intent));
    }

    @Override
    public void outcome(IntentId intent, Outcome outcome) throws FailureException {
        recorder.record(before -> {
            Optional<Intent> known = before.payments().find(intent);
            if (outcome instanceof Outcome.Confirmed && known.isPresent()
                    && known.get().purpose() instanceof Purpose.PayWave) {
                throw new IllegalArgumentException("the payment of a wave is confirmed by its receipt");
            }
            return new Decision<>(List.of(new Fact.Settled(intent, outcome)), Change.NONE, _ -> outcome);
        });
    }

    @Override
    public void receipt(Outcome.Confirmed outcome, Receipt receipt) throws FailureException {
        recorder.record(before -> {
            Optional<Intent> intent = before.payments().find(receipt.intent());
            if (intent.isEmpty() || !(intent.get().purpose() instanceof Purpose.PayWave pay)
                    || !pay.rows().equals(receipt.rows())) {
                throw new IllegalArgumentException("a receipt whose rows are not those of its intent");
            }
            return new Decision<>(List.of(new Fact.Settled(receipt.intent(), outcome), new Fact.Paid(receipt)),
                    Change.NONE, _ -> receipt);
        });
    }

    @Override
    public Optional<Receipt> receipt(WaveId wave) throws FailureException {
        return recorder.read(projection -> projection.payments().receipt(wave));
    }

    @Override
    public List<Receipt> receipts() throws FailureException {
        return recorder.read(projection -> projection.payments().receipts());
    }

    @Override
    public Optional<Long> highestNonce(ChainId chain, Account from) throws FailureException {
        return recorder.read(projection -> projection.payments().highestNonce(chain, from));
    }

    @Override
    public Spent spent(UploadId upload) throws FailureException {
        return recorder.read(projection -> projection.uploads().spent(upload));
    }
}
