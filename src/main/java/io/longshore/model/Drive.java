package io.longshore.model;

import java.util.Optional;

/// A named place to put files.
///
/// @param id its id, the salt of its key
/// @param name what the user calls it
/// @param kind the kind of its destination
/// @param publicKey its X25519 public key, 32 bytes: what uploads are sealed to
/// @param bucket its bucket at the providers
/// @param profile how it transfers
/// @param network how the network it leads to is found
/// @param chain the chain its payments go to
/// @param free whether it is paid with play money, so that it needs no budget
/// @param contracts where it is paid and anchored; empty until its network was first reached, for ever the same afterwards
/// @param ceiling the most one chunk may be quoted at; empty for no ceiling
/// @param strategy when its checkpoints are made
/// @param capacity how much content the uploads to it may have in all, those that were given up or failed aside; empty for
///        no bound
public record Drive(DriveId id, String name, DestinationKind kind, Bytes publicKey, BucketId bucket, Profile profile,
        Whereabouts network, ChainId chain, boolean free, Optional<Contracts> contracts, Optional<Amount> ceiling,
        Strategy strategy, Optional<ByteCount> capacity) {
    /// Checks the shape.
    public Drive {
        publicKey.ofSize(32, "drive public key");
    }

    /// One whose network was not reached yet, without bounds, whose checkpoints are made at once.
    public Drive(DriveId id, String name, DestinationKind kind, Bytes publicKey, BucketId bucket, Profile profile,
            Whereabouts network, ChainId chain, boolean free) {
        this(id, name, kind, publicKey, bucket, profile, network, chain, free, Optional.empty(), Optional.empty(),
                new Strategy.Immediate(), Optional.empty());
    }

    /// The same drive, its network found elsewhere.
    public Drive at(Whereabouts elsewhere) {
        return new Drive(id, name, kind, publicKey, bucket, profile, elsewhere, chain, free, contracts, ceiling,
                strategy, capacity);
    }

    /// The same drive, bound to these contracts.
    public Drive boundTo(Contracts bound) {
        return new Drive(id, name, kind, publicKey, bucket, profile, network, chain, free, Optional.of(bound), ceiling,
                strategy, capacity);
    }

    /// The same drive with another ceiling.
    public Drive under(Optional<Amount> most) {
        return new Drive(id, name, kind, publicKey, bucket, profile, network, chain, free, contracts, most,
                strategy, capacity);
    }

    /// The same drive with another strategy.
    public Drive anchored(Strategy when) {
        return new Drive(id, name, kind, publicKey, bucket, profile, network, chain, free, contracts, ceiling,
                when, capacity);
    }

    /// The same drive with another capacity.
    public Drive holding(Optional<ByteCount> most) {
        return new Drive(id, name, kind, publicKey, bucket, profile, network, chain, free, contracts, ceiling,
                strategy, most);
    }

    /// The same drive under another name, and in another bucket.
    public Drive settled(String here, BucketId in) {
        return new Drive(id, here, kind, publicKey, in, profile, network, chain, free, contracts, ceiling,
                strategy, capacity);
    }
}
