package io.longshore.model;

import java.time.Instant;

/// One provider's signed price for one chunk.
///
/// @param provider who signed it
/// @param bucket for which bucket
/// @param address for which chunk
/// @param timestamp when, to the second, by the provider's clock
/// @param price what it asks, before the factor 3
/// @param records how many records it says it holds; the price must be the curve's at that count
/// @param rewards where the payment goes
/// @param hash what the vault books the payment under
/// @param signature the provider's signature over the hash
public record Quote(ProviderId provider, BucketId bucket, Address address, Instant timestamp, Amount price,
        long records,
        Account rewards, Hash hash, Signature signature) {}
