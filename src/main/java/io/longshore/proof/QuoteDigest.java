package io.longshore.proof;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// The hash a provider signs for a quote and the vault books its payment under (`src/docs/format.md` 3). It binds chain
/// and vault, so that no quote is good elsewhere.
public final class QuoteDigest {
    private static final byte[] LABEL = "longshore/v1/quote".getBytes(US_ASCII);

    private QuoteDigest() {}

    /// The quote hash; the timestamp counts to the second.
    public static Hash of(ChainId chain, Account vault, BucketId bucket, Address address, Instant timestamp,
            Amount price, long records, Account rewards, ProviderId provider) {
        ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES + Words.SIZE + Long.BYTES)
                .putLong(timestamp.getEpochSecond()).put(Words.of(price.atto())).putLong(records);
        return Hashes.keccak256(LABEL, Words.of(chain), vault.bytes().toArray(), Words.eight(bucket),
                address.bytes().toArray(), numbers.array(), rewards.bytes().toArray(),
                provider.account().bytes().toArray());
    }
}
