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
/// @param contracts where it is paid and anchored; empty until its network was first reached, for ever the same afterwards
/// @param ceiling the most one chunk may be quoted at; empty for no ceiling
public record Drive(DriveId id, String name, DestinationKind kind, Bytes publicKey, BucketId bucket, Profile profile,
        Optional<URI> network, ChainId chain, boolean free, Optional<Contracts> contracts, Optional<Amount> ceiling) {
    /// Checks the shape.
    public Drive {
        publicKey.ofSize(32, "drive public key");
    }

    /// One whose network was not reached yet, without a ceiling.
    public Drive(DriveId id, String name, DestinationKind kind, Bytes publicKey, BucketId bucket, Profile profile,
            Optional<URI> network, ChainId chain, boolean free) {
        this(id, name, kind, publicKey, bucket, profile, network, chain, free, Optional.empty(), Optional.empty());
    }

    /// The same drive, its network found elsewhere.
    public Drive at(Optional<URI> elsewhere) {
        return new Drive(id, name, kind, publicKey, bucket, profile, elsewhere, chain, free, contracts, ceiling);
    }

    /// The same drive, bound to these contracts.
    public Drive boundTo(Contracts bound) {
        return new Drive(id, name, kind, publicKey, bucket, profile, network, chain, free, Optional.of(bound), ceiling);
    }

    /// The same drive with another ceiling.
    public Drive under(Optional<Amount> most) {
        return new Drive(id, name, kind, publicKey, bucket, profile, network, chain, free, contracts, most);
    }
}
