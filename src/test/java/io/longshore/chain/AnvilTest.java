package io.longshore.chain;

import java.time.Duration;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.net.Http;

/// The contracts as compiled, on a real EVM.
class AnvilTest extends ChainContract {
    @Override
    protected Chain open() throws FailureException {
        var anvil = Anvil.start("--slots-in-an-epoch", "1");
        var http = new Http();
        var rpc = new Rpc(http, anvil.url(), Duration.ofSeconds(10));
        var contracts = Deployment.deploy(rpc, Anvil.RICH, Sleeper.REAL);
        return new Chain() {
            @Override
            public Rpc rpc() {
                return rpc;
            }

            @Override
            public Deployment contracts() {
                return contracts;
            }

            @Override
            public void fund(Account account, Amount tokens, Wei coin) throws FailureException {
                var actor = new Actor(rpc, Anvil.RICH);
                actor.run(contracts.token(), new TokenCall.Mint(account, tokens).calldata());
                actor.give(account, coin);
            }

            @Override
            public void hold() throws FailureException {
                rpc.send("evm_setAutomine", false);
            }

            @Override
            public void release() throws FailureException {
                rpc.send("evm_setAutomine", true);
            }

            @Override
            public void mine(int blocks) throws FailureException {
                rpc.send("anvil_mine", Quantity.hex(blocks));
            }

            @Override
            public void forget(SignedTransaction transaction) throws FailureException {
                rpc.send("anvil_dropTransaction", transaction.hash());
            }

            @Override
            public void reorganise(int blocks) throws FailureException {
                rpc.send("anvil_reorg", blocks, Json.array());
            }

            @Override
            public void close() {
                http.close();
                anvil.close();
            }
        };
    }
}
