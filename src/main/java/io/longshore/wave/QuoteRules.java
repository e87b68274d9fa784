package io.longshore.wave;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.Recovery;

/// What a quote must be before anything is paid on it. Everything is checked here, on this machine: nothing a provider
/// says about itself is believed.
///
/// @param chain the chain that is paid on
/// @param vault the contract that is paid at
/// @param bucket the drive's bucket
/// @param ceiling the most one chunk may cost, before the factor 3; empty for no ceiling
public record QuoteRules(ChainId chain, Account vault, BucketId bucket, Optional<Amount> ceiling) {
    /// How long a quote may be used: 24 hours less 5 minutes, so that none expires on its way to the chain (the
    /// quote policy of the Autonomi client, `cached_single.rs`).
    public static final Duration VALIDITY = Duration.ofHours(24).minusMinutes(5);

    /// How old a quote may be at its payment's block time for providers to take it (`src/docs/format.md` 3).
    public static final Duration ACCEPTED = Duration.ofHours(24);

    /// How far in the future a quote's time may lie (same source).
    public static final Duration FORWARD_SKEW = Duration.ofSeconds(300);

    /// Three times a price must fit the 128 bits in which the vault books it.
    private static final int PRICE_BITS = 128;

    /// Why the quote must not be paid; empty if it may.
    /// @param quote the quote as it came
    /// @param provider whom it was asked of
    /// @param address the chunk it was asked for
    /// @param now the time to judge its age by: the paying chain's latest block time
    public Optional<Objection> objection(Quote quote, ProviderId provider, Address address, Instant now) {
        if (!quote.provider().equals(provider)) {
            return Optional.of(Objection.STRANGER);
        }
        if (!quote.address().equals(address)) {
            return Optional.of(Objection.CHUNK);
        }
        if (!quote.bucket().equals(bucket)) {
            return Optional.of(Objection.BUCKET);
        }
        if (quote.timestamp().isBefore(now.minus(VALIDITY))) {
            return Optional.of(Objection.EXPIRED);
        }
        if (quote.timestamp().isAfter(now.plus(FORWARD_SKEW))) {
            return Optional.of(Objection.FUTURE);
        }
        if (quote.records() < 0 || !quote.price().equals(PriceCurve.at(quote.records()))) {
            return Optional.of(Objection.CURVE);
        }
        if (payable(quote).atto().bitLength() > PRICE_BITS) {
            return Optional.of(Objection.BEYOND);
        }
        Hash digest = QuoteDigest.of(chain, vault, bucket, address, quote.timestamp(), quote.price(), quote.records(),
                quote.rewards(), provider);
        if (!digest.equals(quote.hash())) {
            return Optional.of(Objection.HASH);
        }
        if (!Recovery.signer(digest, quote.signature()).equals(Optional.of(provider.account()))) {
            return Optional.of(Objection.SIGNATURE);
        }
        // The last of all: what is above the ceiling is otherwise in order, and the user can let it be paid.
        return ceiling.isPresent() && quote.price().compareTo(ceiling.get()) > 0
                ? Optional.of(Objection.CEILING)
                : Optional.empty();
    }

    /// Whether a quote had expired, as providers judge it, when it was paid.
    /// @param paid the time of its payment's block
    public static boolean hadExpired(Quote quote, Instant paid) {
        return paid.isAfter(quote.timestamp().plus(ACCEPTED));
    }

    /// What is paid on a quote: three times its price.
    public static Amount payable(Quote quote) {
        return quote.price().times(PriceCurve.FACTOR);
    }
}
