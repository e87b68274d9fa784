package io.longshore.model;

/// A key that a provider signs commitments with, which is not the one it is known by; that one vouches for it.
///
/// @param key an Ed25519 public key, 32 bytes
/// @param voucher the provider's signature over it
public record VouchedKey(Bytes key, Signature voucher) {
    /// How many bytes the key has.
    public static final int SIZE = 32;

    /// Checks the length.
    public VouchedKey {
        key.ofSize(SIZE, "Ed25519 key");
    }
}
