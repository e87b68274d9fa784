package io.longshore.model;

import java.util.List;
import java.util.Optional;

/// What was found true in a proof that a checkpoint covers a file.
///
/// @param chain the chain it is about
/// @param registry the contract
/// @param checkpoint what the signers signed; its transaction, block and time are only said, unless a chain was asked
/// @param signers who signed
/// @param handle where the file begins
/// @param leaves how many leaves it stands in
/// @param chunks how many chunks of it stand there, its root object among them
/// @param bytes how many bytes these leaves hold, of this file and others
/// @param onChain what a chain said to it; empty if none was asked
public record VerifiedProof(ChainId chain, Account registry, Checkpoint checkpoint,
        List<Signer> signers, Handle handle, long leaves, long chunks, ByteCount bytes,
        Optional<OnChain> onChain) {
    /// Keeps an own copy.
    public VerifiedProof {
        signers = List.copyOf(signers);
    }

    /// Who signed.
    ///
    /// @param provider the provider
    /// @param scheme how
    public record Signer(ProviderId provider, CommitmentScheme scheme) {}

    /// The same, with what a chain said.
    public VerifiedProof with(OnChain said) {
        return new VerifiedProof(chain, registry, checkpoint, signers, handle, leaves, chunks, bytes,
                Optional.of(said));
    }

    /// What a chain confirmed: the transaction anchored this checkpoint, in that block, and its signers are providers of the
    /// bucket.
    ///
    /// @param providers how many providers the bucket has
    /// @param required how many must sign
    /// @param signers whom the registry has as signers, if the checkpoint still stands there, or had when it was submitted
    /// @param stands whether it is the newest one; otherwise a later one has taken its place
    public record OnChain(int providers, int required, List<Account> signers, boolean stands) {
        /// Keeps an own copy.
        public OnChain {
            signers = List.copyOf(signers);
        }
    }
}
