package io.longshore.chain;

import java.util.List;

import com.esaulpaugh.headlong.abi.Tuple;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Hash;

/// One row of a payment at the vault: a quote is paid to the rewards address of who made it.
public record VaultPayment(Account rewards, Amount amount, Hash quoteHash) {
    static List<VaultPayment> list(AbiValues values) {
        return values.tuples(0).stream().map(row -> new VaultPayment(row.account(0), row.amount(1), row.hash(2)))
                .toList();
    }

    static List<Tuple> encodable(List<VaultPayment> payments) {
        return payments.stream()
                .map(payment -> AbiValues.row(payment.rewards, payment.amount, payment.quoteHash)).toList();
    }
}
