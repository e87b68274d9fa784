package io.longshore.localnet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.longshore.chain.Block;
import io.longshore.chain.BlockTag;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.Rpc;
import io.longshore.chain.TransactionReceipt;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultEvent;
import io.longshore.chain.VaultPayment;
import io.longshore.model.BucketId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;

/// The chain as its JSON-RPC shows it.
final class RpcChainView implements ChainView {
    private final Rpc rpc;
    private final Contracts contracts;
    private final Map<BucketId, List<ProviderId>> buckets = new ConcurrentHashMap<>();

    RpcChainView(Rpc rpc, Contracts contracts) {
        this.rpc = rpc;
        this.contracts = contracts;
    }

    /// Asks the registry until it has the bucket, and then no more.
    @Override
    public List<ProviderId> providers(BucketId bucket) throws FailureException {
        List<ProviderId> known = buckets.get(bucket);
        if (known == null) {
            known = rpc.query(contracts.registry(), new RegistryCall.Bucket(bucket)).providers().stream()
                    .map(ProviderId::new).toList();
            if (!known.isEmpty()) {
                buckets.put(bucket, known);
            }
        }
        return known;
    }

    @Override
    public List<ProviderId> providers(BucketId bucket, Set<ProviderId> expected) throws FailureException {
        List<ProviderId> known = providers(bucket);
        if (known.containsAll(expected)) {
            return known;
        }
        buckets.remove(bucket);
        return providers(bucket);
    }

    @Override
    public Optional<Payment> payment(Hash transaction) throws FailureException {
        Optional<TransactionReceipt> receipt = rpc.receipt(transaction).filter(TransactionReceipt::succeeded);
        if (receipt.isEmpty()) {
            return Optional.empty();
        }
        // A block of that number with another hash: the transaction's block was reorganised away in between.
        Optional<Block> block = rpc.block(BlockTag.at(receipt.get().block()))
                .filter(found -> found.hash().equals(receipt.get().blockHash()));
        return block.map(found -> new Payment(found.time(), paid(receipt.get())));
    }

    private Set<Hash> paid(TransactionReceipt receipt) {
        return receipt.logs().stream().filter(log -> log.contract().equals(contracts.vault()))
                .flatMap(log -> VaultEvent.of(log).stream()).map(VaultEvent::quoteHash).collect(Collectors.toSet());
    }

    @Override
    public Set<Hash> covered(Collection<VaultPayment> rows) throws FailureException {
        if (rows.isEmpty()) {
            return Set.of();
        }
        return rpc.query(contracts.vault(), new VaultCall.VerifyPayment(List.copyOf(rows))).stream()
                .filter(VaultCall.Verification::valid).map(VaultCall.Verification::quoteHash)
                .collect(Collectors.toSet());
    }
}
