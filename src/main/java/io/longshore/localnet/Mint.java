package io.longshore.localnet;

import java.math.BigInteger;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// Gives play money out. For all threads.
@FunctionalInterface
interface Mint {
    /// A million: terabytes, by the curve's first prices.
    Amount TOKENS = new Amount(BigInteger.TEN.pow(18 + 6));
    /// A hundred.
    Wei COINS = new Wei(BigInteger.TEN.pow(18 + 2));

    /// Gives an account what one request gets, and returns the last transaction that brings it.
    Hash give(Account account) throws FailureException;

    /// The dev chain's.
    static Mint of(DevChain chain) {
        return account -> chain.fund(account, TOKENS, COINS);
    }
}
