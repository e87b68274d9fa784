package io.longshore.model;

/// A provider's signature over a commitment, with all that is needed to see whose it is. In one form only, whatever the
/// wire had: so equal signatures are equal here.
public sealed interface CommitmentSignature {
    /// By which scheme.
    CommitmentScheme scheme();

    /// The signature alone.
    Bytes bytes();

    /// Whoever knows the payload can tell the signer.
    ///
    /// @param scheme any but [CommitmentScheme#ED25519]
    /// @param signature with v 27 or 28
    record Recoverable(CommitmentScheme scheme, Signature signature) implements CommitmentSignature {
        /// Checks the scheme.
        public Recoverable {
            if (scheme == CommitmentScheme.ED25519) {
                throw new IllegalArgumentException("nobody can be told from a signature by Ed25519");
            }
        }

        @Override
        public Bytes bytes() {
            return signature.bytes();
        }
    }

    /// By a key of its own.
    ///
    /// @param bytes the signature, 64 bytes
    /// @param by the key, with the word of the provider for it
    record Ed25519(Bytes bytes, VouchedKey by) implements CommitmentSignature {
        /// How many bytes it has.
        public static final int SIZE = 64;

        /// Checks the length.
        public Ed25519 {
            bytes.ofSize(SIZE, "Ed25519 signature");
        }

        @Override
        public CommitmentScheme scheme() {
            return CommitmentScheme.ED25519;
        }
    }
}
