package io.longshore.road;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.longshore.chain.Anvil;
import io.longshore.chain.Deployer;
import io.longshore.chain.Deployment;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.Rpc;
import io.longshore.chain.Sleeper;
import io.longshore.chain.TokenCall;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.localnet.PartProcess;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.net.Http;

/// A chain in a process of its own, with the contracts and somebody who gives money: anvil, or a dev chain where there is no
/// anvil.
final class PayingChain implements AutoCloseable {
    private static final Amount TOKENS = Amount.of("1000000000000000000000000");
    private static final Wei COINS = Wei.of("10000000000000000000");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Http http = new Http();
    private final URI url;
    private final Rpc rpc;
    private final Account vault;
    private final Account registry;
    private final Giving giving;
    private final Ending ending;

    private interface Giving {
        void give(Account account) throws FailureException;
    }

    private interface Ending {
        void end();
    }

    /// Anvil on an address of this machine, with a block every second.
    static PayingChain anvil(String host) throws FailureException {
        Anvil anvil = Anvil.on(host, "--block-time", "1");
        return new PayingChain(anvil);
    }

    private PayingChain(Anvil anvil) throws FailureException {
        this.url = anvil.url();
        this.rpc = new Rpc(http, url, TIMEOUT);
        Deployer rich = Deployer.withKey(rpc, Anvil.RICH, Sleeper.REAL);
        Deployment deployment = Deployment.deploy(rich);
        this.vault = deployment.vault();
        this.registry = deployment.registry();
        this.giving = account -> rich.run(Deployer.Order.give(account, COINS),
                Deployer.Order.call(deployment.token(), new TokenCall.Mint(account, TOKENS).calldata()));
        this.ending = anvil::close;
    }

    /// A dev chain on loopback.
    static PayingChain dev(Path folder) throws FailureException, IOException {
        Files.createDirectories(folder);
        return new PayingChain(PartProcess.start(folder, "chain"), PartProcess.start(folder, "directory"));
    }

    private PayingChain(PartProcess chain, PartProcess directory) throws FailureException {
        NetworkDirectory around = new NetworkDirectory(http, directory.url());
        NetworkDescription described = around.describe();
        this.url = described.rpc();
        this.rpc = new Rpc(http, url, TIMEOUT);
        this.vault = described.vault();
        this.registry = described.registry();
        this.giving = around::faucet;
        this.ending = () -> {
            directory.close();
            chain.close();
        };
    }

    URI url() {
        return url;
    }

    Account vault() {
        return vault;
    }

    Account registry() {
        return registry;
    }

    /// Gives tokens and coin, which are there when this returns.
    void give(Account account) throws FailureException {
        giving.give(account);
    }

    /// The checkpoint that stands.
    RegistryCall.CheckpointState checkpoint(BucketId bucket) throws FailureException {
        return rpc.query(registry, new RegistryCall.Checkpoint(bucket));
    }

    @Override
    public void close() {
        ending.end();
        http.close();
    }
}
