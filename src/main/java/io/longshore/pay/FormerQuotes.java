package io.longshore.pay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.longshore.chain.PaidBy;
import io.longshore.chain.VaultBooks;
import io.longshore.chain.VaultCall.Completed;
import io.longshore.chain.VaultPayment;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.PaymentMode;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.Wave;
import io.longshore.model.Wei;
import io.longshore.model.store.LapseStore;

/// The quotes of payments that came to nothing. As long as they are valid their rows are paid on the very same ones, because
/// the vault refuses a quote that is paid; and before other quotes are asked for, the vault is asked whether one of them is
/// paid after all.
public final class FormerQuotes {
    private final LapseStore lapses;
    private final VaultBooks vault;
    private final Quoting.Rules rules;
    private final Quoting.ChainTime time;
    private final Terms terms;
    private final Account wallet;

    /// What they are good for.
    ///
    /// @param usable the rows that are to be paid on quotes of theirs, by position
    /// @param found the rows that are paid, as receipts without an intent, one a transaction
    /// @param spoilt quotes on which the vault took less than was due: it takes no more on them
    public record Verdict(Map<Integer, RowPayment> usable, List<Receipt> found, Set<Hash> spoilt) {}

    /// @param lapses the payments that came to nothing
    /// @param vault what the vault has in its books
    /// @param rules what a quote must be
    /// @param time the paying chain's clock
    /// @param terms where is paid
    /// @param wallet who pays
    public FormerQuotes(LapseStore lapses, VaultBooks vault, Quoting.Rules rules, Quoting.ChainTime time, Terms terms,
            Account wallet) {
        this.lapses = lapses;
        this.vault = vault;
        this.rules = rules;
        this.time = time;
        this.terms = terms;
        this.wallet = wallet;
    }

    /// Looks at a planned wave.
    /// @param refused what the vault has just refused to be paid for rows of it, drafted or not
    /// @throws FailureException `Unavailable` while it is not known for good whether a row is paid
    public Verdict of(Wave wave, List<RowPayment> refused) throws FailureException {
        List<RowPayment> former = new ArrayList<>(here(refused, wave));
        former.addAll(lapses.lapsed(wave.id()));
        Map<Integer, RowPayment> usable = new LinkedHashMap<>();
        if (former.isEmpty()) {
            return new Verdict(usable, List.of(), Set.of());
        }
        Map<PaidBy, Map<Integer, RowPayment>> found = new LinkedHashMap<>();
        Set<Hash> spoilt = new HashSet<>();
        for (RowPayment row : former) {
            if (found.values().stream().anyMatch(rows -> rows.containsKey(row.position()))) {
                continue;
            }
            VaultPayment due = new VaultPayment(row.paid().rewards(), row.amount(), row.paid().hash());
            Completed completed = vault.completed(due);
            if (completed.covers(due)) {
                found.computeIfAbsent(vault.transaction(due, completed, row.paid().timestamp()), _ -> new HashMap<>())
                        .put(row.position(), row);
                usable.remove(row.position());
            } else if (!completed.equals(Completed.NONE)) {
                spoilt.add(row.paid().hash());
            } else if (isValid(row)) {
                usable.putIfAbsent(row.position(), row);
            }
        }
        List<Receipt> receipts = new ArrayList<>();
        found.forEach((by, rows) -> receipts.add(receipt(wave, by, List.copyOf(rows.values()))));
        return new Verdict(usable, receipts, spoilt);
    }

    /// Rows may have left the wave since, and the others have moved up.
    private static List<RowPayment> here(List<RowPayment> refused, Wave wave) {
        Map<Address, Integer> positions = new HashMap<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            positions.put(wave.rows().get(position).address(), position);
        }
        return refused.stream().filter(row -> positions.containsKey(row.address()))
                .map(row -> row.at(positions.get(row.address()))).toList();
    }

    /// Only the quote that is paid has to be: the others show that it was the one in the middle, and did so when they were new.
    private boolean isValid(RowPayment row) throws FailureException {
        return rules.now().objection(row.paid(), row.paid().provider(), row.address(), time.now()).isEmpty();
    }

    private Receipt receipt(Wave wave, PaidBy by, List<RowPayment> rows) {
        Amount total = by.payer().equals(wallet)
                ? rows.stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus)
                : Amount.ZERO;
        return new Receipt(wave.id(), Receipt.NO_INTENT, PaymentMode.WAVE, terms.chain(), terms.vault(),
                by.transaction(), by.block().number(), by.block().time(), rows, total, Wei.ZERO);
    }
}
