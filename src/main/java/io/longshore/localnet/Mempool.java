package io.longshore.localnet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.longshore.model.Account;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// The transactions that wait for a block: at most one for each nonce of an account, those beyond a gap too. In memory
/// only, as at any node. Guarded by the chain's lock.
final class Mempool {
    /// By how many per cent both fees must be above those of the transaction to replace (go-ethereum's price bump).
    static final int PRICE_BUMP = 10;

    private final Map<Account, TreeMap<Long, ChainTransaction>> waiting = new LinkedHashMap<>();

    /// Takes a transaction in, in place of one with the same nonce whose fees it tops by enough.
    ///
    /// @throws RpcError if it is in already, or does not top them
    void add(ChainTransaction transaction) throws RpcError {
        ChainTransaction known = of(transaction.from()).get(transaction.nonce());
        if (known != null) {
            if (known.hash().equals(transaction.hash())) {
                throw RpcError.refused("already known");
            }
            if (!tops(transaction.fee().max(), known.fee().max())
                    || !tops(transaction.fee().tip(), known.fee().tip())) {
                throw RpcError.refused("replacement transaction underpriced");
            }
        }
        put(transaction);
    }

    private static boolean tops(Wei fee, Wei known) {
        BigInteger hundred = BigInteger.valueOf(100);
        return fee.value().multiply(hundred)
                .compareTo(known.value().multiply(BigInteger.valueOf(100 + PRICE_BUMP))) >= 0;
    }

    /// Takes a transaction in, whatever waits with that nonce.
    void put(ChainTransaction transaction) {
        waiting.computeIfAbsent(transaction.from(), _ -> new TreeMap<>()).put(transaction.nonce(), transaction);
    }

    /// The transaction with this hash.
    Optional<ChainTransaction> get(Hash hash) {
        return waiting.values().stream().flatMap(each -> each.values().stream())
                .filter(transaction -> transaction.hash().equals(hash)).findFirst();
    }

    /// The first nonce of an account that nothing waits with, counted from the state's.
    long nextNonce(Account account, long nonce) {
        TreeMap<Long, ChainTransaction> own = of(account);
        long next = nonce;
        while (own.containsKey(next)) {
            next++;
        }
        return next;
    }

    /// What could be in a block at this base fee: of each account the transactions from its state's nonce on, up to the
    /// first gap or too low a fee.
    List<ChainTransaction> ready(ToLongFunction<Account> nonces, Wei baseFee) {
        List<ChainTransaction> ready = new ArrayList<>();
        waiting.forEach((account, own) -> {
            long nonce = nonces.applyAsLong(account);
            ChainTransaction next = own.get(nonce);
            while (next != null && next.fee().max().compareTo(baseFee) >= 0) {
                ready.add(next);
                nonce++;
                next = own.get(nonce);
            }
        });
        return ready;
    }

    /// Forgets one transaction.
    void remove(ChainTransaction transaction) {
        of(transaction.from()).remove(transaction.nonce(), transaction);
    }

    /// Forgets what the account's nonce in the state has passed.
    void passed(Account account, long nonce) {
        of(account).headMap(nonce).clear();
    }

    /// Forgets everything.
    void clear() {
        waiting.clear();
    }

    private TreeMap<Long, ChainTransaction> of(Account account) {
        return waiting.getOrDefault(account, new TreeMap<>());
    }
}
