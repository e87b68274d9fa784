package io.longshore.chain;

import java.util.Optional;

import io.longshore.chain.RegistryCall.BucketState;
import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// What a checkpoint registry has in its books, and what it says in its events. Any thread may ask.
public final class RegistryBooks {
    private final Rpc rpc;
    private final Account registry;

    /// The contract at `registry`, on the chain that `rpc` reaches.
    public RegistryBooks(Rpc rpc, Account registry) {
        this.rpc = rpc;
        this.registry = registry;
    }

    /// A bucket; [BucketState#NONE] if nobody opened it.
    public BucketState bucket(BucketId bucket) throws FailureException {
        return rpc.query(registry, new RegistryCall.Bucket(bucket));
    }

    /// Where a provider says that it can be reached; empty if it did not say. What it says is no more than that.
    public Optional<String> endpoint(Account provider) throws FailureException {
        return Optional.of(rpc.query(registry, new RegistryCall.Provider(provider))).filter(said -> !said.isEmpty());
    }

    /// Whether the contract said exactly this when a transaction, which is in a block, was made.
    /// @throws FailureException `Unavailable` while the node does not find it in a block
    public boolean emitted(Hash transaction, RegistryEvent event) throws FailureException {
        return rpc.receipt(transaction).orElseThrow(() -> new FailureException(new Failure.Unavailable(RpcChannel.WHO,
                "it has transaction " + transaction + " in no block", Optional.empty()))).logs()
                .contains(event.log(registry));
    }
}
