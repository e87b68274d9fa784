package io.longshore.proof;

import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.VouchedKey;

/// What a provider signs its commitments with. Prints as `[hidden]`. Safe on any thread.
public final class CommitmentKey {
    private final CommitmentScheme scheme;
    private final SigningKey identity;
    private final Ed25519Key own;
    private final VouchedKey vouched;

    private CommitmentKey(CommitmentScheme scheme, SigningKey identity) {
        this.scheme = scheme;
        this.identity = identity;
        this.own = Ed25519Key.beside(identity);
        this.vouched = new VouchedKey(own.publicKey(), identity.sign(CommitmentSigner.voucher(own.publicKey())));
    }

    /// What a provider signs with by a scheme. A key of its own for commitments, where the scheme wants one, follows from
    /// the one it is known by.
    public static CommitmentKey of(SigningKey identity, CommitmentScheme scheme) {
        return new CommitmentKey(scheme, identity);
    }

    /// By which scheme.
    public CommitmentScheme scheme() {
        return scheme;
    }

    /// The key to verify with, where it is not the one that the provider is known by.
    public Optional<VouchedKey> vouched() {
        return scheme == CommitmentScheme.ED25519 ? Optional.of(vouched) : Optional.empty();
    }

    /// Signs a payload.
    public CommitmentSignature sign(ChainId chain, Account registry, Bytes payload) {
        return switch (scheme) {
            case LSH1, ETH, ECDSA -> new CommitmentSignature.Recoverable(scheme,
                    identity.sign(CommitmentDigest.of(scheme, chain, registry, payload)));
            case ED25519 -> new CommitmentSignature.Ed25519(own.sign(payload), vouched);
        };
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
