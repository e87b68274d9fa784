package io.longshore.receipt;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.receipt.Transactions.Confirmed;

/// The receipts of a journal, each held against its intent and the transaction that was recorded for that.
final class Receipts {
    /// How old a paid quote may be at the payment's block time (`src/docs/format.md` 3).
    private static final Duration VALIDITY = Duration.ofHours(24);
    /// How far ahead of that it may be (`src/docs/format.md` 3: the forward skew of quotes).
    private static final Duration SKEW = Duration.ofSeconds(300);

    private final Waves waves;
    private final Transactions transactions;
    private final Sums sums;
    private final Drafts drafts;
    private final Map<Long, Kept> kept = new HashMap<>();
    private final Set<List<Long>> expired = new HashSet<>();
    private final Set<Long> done = new HashSet<>();
    private final Set<Long> settled = new HashSet<>();

    /// What is kept of a payment: which it was, the time of its block and that of its oldest paid quote.
    private record Kept(Hash transaction, Instant time, Instant oldest) {}

    /// @param sums what all journals of the export come to
    Receipts(Waves waves, Transactions transactions, Sums sums) {
        this.waves = waves;
        this.transactions = transactions;
        this.sums = sums;
        this.drafts = new Drafts(waves);
    }

    /// Takes a `receipt`.
    void receipt(Fields body) throws FailureException {
        long number = body.number("wave");
        Waves.Wave wave = waves.of(number);
        Rule.holds(done.add(number), "wave %s has a receipt already", number);
        settled.add(body.number("intent"));
        switch (body.text("mode")) {
            case "free" -> {
                Rule.holds(body.number("intent") == 0 && body.amount("total").signum() == 0
                        && body.amount("gas").signum() == 0, "nothing was to be paid, and it names a payment");
                sums.free(wave);
            }
            case "wave" -> {
                if (body.number("intent") == 0) {
                    found(body, wave, number);
                } else {
                    paid(body, wave, number);
                }
            }
            case String other -> throw new IllegalArgumentException("receipts of mode " + other + " are not known");
        }
    }

    private void paid(Fields body, Waves.Wave wave, long number) throws FailureException {
        long intent = body.number("intent");
        Draft draft = transactions.transfer(intent).draft();
        Confirmed confirmed = transactions.confirmed(intent);
        Rule.holds(draft.payment().wave().filter(paid -> paid == wave).isPresent(), "intent %s does not pay wave %s",
                intent, number);
        Rule.holds(draft.chain().value() == body.number("chain_id")
                && draft.to().bytes().equals(body.hex("vault")), "it is of another chain or vault than its intent");
        Rule.holds(confirmed.transaction().bytes().equals(body.hex("transaction"))
                && confirmed.block() == body.number("block") && confirmed.blockTime() == body.number("block_time")
                && confirmed.gas().equals(body.text("gas")), "it differs from the outcome of its intent");
        Optional<BigInteger> total = sums.cost(body.text("total"));
        Rule.holds(total.isEmpty() || draft.payment().total().atto().equals(total.get()),
                "its total is not the sum of its rows");
        Instant time = body.seconds("block_time");
        kept.put(number, new Kept(confirmed.transaction(), time, draft.payment().oldest()));
        Rule.holds(!draft.payment().newest().isAfter(time.plus(SKEW)), "it paid a quote that was not made yet");
        sums.paid(wave, draft, confirmed, total.isPresent(), sums.cost(body.text("gas")));
    }

    /// A payment that no intent of the journal made.
    private void found(Fields body, Waves.Wave wave, long number) throws FailureException {
        ChainId chain = new ChainId(body.number("chain_id"));
        Account vault = new Account(body.hex("vault"));
        Draft.Payment payment = drafts.rows(body, chain, vault);
        Optional<BigInteger> total = sums.cost(body.text("total"));
        Rule.holds(total.isEmpty() || total.get().signum() == 0 || payment.total().atto().equals(total.get()),
                "its total is neither the sum of its rows nor nothing");
        Rule.holds(body.amount("gas").signum() == 0, "it has a cost in gas, and no transaction of its own");
        Instant time = body.seconds("block_time");
        Rule.holds(!payment.newest().isAfter(time.plus(SKEW)), "it paid a quote that was not made yet");
        Hash transaction = new Hash(body.hex("transaction"));
        kept.put(number, new Kept(transaction, time, payment.oldest()));
        sums.found(wave, new Witness.Found(chain, vault, payment, transaction, body.number("block"), time),
                total.isPresent() && total.get().signum() > 0);
    }

    /// Takes an `expiry`.
    void expiry(Fields body) {
        long number = body.number("wave");
        Kept receipt = kept.get(number);
        if (receipt == null) {
            throw new IllegalArgumentException("wave " + number + " was not paid");
        }
        Rule.holds(receipt.transaction().bytes().equals(body.hex("transaction")), "wave %s was paid by another",
                number);
        Rule.holds(receipt.oldest().isBefore(receipt.time().minus(VALIDITY)), "no quote of wave %s had expired",
                number);
        for (long position : body.numbers("positions")) {
            waves.row(number, Math.toIntExact(position));
            Rule.holds(expired.add(List.of(number, position)), "row %s of wave %s was given up before", position,
                    number);
        }
    }

    /// Checks that no confirmed payment is without its receipt.
    void end() {
        for (long intent : transactions.paid()) {
            Rule.holds(settled.contains(intent), "intent %s is confirmed and has no receipt", intent);
        }
    }
}
