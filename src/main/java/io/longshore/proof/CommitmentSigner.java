package io.longshore.proof;

import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Hash;
import io.longshore.model.VouchedKey;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Finds out who signed a commitment, whatever the scheme (`src/docs/format.md` 3).
public final class CommitmentSigner {
    private static final byte[] LABEL = "longshore/v1/commitment-key".getBytes(US_ASCII);

    private CommitmentSigner() {}

    /// The account of the provider that signed `payload`; empty if the signature is good for nobody.
    public static Optional<Account> of(CommitmentSignature signature, ChainId chain, Account registry, Bytes payload) {
        return switch (signature) {
            case CommitmentSignature.Recoverable(var scheme, var recoverable) -> Recovery
                    .signer(CommitmentDigest.of(scheme, chain, registry, payload), recoverable);
            case CommitmentSignature.Ed25519(Bytes bytes, VouchedKey by) ->
                Ed25519Key.verifies(by.key(), payload, bytes)
                        ? Recovery.signer(voucher(by.key()), by.voucher())
                        : Optional.empty();
        };
    }

    /// What a provider signs to vouch for a key of its own.
    static Hash voucher(Bytes key) {
        return Hashes.keccak256(LABEL, CommitmentScheme.ED25519.word().getBytes(US_ASCII), key.toArray());
    }
}
