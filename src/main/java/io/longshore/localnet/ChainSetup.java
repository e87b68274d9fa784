package io.longshore.localnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.Deployer;
import io.longshore.chain.Deployment;
import io.longshore.chain.KeyFile;
import io.longshore.chain.Rpc;
import io.longshore.chain.Sleeper;
import io.longshore.chain.TokenCall;
import io.longshore.chain.UsualFinality;
import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.OutsideChain;
import io.longshore.model.Wave;
import io.longshore.net.Http;

/// Puts a network's contracts on an outside chain when the network is made, and looks at later starts whether it is still
/// that chain.
final class ChainSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ChainSetup.class);
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);
    private static final String WHO = "the local network's chain";

    private final Http http;

    ChainSetup(Http http) {
        this.http = http;
    }

    /// An outside chain with everything that a network needs to be paid there.
    ///
    /// @param contracts the contracts and their chain
    /// @param outside how it is reached
    record Found(Contracts contracts, NetworkFile.Outside outside) {}

    /// The first use of a chain. Puts the contracts there if they are not given.
    /// @throws FailureException `Refused` if there is nobody to put them there, `Disagreement` if those given are not there
    Found first(OutsideChain wanted) throws FailureException {
        Rpc rpc = rpc(wanted);
        ChainId chain = rpc.chainId();
        Optional<NetworkFile.Minter> somebody = somebody(rpc, wanted.deployer());
        Deployment deployment = wanted.contracts().isPresent()
                ? new Deployment(wanted.contracts().get().token(), wanted.contracts().get().vault(),
                        wanted.contracts().get().registry())
                : Deployment.deploy(deployer(rpc, somebody.orElseThrow(() -> new FailureException(new Failure.Refused(
                        WHO, "it signs for no account, so who is to put the contracts there must be said (--deployer),"
                                + " or where they are (--vault, --token and --registry)")))));
        deployment.requireOn(rpc, Wave.SIZE);
        Finality finality = wanted.finality().isPresent() ? wanted.finality().get() : UsualFinality.of(rpc);
        return new Found(new Contracts(chain, deployment.vault(), deployment.token(), deployment.registry()),
                new NetworkFile.Outside(wanted.rpc().toString(), finality.toString(),
                        minting(rpc, deployment.token(), somebody)));
    }

    /// A later use. Where the chain was before, one that does not answer is taken for the right one: nothing can be paid
    /// there meanwhile, and what is stored can be read without it.
    /// @param wanted what is said of the chain now, if anything is
    /// @return the network with what is said of the chain now
    /// @throws FailureException `Disagreement` if it is another chain, or the contracts are gone, or others are given;
    ///         `Unavailable` if nothing answers in a new place
    NetworkFile again(NetworkFile network, Optional<OutsideChain> wanted) throws FailureException {
        Contracts contracts = network.contracts().contracts();
        NetworkFile.Outside before = network.outside().orElseThrow(() -> new FailureException(
                new Failure.Disagreement("the local network", "it has a chain of its own, "
                        + contracts.chain() + "; an outside chain takes a data folder of its own")));
        if (wanted.isEmpty()) {
            look(rpc(new OutsideChain(before.url())), contracts);
            return network;
        }
        if (wanted.get().contracts().filter(given -> !given.vault().equals(contracts.vault())
                || !given.token().equals(contracts.token()) || !given.registry().equals(contracts.registry()))
                .isPresent()) {
            throw new FailureException(new Failure.Disagreement("the local network",
                    "its contracts are vault " + contracts.vault() + ", token " + contracts.token() + ", registry "
                            + contracts.registry() + ", not those given"));
        }
        Rpc rpc = rpc(wanted.get());
        if (wanted.get().rpc().equals(before.url())) {
            look(rpc, contracts);
        } else {
            require(rpc, contracts);
        }
        Optional<NetworkFile.Minter> minter = wanted.get().deployer().isPresent()
                ? minting(rpc, contracts.token(), somebody(rpc, wanted.get().deployer()))
                : before.minter();
        return network.paidOn(new NetworkFile.Outside(wanted.get().rpc().toString(),
                wanted.get().finality().map(Finality::toString).orElse(before.finality()), minter));
    }

    private static void require(Rpc rpc, Contracts contracts) throws FailureException {
        ChainId answered = rpc.chainId();
        if (!answered.equals(contracts.chain())) {
            throw new FailureException(new Failure.Disagreement("chain id",
                    "it answers " + answered + ", the local network is paid on " + contracts.chain()));
        }
        new Deployment(contracts.token(), contracts.vault(), contracts.registry()).requireOn(rpc, Wave.SIZE);
    }

    private static void look(Rpc rpc, Contracts contracts) throws FailureException {
        try {
            require(rpc, contracts);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.Unavailable)) {
                throw e;
            }
            LOG.warn("the local network's chain does not answer; nothing can be paid until it does", e);
        }
    }

    private static Optional<NetworkFile.Minter> somebody(Rpc rpc, Optional<Path> keyFile) throws FailureException {
        if (keyFile.isPresent()) {
            return Optional.of(new NetworkFile.Minter(KeyFile.read(keyFile.get()).account().toString(),
                    Optional.of(keyFile.get().toAbsolutePath().toString())));
        }
        List<Account> accounts = rpc.accounts();
        return accounts.stream().findFirst()
                .map(account -> new NetworkFile.Minter(account.toString(), Optional.empty()));
    }

    // A token that others mint may have value: nobody gives it away here.
    private static Optional<NetworkFile.Minter> minting(Rpc rpc, Account token,
            Optional<NetworkFile.Minter> somebody) throws FailureException {
        if (somebody.isEmpty()) {
            return Optional.empty();
        }
        try {
            Account minter = rpc.query(token, new TokenCall.Minter());
            return somebody.filter(found -> Account.of(found.account()).equals(minter));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Unavailable) {
                throw e;
            }
            LOG.info("the token does not say who mints it: {}", e.failure().toString());
            return Optional.empty();
        }
    }

    /// Who acts for a network on its chain.
    /// @throws FailureException as [KeyFile#read] if the key is in a file
    static Deployer deployer(Rpc rpc, NetworkFile.Minter minter) throws FailureException {
        return minter.keyFile().isPresent()
                ? Deployer.withKey(rpc, KeyFile.read(Path.of(minter.keyFile().get())), Sleeper.REAL)
                : Deployer.unlocked(rpc, Account.of(minter.account()), Sleeper.REAL);
    }

    private Rpc rpc(OutsideChain chain) {
        return new Rpc(http, chain.rpc(), RPC_TIMEOUT);
    }
}
