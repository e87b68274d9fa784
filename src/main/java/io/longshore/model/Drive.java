package io.longshore.model;

import java.net.URI;
import java.util.Optional;

/// A named place to put files.
///
/// @param id its id, the salt of its key
/// @param name what the user calls it
/// @param kind the kind of its destination
/// @param publicKey its X25519 public key, 32 bytes: what uploads are sealed to
/// @param bucket its bucket at the providers
/// @param profile how it transfers
/// @param network where the network it leads to describes itself; empty for the embedded one
/// @param chain the chain its payments go to
/// @param free whether it is paid with play money, so that it needs no budget
public record Drive(DriveId id, String name, DestinationKind kind, Bytes publicKey, BucketId bucket, Profile profile,
        Optional<URI> network, ChainId chain, boolean free) {
    /// Checks the shape.
    public Drive {
        publicKey.ofSize(32, "drive public key");
    }
}
