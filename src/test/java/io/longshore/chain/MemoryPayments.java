package io.longshore.chain;

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

/// The books in memory, and a disk that can be full.
final class MemoryPayments implements PaymentStore {
    private final List<Intent> intents = new ArrayList<>();
    private final Map<IntentId, List<Attempt>> attempts = new HashMap<>();
    private final Map<IntentId, Outcome> outcomes = new HashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private boolean full;

    /// Lets every further record fail, or no more.
    synchronized void full(boolean isFull) {
        full = isFull;
    }

    private void requireSpace() throws FailureException {
        if (full) {
            throw new FailureException(new Failure.LocalFailure("journal", "the disk is full"));
        }
    }

    /// Whether an attempt with that hash is recorded.
    synchronized boolean knows(Hash attempt) {
        return attempts.values().stream().flatMap(List::stream).anyMatch(known -> known.hash().equals(attempt));
    }

    synchronized List<Intent> all() {
        return List.copyOf(intents);
    }

    @Override
    public synchronized Drafted draft(Purpose purpose, ChainId chain, Account from, long nonce, Account to,
            Bytes calldata, Signing sign) throws FailureException {
        if (!open().isEmpty()) {
            throw new AssertionError("drafted while another is open: " + open());
        }
        var intent = new Intent(new IntentId(intents.size() + 1), purpose, chain, from, nonce, to, calldata);
        var attempt = sign.sign(intent);
        requireSpace();
        intents.add(intent);
        attempts.put(intent.id(), new ArrayList<>(List.of(attempt)));
        return new Drafted(intent, attempt);
    }

    @Override
    public synchronized void attempt(Attempt attempt) throws FailureException {
        requireSpace();
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
        requireSpace();
        if (outcomes.put(intent, outcome) != null) {
            throw new AssertionError("settled twice: " + intent);
        }
    }

    @Override
    public synchronized void receipt(Outcome.Confirmed outcome, Receipt receipt) throws FailureException {
        outcome(receipt.intent(), outcome);
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
        return intents.stream().filter(intent -> intent.chain().equals(chain) && intent.from().equals(from))
                .map(Intent::nonce).max(Long::compare);
    }

    @Override
    public Spent spent(UploadId upload) {
        return new Spent(Amount.ZERO, Amount.ZERO, Wei.ZERO, 0, 0);
    }
}
