package io.longshore.chain;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Attempt;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Intent;

/// Looks at what became of an intent's attempts on the chain.
///
/// Nonces are read before receipts: an attempt that used the nonce seen has its receipt by then, so "nonce used, no receipt"
/// is not an accident of the order.
final class Lookout {
    private final Rpc rpc;
    private final Finality finality;

    Lookout(Rpc rpc, Finality finality) {
        this.rpc = rpc;
        this.finality = finality;
    }

    Sighting look(Intent intent, List<Attempt> attempts) throws FailureException {
        var success = inclusion(intent, attempts).filter(seen -> seen.receipt().succeeded());
        if (success.isPresent()) {
            // Nothing else is asked about a success, by far the most frequent sight.
            return new Sighting(success, true, intent.nonce() + 1, 0, -1);
        }
        var finalBlock = newestFinal();
        long finalNonce = finalBlock.isEmpty()
                ? 0
                : rpc.nonce(intent.from(), BlockTag.at(finalBlock.get().number()));
        long nonce = rpc.nonce(intent.from(), BlockTag.LATEST);
        var inclusion = inclusion(intent, attempts);
        boolean known = inclusion.isPresent() || rpc.transaction(attempts.getLast().hash()).isPresent();
        return new Sighting(inclusion, known, nonce, finalNonce, finalBlock.map(Block::number).orElse(-1L));
    }

    /// The newest final block; empty if there is none yet.
    Optional<Block> newestFinal() throws FailureException {
        return switch (finality) {
            case Finality.Finalized() -> rpc.block(BlockTag.FINALIZED);
            case Finality.Depth(int blocks) -> {
                long number = rpc.blockNumber() - (blocks - 1);
                yield number < 0 ? Optional.empty() : rpc.block(BlockTag.at(number));
            }
        };
    }

    private Optional<Sighting.Inclusion> inclusion(Intent intent, List<Attempt> attempts) throws FailureException {
        for (var attempt : attempts.reversed()) {
            var receipt = rpc.receipt(attempt.hash());
            if (receipt.isPresent()) {
                var block = rpc.block(BlockTag.at(receipt.get().block()));
                // Another block of that number by now: the chain was reorganised between the two answers.
                if (block.isPresent() && block.get().hash().equals(receipt.get().blockHash())) {
                    return Optional.of(new Sighting.Inclusion(receipt.get(), block.get().time(),
                            receipt.get().succeeded() ? "" : reason(intent, receipt.get())));
                }
            }
        }
        return Optional.empty();
    }

    /// Why it failed, found by running the call again on its block. For people: the outcome does not depend on it, so a node
    /// that cannot say it changes nothing.
    private String reason(Intent intent, TransactionReceipt receipt) {
        try {
            rpc.call(intent.from(), intent.to(), intent.calldata(), BlockTag.at(receipt.block()));
            return "";
        } catch (FailureException failure) {
            return Revert.of(failure).map(Revert::toString).orElse("");
        }
    }
}
