package io.longshore.localnet;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.ChainContract;
import io.longshore.chain.Deployment;
import io.longshore.chain.Rpc;
import io.longshore.chain.SignedTransaction;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.net.Http;

/// The dev chain does what the compiled contracts do on a real EVM.
class DevChainContractTest extends ChainContract {
    @TempDir
    private static Path folder;

    @Override
    protected Chain open() throws FailureException {
        DevChain chain = DevChain.open(folder, 0, "secret", InstantSource.system(), new SecureRandom());
        chain.finality(FINAL_BEHIND);
        Http http = new Http();
        Rpc rpc = new Rpc(http, chain.rpc(), Duration.ofSeconds(10));
        return new Chain() {
            @Override
            public Rpc rpc() {
                return rpc;
            }

            @Override
            public Deployment contracts() {
                return new Deployment(chain.token(), chain.vault(), chain.registry());
            }

            @Override
            public void fund(Account account, Amount tokens, Wei coin) throws FailureException {
                chain.fund(account, tokens, coin);
            }

            @Override
            public void hold() {
                chain.mining(new Mining.ByCommand());
            }

            @Override
            public void release() {
                chain.mining(new Mining.AtOnce());
            }

            @Override
            public void mine(int blocks) throws FailureException {
                chain.mine(blocks);
            }

            // Whatever else waits is forgotten with it: nothing else does in these tests.
            @Override
            public void forget(SignedTransaction transaction) {
                chain.faults().forgetWaiting();
            }

            @Override
            public void reorganise(int blocks) throws FailureException {
                chain.faults().reorganise(blocks);
            }

            @Override
            public void close() {
                http.close();
                chain.close();
            }
        };
    }
}
