package io.longshore.proof;

import java.util.Optional;

import io.longshore.model.Bytes;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Signature;
import io.longshore.model.VouchedKey;

/// Commitment signatures as providers send them (`src/docs/format.md` 3): `eth-lsh1` as it is; the others as web3-storage does
/// (`MultiSignature` of Substrate's `sp-runtime`): a byte for the scheme, then the signature, whose v is 0 or 1 where it has
/// one. Older nodes of web3-storage leave the byte away.
public final class MultiSignature {
    private static final byte ED25519 = 0;
    private static final byte ECDSA = 2;
    private static final byte ETH = 3;

    private MultiSignature() {}

    /// As it is sent.
    public static Bytes encode(CommitmentSignature signature) {
        byte[] bytes = signature.bytes().toArray();
        return switch (signature.scheme()) {
            case LSH1 -> signature.bytes();
            case ETH -> tagged(ETH, plain(bytes));
            case ECDSA -> tagged(ECDSA, plain(bytes));
            case ED25519 -> tagged(ED25519, bytes);
        };
    }

    /// Reads what a provider of that scheme sent.
    /// @param key its key, where the scheme wants one of its own
    /// @throws IllegalArgumentException if it has another length or is another scheme's, or the key is missing
    public static CommitmentSignature decode(CommitmentScheme scheme, Bytes sent, Optional<VouchedKey> key) {
        return switch (scheme) {
            case LSH1 -> new CommitmentSignature.Recoverable(scheme, new Signature(sent));
            case ETH -> recoverable(scheme, ETH, sent);
            case ECDSA -> recoverable(scheme, ECDSA, sent);
            case ED25519 -> new CommitmentSignature.Ed25519(
                    untagged(ED25519, CommitmentSignature.Ed25519.SIZE, sent),
                    key.orElseThrow(() -> new IllegalArgumentException("a key of Ed25519 is missing")));
        };
    }

    private static CommitmentSignature recoverable(CommitmentScheme scheme, byte tag, Bytes sent) {
        byte[] bytes = untagged(tag, Signature.SIZE, sent).toArray();
        // The two ways to write v are one signature; any other v stays as it is, and is nobody's.
        if (bytes[64] == 0 || bytes[64] == 1) {
            bytes[64] += Recovery.EVEN;
        }
        return new CommitmentSignature.Recoverable(scheme, Signature.of(bytes));
    }

    private static Bytes untagged(byte tag, int size, Bytes sent) {
        if (sent.size() != size + 1) {
            return sent.ofSize(size, "signature");
        }
        if (sent.toArray()[0] != tag) {
            throw new IllegalArgumentException("the signature is of another scheme");
        }
        return sent.slice(1, size + 1);
    }

    private static byte[] plain(byte[] signature) {
        signature[64] -= Recovery.EVEN;
        return signature;
    }

    private static Bytes tagged(byte tag, byte[] signature) {
        byte[] tagged = new byte[signature.length + 1];
        tagged[0] = tag;
        System.arraycopy(signature, 0, tagged, 1, signature.length);
        return Bytes.of(tagged);
    }
}
