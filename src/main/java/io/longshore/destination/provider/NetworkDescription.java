package io.longshore.destination.provider;

import java.net.URI;
import java.util.HashSet;
import java.util.List;

import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.Finality;
import io.longshore.model.ProviderId;

/// What a network is made of, as its directory says.
///
/// @param rpc the chain's JSON-RPC endpoint; its path may be a secret
/// @param chain the chain's id
/// @param vault the payment vault contract
/// @param token the payment token contract
/// @param registry the checkpoint registry contract
/// @param providers its providers, at least one
/// @param playMoney whether its money has no value, so that uploads need no budget
/// @param finality when a block of the chain is final
public record NetworkDescription(URI rpc, ChainId chain, Account vault, Account token, Account registry,
        List<Listed> providers, boolean playMoney, Finality finality) {
    /// One provider.
    /// @param id who it is
    /// @param url where it is
    public record Listed(ProviderId id, URI url) {}

    /// Checks the providers.
    /// @throws IllegalArgumentException if there is none, or one twice
    public NetworkDescription {
        providers = List.copyOf(providers);
        if (providers.isEmpty()
                || new HashSet<>(providers.stream().map(Listed::id).toList()).size() < providers.size()) {
            throw new IllegalArgumentException("providers missing or repeated");
        }
    }

    /// What a drive's quotes must agree with.
    public Terms terms(BucketId bucket) {
        return new Terms(chain, vault, token, registry, bucket);
    }

    /// Where it is paid and anchored.
    public Contracts contracts() {
        return new Contracts(vault, token, registry);
    }

    /// Whether the other one has the same chain and contracts; where its parts listen may differ.
    public boolean agreesWith(NetworkDescription other) {
        return chain.equals(other.chain) && contracts().equals(other.contracts());
    }

    /// Leaves out the endpoint, which may be a secret.
    @Override
    public String toString() {
        return "network of " + providers.size() + " on chain " + chain;
    }
}
