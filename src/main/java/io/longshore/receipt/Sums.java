package io.longshore.receipt;

import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.receipt.Transactions.Confirmed;

/// What all journals of an export come to, each wave and each transaction counted once, in however many of them it stands.
final class Sums {
    private final Witness witness;
    private final boolean strict;
    private final Set<Bought> bought = new HashSet<>();
    private final Set<Waves.Wave> receipted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Hash> transactions = new HashSet<>();
    private Amount total = Amount.ZERO;
    private Wei gas = Wei.ZERO;
    private long intents;
    private long attempts;
    private long quotes;
    private long receipts;
    private long rows;
    private long again;
    private long dropped;

    /// A chunk of a drive, paid at a vault.
    private record Bought(Account vault, DriveId drive, Address address) {}

    /// @param witness who is asked about each payment
    /// @param strict whether a cost that cannot be read is wrong, rather than left out
    Sums(Witness witness, boolean strict) {
        this.witness = witness;
        this.strict = strict;
    }

    /// Counts an intent.
    void intent(Draft draft) {
        intents++;
        quotes += draft.payment().quotes();
    }

    /// Counts a signed transaction.
    void attempt() {
        attempts++;
    }

    /// Reads a cost.
    /// @return empty if it cannot be read, and that is to be left out
    /// @throws IllegalArgumentException if it cannot be read, and that is wrong
    Optional<BigInteger> cost(String decimal) {
        try {
            return Optional.of(new Amount(new BigInteger(decimal)).atto());
        } catch (IllegalArgumentException e) {
            Rule.holds(!strict, "%s is no cost: %s", decimal, e.getMessage());
            dropped++;
            return Optional.empty();
        }
    }

    /// Counts a receipt of a wave for which nothing was to be paid.
    void free(Waves.Wave wave) {
        if (receipted.add(wave)) {
            receipts++;
        }
    }

    /// Counts the receipt of a payment that no intent made.
    /// @param own whether the journal's own wallet paid it
    void found(Waves.Wave wave, Witness.Found payment, boolean own) throws FailureException {
        if (!receipted.add(wave)) {
            return;
        }
        witness.confirm(payment);
        receipts++;
        quotes += payment.payment().quotes();
        count(wave, payment.vault(), payment.payment());
        if (own) {
            total = total.plus(payment.payment().total());
        }
    }

    private void count(Waves.Wave wave, Account vault, Draft.Payment payment) {
        for (Address address : payment.addresses()) {
            rows++;
            if (!bought.add(new Bought(vault, wave.drive(), address))) {
                again++;
            }
        }
    }

    /// Counts a receipt.
    /// @param costs whether what was paid can be read
    /// @param gasCost what the transaction cost, if that can be read
    void paid(Waves.Wave wave, Draft draft, Confirmed confirmed, boolean costs, Optional<BigInteger> gasCost)
            throws FailureException {
        if (!receipted.add(wave) || !transactions.add(confirmed.transaction())) {
            return;
        }
        witness.confirm(draft, confirmed);
        receipts++;
        count(wave, draft.to(), draft.payment());
        if (costs) {
            total = total.plus(draft.payment().total());
        }
        gas = gas.plus(gasCost.map(Wei::new).orElse(Wei.ZERO));
    }

    /// How many intents there are.
    long intents() {
        return intents;
    }

    /// How many signed transactions there are.
    long attempts() {
        return attempts;
    }

    /// How many quotes the payments rest on.
    long quotes() {
        return quotes;
    }

    /// How many waves have a receipt.
    long receipts() {
        return receipts;
    }

    /// How many rows were paid.
    long rows() {
        return rows;
    }

    /// How many of them had been paid before, in another wave.
    long again() {
        return again;
    }

    /// How many costs could not be read and were left out.
    long dropped() {
        return dropped;
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
