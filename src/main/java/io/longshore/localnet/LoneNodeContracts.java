package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.Deployment;
import io.longshore.chain.Rpc;
import io.longshore.chain.VaultCall;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.NodeOrder;
import io.longshore.model.Wave;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;

/// Finds what a node by itself is paid with: as its data folder knows it, as it is said, or as another provider has it.
/// What is found is looked for on the chain.
record LoneNodeContracts(Http http, Rpc rpc) {
    private static final Logger LOG = LoggerFactory.getLogger(LoneNodeContracts.class);
    private static final String WHO = "the node";

    /// The node's file, which is in its folder when this returns.
    LoneNodeFile file(NodeOrder order, SecureRandom random) throws IOException, FailureException {
        Path folder = order.data();
        Optional<LoneNodeFile> before = LoneNodeFile.read(folder);
        if (before.isPresent()) {
            again(before.get().contracts().contracts(), order);
            return before.get();
        }
        Contracts found = found(order.contracts().orElseThrow(() -> new FailureException(new Failure.Refused(WHO,
                "the folder is new, so it must be said where its contracts are:"
                        + " --vault and --registry, or --peer"))));
        require(found);
        LoneNodeFile file = new LoneNodeFile(NetworkFile.secret(random), found);
        file.write(folder);
        return file;
    }

    private Contracts found(NodeOrder.Source source) throws FailureException {
        return switch (source) {
            case NodeOrder.Source.Said(Account vault, Account registry) -> new Contracts(rpc.chainId(), vault,
                    drawn(vault), registry);
            case NodeOrder.Source.Peer(URI url) -> peer(url);
        };
    }

    private Account drawn(Account vault) throws FailureException {
        try {
            return rpc.query(vault, new VaultCall.AntToken());
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Unavailable) {
                throw e;
            }
            throw new FailureException(new Failure.Disagreement("payment vault " + vault,
                    "the chain has no such contract there"), e);
        }
    }

    private record Info(NetworkFile.Addresses payment) {}

    private Contracts peer(URI url) throws FailureException {
        String who = url.getAuthority();
        Response response = http.send(Request.get(who, url.resolve("/info")));
        if (!response.successful()) {
            throw new FailureException(response.failure(who, "information", ""));
        }
        try {
            return Json.read(response.body(), Info.class).payment().contracts();
        } catch (Json.Malformed | IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt("answer of " + who, "it makes no sense"), e);
        }
    }

    /// A chain that does not answer is taken for the right one: nothing can be paid there meanwhile.
    private void again(Contracts known, NodeOrder order) throws FailureException {
        boolean others = order.contracts()
                .orElse(null) instanceof NodeOrder.Source.Said(Account vault, Account registry)
                && !(vault.equals(known.vault()) && registry.equals(known.registry()));
        if (others) {
            throw new FailureException(new Failure.Disagreement(WHO,
                    "its contracts are vault " + known.vault() + " and registry " + known.registry()
                            + ", not those given"));
        }
        try {
            require(known);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.Unavailable)) {
                throw e;
            }
            LOG.warn("the node's chain does not answer; nothing can be paid until it does", e);
        }
    }

    private void require(Contracts contracts) throws FailureException {
        ChainId answered = rpc.chainId();
        if (!answered.equals(contracts.chain())) {
            throw new FailureException(new Failure.Disagreement("chain id",
                    "it answers " + answered + ", the node is paid on " + contracts.chain()));
        }
        new Deployment(contracts.token(), contracts.vault(), contracts.registry()).requireOn(rpc, Wave.SIZE);
    }
}
