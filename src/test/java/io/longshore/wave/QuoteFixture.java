package io.longshore.wave;

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
import io.longshore.proof.SigningKey;

/// Signed quotes of made-up providers, for the rules to judge.
final class QuoteFixture {
    static final ChainId CHAIN = new ChainId((1L << 40) + 7);
    static final Account VAULT = Account.of("0x" + "11".repeat(20));
    static final BucketId BUCKET = new BucketId(7);
    static final Address CHUNK = Address.of("0x" + "22".repeat(32));
    static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    static final QuoteRules RULES = new QuoteRules(CHAIN, VAULT, BUCKET, Optional.empty());

    private QuoteFixture() {}

    static SigningKey key(int number) {
        byte[] secret = new byte[32];
        secret[31] = (byte) (number + 1);
        return SigningKey.of(secret);
    }

    static ProviderId provider(int number) {
        return new ProviderId(key(number).account());
    }

    static Quote quote(int number, long records) {
        return quote(number, records, NOW, CHAIN, BUCKET, PriceCurve.at(records));
    }

    static Quote quote(int number, long records, Instant at, ChainId chain, BucketId bucket, Amount price) {
        Account rewards = Account.of("0x" + "33".repeat(20));
        Hash hash = QuoteDigest.of(chain, VAULT, bucket, CHUNK, at, price, records, rewards, provider(number));
        return new Quote(provider(number), bucket, CHUNK, at, price, records, rewards, hash, key(number).sign(hash));
    }
}
