package io.longshore.chain;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.Failure.Insufficient.Resource;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;

/// What an account has on the chain: asked before something is signed that would need more.
public final class Funds {
    private final Rpc rpc;
    private final Account account;

    /// Asks `rpc` about `account`.
    public Funds(Rpc rpc, Account account) {
        this.rpc = rpc;
        this.account = account;
    }

    /// The coin it has.
    public Wei coin() throws FailureException {
        return rpc.balance(account);
    }

    /// The tokens it has.
    public Amount tokens(Account token) throws FailureException {
        return rpc.query(token, new TokenCall.BalanceOf(account));
    }

    /// How many of its tokens `spender` may still draw.
    public Amount allowance(Account token, Account spender) throws FailureException {
        return rpc.query(token, new TokenCall.Allowance(account, spender));
    }

    /// Checks that it has that much coin.
    /// @throws FailureException `Insufficient` if it has not
    public void requireCoin(Wei needed) throws FailureException {
        var coin = coin();
        if (coin.compareTo(needed) < 0) {
            throw new FailureException(
                    new Failure.Insufficient(Resource.GAS, needed.toString(), coin.toString()));
        }
    }

    /// Checks that it has that many tokens.
    /// @throws FailureException `Insufficient` if it has not
    public void requireTokens(Account token, Amount needed) throws FailureException {
        var tokens = tokens(token);
        if (tokens.compareTo(needed) < 0) {
            throw new FailureException(
                    new Failure.Insufficient(Resource.TOKEN, needed.toString(), tokens.toString()));
        }
    }
}
