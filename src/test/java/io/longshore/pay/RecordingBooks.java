package io.longshore.pay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;
import io.longshore.model.store.PaymentStore;

/// Books in memory that note in which order things became durable, and whose disk can be full.
final class RecordingBooks implements PaymentStore {
    final List<String> events = new ArrayList<>();
    /// The event that cannot be made durable.
    String failing = "";
    private final List<Intent> intents = new ArrayList<>();
    private final Map<IntentId, List<Attempt>> attempts = new HashMap<>();
    private final Map<IntentId, Outcome> outcomes = new HashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();

    private void durable(String event) throws FailureException {
        if (event.equals(failing)) {
            throw new FailureException(new Failure.LocalFailure("journal", "the disk is full"));
        }
        events.add(event);
    }

    /// The hash of every attempt.
    synchronized List<Hash> transactions() {
        return attempts.values().stream().flatMap(List::stream).map(Attempt::hash).toList();
    }

    @Override
    public synchronized Drafted draft(Purpose purpose, ChainId chain, Account from, long nonce, Account to,
            Bytes calldata, Signing sign) throws FailureException {
        Intent intent = new Intent(new IntentId(intents.size() + 1L), purpose, chain, from, nonce, to, calldata);
        Attempt attempt = sign.sign(intent);
        durable("draft " + purpose.word());
        intents.add(intent);
        attempts.put(intent.id(), new ArrayList<>(List.of(attempt)));
        return new Drafted(intent, attempt);
    }

    @Override
    public synchronized void attempt(Attempt attempt) throws FailureException {
        durable("attempt");
        attempts.get(attempt.intent()).add(attempt);
    }

    @Override
    public synchronized List<Intent> open() {
        return intents.stream().filter(intent -> !outcomes.containsKey(intent.id())).toList();
    }

    @Override
    public synchronized Optional<Intent> find(IntentId intent) {
        return intents.stream().filter(known -> known.id().equals(intent)).findFirst();
    }

    @Override
    public synchronized List<Attempt> attempts(IntentId intent) {
        return List.copyOf(attempts.get(intent));
    }

    @Override
    public synchronized Optional<Outcome> outcome(IntentId intent) {
        return Optional.ofNullable(outcomes.get(intent));
    }

    @Override
    public synchronized void outcome(IntentId intent, Outcome outcome) throws FailureException {
        durable("outcome " + find(intent).orElseThrow().purpose().word());
        if (outcomes.put(intent, outcome) != null) {
            throw new AssertionError("settled twice: " + intent);
        }
    }

    @Override
    public synchronized void receipt(Outcome.Confirmed outcome, Receipt receipt) throws FailureException {
        durable("receipt");
        if (outcomes.put(receipt.intent(), outcome) != null) {
            throw new AssertionError("settled twice: " + receipt.intent());
        }
        receipts.add(receipt);
    }

    @Override
    public synchronized Optional<Receipt> receipt(WaveId wave) {
        return receipts.stream().filter(receipt -> receipt.wave().equals(wave)).findFirst();
    }

    @Override
    public synchronized List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    @Override
    public synchronized Optional<Long> highestNonce(ChainId chain, Account from) {
        return intents.stream().map(Intent::nonce).max(Long::compare);
    }

    @Override
    public Spent spent(UploadId upload) {
        return new Spent(Amount.ZERO, Amount.ZERO, Wei.ZERO, 0, 0);
    }
}
