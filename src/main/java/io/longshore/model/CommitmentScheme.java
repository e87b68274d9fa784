package io.longshore.model;

import java.util.Optional;

/// How a provider signs its commitments. All sign the same payload of 57 bytes (`src/docs/format.md` 3).
public enum CommitmentScheme {
    /// This format's own: bound to chain and registry, and the one that the registry contract verifies.
    LSH1("eth-lsh1"),
    /// web3-storage's Eth: secp256k1 over the Keccak-256 of the payload.
    ETH("eth"),
    /// web3-storage's Ecdsa: secp256k1 over the BLAKE2b-256 of the payload.
    ECDSA("ecdsa"),
    /// web3-storage's Ed25519, over the payload itself, by a key of its own.
    ED25519("ed25519");

    private final String word;

    CommitmentScheme(String word) {
        this.word = word;
    }

    /// The word on the wire and in proofs; never changes.
    public String word() {
        return word;
    }

    /// The scheme of that word; empty if there is none.
    public static Optional<CommitmentScheme> of(String word) {
        for (CommitmentScheme scheme : values()) {
            if (scheme.word.equals(word)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    /// Whether our registry contract takes it. Who signs by another one agrees or not like anybody, and cannot be among the
    /// signers of a checkpoint there.
    public boolean anchors() {
        return this == LSH1;
    }
}
