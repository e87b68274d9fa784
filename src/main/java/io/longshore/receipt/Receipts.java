package io.longshore.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.receipt.Transactions.Confirmed;

/// The receipts of an export, each held against its intent and the transaction that was recorded for that.
final class Receipts {
    /// How old a paid quote may be at the payment's block time (`src/docs/format.md` 3).
    private static final Duration VALIDITY = Duration.ofHours(24);
    /// How far ahead of that it may be (`src/docs/format.md` 3: the forward skew of quotes).
    private static final Duration SKEW = Duration.ofSeconds(300);

    private final Waves waves;
    private final Transactions transactions;
    private final Witness witness;
    private final Map<Long, Long> intents = new HashMap<>();
    private final Set<Bought> bought = new HashSet<>();
    private Amount total = Amount.ZERO;
    private Wei gas = Wei.ZERO;
    private long rows;
    private long again;

    /// A chunk in a bucket, paid at a vault.
    private record Bought(Account vault, BucketId bucket, Address address) {}

    Receipts(Waves waves, Transactions transactions, Witness witness) {
        this.waves = waves;
        this.transactions = transactions;
        this.witness = witness;
    }

    /// Takes a `receipt`.
    void receipt(Fields body) throws FailureException {
        long wave = body.number("wave");
        Rule.holds(wave >= 1 && wave <= waves.count(), "there is no wave %s", wave);
        Rule.holds(!intents.containsKey(wave), "wave %s has a receipt already", wave);
        intents.put(wave, body.number("intent"));
        switch (body.text("mode")) {
            case "free" -> Rule.holds(body.number("intent") == 0 && body.amount("total").signum() == 0
                    && body.amount("gas").signum() == 0, "nothing was to be paid, and it names a payment");
            case "wave" -> paid(body, wave);
            case String other -> throw new IllegalArgumentException("receipts of mode " + other + " are not known");
        }
    }

    private void paid(Fields body, long wave) throws FailureException {
        Draft draft = transactions.draft(body.number("intent"));
        Confirmed confirmed = transactions.confirmed(body.number("intent"));
        Rule.holds(draft.payment().wave() == wave, "intent %s does not pay wave %s", body.number("intent"), wave);
        Rule.holds(draft.chain().value() == body.number("chain_id")
                && draft.to().bytes().equals(body.hex("vault")), "it is of another chain or vault than its intent");
        Rule.holds(confirmed.transaction().bytes().equals(body.hex("transaction"))
                && confirmed.block() == body.number("block") && confirmed.blockTime() == body.number("block_time")
                && confirmed.gas().equals(body.text("gas")), "it differs from the outcome of its intent");
        Rule.holds(draft.payment().total().atto().equals(body.amount("total")), "its total is not the sum of its rows");
        Instant time = body.seconds("block_time");
        Rule.holds(!draft.payment().oldest().isBefore(time.minus(VALIDITY)), "it paid a quote that had expired");
        Rule.holds(!draft.payment().newest().isAfter(time.plus(SKEW)), "it paid a quote that was not made yet");
        witness.confirm(draft, confirmed);
        for (Address address : draft.payment().addresses()) {
            rows++;
            if (!bought.add(new Bought(draft.to(), draft.payment().bucket(), address))) {
                again++;
            }
        }
        total = total.plus(draft.payment().total());
        gas = gas.plus(Wei.of(confirmed.gas()));
    }

    /// Checks that no confirmed payment is without its receipt.
    void end() {
        Set<Long> settled = new HashSet<>(intents.values());
        for (long intent : transactions.paid()) {
            Rule.holds(settled.contains(intent), "intent %s is confirmed and has no receipt", intent);
        }
    }

    /// How many waves have a receipt.
    long count() {
        return intents.size();
    }

    /// How many rows were paid.
    long rows() {
        return rows;
    }

    /// How many of them had been paid before, in another wave.
    long again() {
        return again;
    }

    /// What was paid.
    Amount total() {
        return total;
    }

    /// What the payments cost in gas.
    Wei gas() {
        return gas;
    }
}
