package io.longshore.model;

/// One provider's word on a bucket: its signature over (bucket, root, start, count).
///
/// @param provider who says so
/// @param bucket about which bucket
/// @param root the MMR root
/// @param start the first sequence number
/// @param count the number of leaves
/// @param signature over the commitment's payload, by the provider's scheme
public record Commitment(ProviderId provider, BucketId bucket, Hash root, long start, long count,
        CommitmentSignature signature) {
    /// One that is signed by the scheme [CommitmentScheme#LSH1].
    public Commitment(ProviderId provider, BucketId bucket, Hash root, long start, long count, Signature signature) {
        this(provider, bucket, root, start, count,
                new CommitmentSignature.Recoverable(CommitmentScheme.LSH1, signature));
    }
}
