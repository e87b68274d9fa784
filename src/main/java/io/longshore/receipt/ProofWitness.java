package io.longshore.receipt;

import java.util.List;

import io.longshore.chain.Block;
import io.longshore.chain.BlockTag;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.RegistryEvent;
import io.longshore.chain.Rpc;
import io.longshore.chain.TransactionReceipt;
import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.model.Checkpoint;
import io.longshore.model.FailureException;
import io.longshore.model.VerifiedProof;

/// A chain as witness of a checkpoint: its transaction anchored it, and who signed are providers of the bucket there.
///
/// @param rpc the chain's node, which may be another one than the file's owner used
record ProofWitness(Rpc rpc) {
    /// Confirms a checkpoint.
    /// @throws IllegalArgumentException with what is wrong
    /// @throws FailureException if the chain cannot be asked
    VerifiedProof.OnChain confirm(VerifiedProof proof) throws FailureException {
        ChainId chain = rpc.chainId();
        Rule.holds(chain.equals(proof.chain()), "it is about chain %s, not %s", proof.chain(), chain);
        Checkpoint checkpoint = proof.checkpoint();
        List<Account> submitters = submitted(proof);
        RegistryCall.BucketState bucket = rpc.query(proof.registry(), new RegistryCall.Bucket(checkpoint.bucket()));
        for (VerifiedProof.Signer signer : proof.signers()) {
            Rule.holds(bucket.providers().contains(signer.provider().account()),
                    "%s signed, and is no provider of bucket %s", signer.provider(), checkpoint.bucket());
        }
        Rule.holds(proof.signers().size() >= bucket.minProviders(), "%s providers signed it, %s must",
                proof.signers().size(), bucket.minProviders());
        RegistryCall.CheckpointState now = rpc.query(proof.registry(),
                new RegistryCall.Checkpoint(checkpoint.bucket()));
        boolean stands = now.root().equals(checkpoint.root()) && now.start() == checkpoint.start()
                && now.count() == checkpoint.count();
        Rule.holds(stands || Long.compareUnsigned(now.count(), checkpoint.count()) > 0,
                "bucket %s has other leaves on chain %s", checkpoint.bucket(), proof.chain());
        return new VerifiedProof.OnChain(bucket.providers().size(), bucket.minProviders(),
                stands ? now.signers() : submitters, stands);
    }

    /// Who signed what the transaction anchored.
    private List<Account> submitted(VerifiedProof proof) throws FailureException {
        Checkpoint checkpoint = proof.checkpoint();
        TransactionReceipt found = rpc.receipt(checkpoint.transaction()).orElseThrow(
                () -> new IllegalArgumentException(
                        "chain " + proof.chain() + " has no transaction " + checkpoint.transaction()));
        Rule.holds(found.succeeded(), "its transaction failed on chain %s", proof.chain());
        Rule.holds(found.block() == checkpoint.block(), "its transaction is in another block of chain %s",
                proof.chain());
        Block block = rpc.block(BlockTag.at(found.block())).orElseThrow(() -> new IllegalArgumentException(
                "chain " + proof.chain() + " has no block " + found.block()));
        Rule.holds(block.time().getEpochSecond() == checkpoint.at().getEpochSecond(), "its block has another time");
        return found.logs().stream().filter(log -> log.contract().equals(proof.registry()))
                .flatMap(log -> RegistryEvent.of(log).stream())
                .<List<Account>>mapMulti((event, out) -> {
                    if (event instanceof RegistryEvent.CheckpointSubmitted(var bucket, var root, var start, var count, var signers)
                            && bucket.equals(checkpoint.bucket()) && root.equals(checkpoint.root())
                            && start == checkpoint.start() && count == checkpoint.count()) {
                        out.accept(signers);
                    }
                }).findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "its transaction did not anchor this checkpoint"));
    }
}
