package io.longshore.destination.provider;

import java.util.Optional;

import io.longshore.model.Bytes;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Signature;
import io.longshore.model.VouchedKey;
import io.longshore.proof.MultiSignature;

/// How a provider says that it signs its commitments.
///
/// @param scheme by which scheme
/// @param key the key it vouches for, where the scheme wants one of its own
record Signing(CommitmentScheme scheme, Optional<VouchedKey> key) {
    /// Reads a signature it sent.
    /// @throws IllegalArgumentException if it is none of this scheme
    CommitmentSignature read(String hex) {
        return MultiSignature.decode(scheme, Bytes.fromHex(hex), key);
    }

    /// What a provider says of itself; empty if the scheme is none that is known here.
    /// @throws IllegalArgumentException if key or voucher make no sense
    static Optional<Signing> of(String scheme, Optional<String> key, Optional<String> voucher) {
        return CommitmentScheme.of(scheme).map(known -> new Signing(known, key.flatMap(
                hex -> voucher.map(word -> new VouchedKey(Bytes.fromHex(hex), Signature.of(word))))));
    }
}
