package io.longshore.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was found true in an export of a journal.
///
/// @param records how many records form its chain of hashes
/// @param head the hash of the last one
/// @param digest what people sign who verified it
/// @param quotes how many quotes were recomputed, and their signers recovered
/// @param intents how many intents have the calldata they say
/// @param transactions how many signed transactions do what their intents say
/// @param receipts how many waves have a receipt
/// @param rows how many rows were paid
/// @param again how many of these had been paid before in another wave
/// @param total what was paid
/// @param gas what the payments cost in gas
/// @param signers who signed the export after verifying it
/// @param chain what a chain said to it; empty if none was asked
public record VerifiedExport(long records, Hash head, Hash digest, long quotes, long intents, long transactions,
        long receipts, long rows, long again, Amount total, Wei gas, List<Account> signers, Optional<OnChain> chain) {
    /// Keeps an own copy.
    public VerifiedExport {
        signers = List.copyOf(signers);
    }

    /// The same with one more signer.
    public VerifiedExport signedBy(Account signer) {
        List<Account> all = new ArrayList<>(signers);
        all.add(signer);
        return new VerifiedExport(records, head, digest, quotes, intents, transactions, receipts, rows, again, total,
                gas, all, chain);
    }

    /// What a chain confirmed.
    ///
    /// @param chain which chain
    /// @param receipts how many payments it confirmed
    /// @param rows how many rows these had
    /// @param elsewhere how many payments are on other chains
    public record OnChain(ChainId chain, long receipts, long rows, long elsewhere) {}
}
