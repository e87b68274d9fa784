package io.longshore.localnet;

import java.math.BigInteger;

import io.longshore.chain.Deployer;
import io.longshore.chain.Rpc;
import io.longshore.chain.TokenCall;
import io.longshore.model.Account;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// Gives out, on an outside chain, the token that somebody of this network mints. Coin cannot be made there: of what the
/// minter has, each request gets a hundredth, so that it lasts. The key is read when it is needed, and not kept.
final class OutsideMint implements Mint {
    private static final BigInteger PARTS = BigInteger.valueOf(100);

    private final Rpc rpc;
    private final Account token;
    private final NetworkFile.Minter minter;

    OutsideMint(Rpc rpc, Account token, NetworkFile.Minter minter) {
        this.rpc = rpc;
        this.token = token;
        this.minter = minter;
    }

    @Override
    public synchronized Hash give(Account account) throws FailureException {
        Deployer deployer = ChainSetup.deployer(rpc, minter);
        Wei part = new Wei(deployer.coin().value().divide(PARTS));
        return deployer.run(Deployer.Order.give(account, part.compareTo(COINS) < 0 ? part : COINS),
                Deployer.Order.call(token, new TokenCall.Mint(account, TOKENS).calldata())).getLast().transaction();
    }
}
