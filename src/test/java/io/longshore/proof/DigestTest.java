package io.longshore.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.longshore.Vectors;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DigestTest {
    private final SigningKey provider = SigningKey
            .of(Bytes.fromHex(Vectors.of("provider").required("private_key").stringValue()).toArray());
    private final JsonNode quote = Vectors.of("quote");
    private final ChainId chain = new ChainId(Long.parseLong(text(quote, "chain_id")));

    @Test
    void quoteIsTheKnownOne() {
        Hash digest = QuoteDigest.of(chain, Account.of(text(quote, "vault")),
                new BucketId(quote.required("bucket_id").longValue()), Address.of(text(quote, "address")),
                Instant.ofEpochSecond(quote.required("timestamp").longValue()), Amount.of(text(quote, "price")),
                quote.required("records").longValue(), Account.of(text(quote, "rewards_address")),
                new ProviderId(provider.account()));
        assertEquals(Hash.of(text(quote, "quote_hash")), digest);
        Signature signature = Signature.of(text(quote, "signature"));
        assertEquals(signature, provider.sign(digest));
        assertEquals(Optional.of(provider.account()), Recovery.signer(digest, signature));
    }

    @Test
    void everyPartOfAQuoteCounts() {
        Account account = Account.of("11".repeat(20));
        Account other = Account.of("22".repeat(20));
        Address address = Address.of("33".repeat(32));
        BucketId bucket = new BucketId(7);
        Instant time = Instant.ofEpochSecond(1_700_000_000);
        Amount price = Amount.of(5);
        ProviderId id = new ProviderId(account);
        Set<Hash> digests = Stream.of(
                QuoteDigest.of(chain, account, bucket, address, time, price, 9, account, id),
                QuoteDigest.of(new ChainId(1), account, bucket, address, time, price, 9, account, id),
                QuoteDigest.of(chain, other, bucket, address, time, price, 9, account, id),
                QuoteDigest.of(chain, account, new BucketId(8), address, time, price, 9, account, id),
                QuoteDigest.of(chain, account, bucket, Address.of("34".repeat(32)), time, price, 9, account, id),
                QuoteDigest.of(chain, account, bucket, address, time.plusSeconds(1), price, 9, account, id),
                QuoteDigest.of(chain, account, bucket, address, time, Amount.of(6), 9, account, id),
                QuoteDigest.of(chain, account, bucket, address, time, price, 10, account, id),
                QuoteDigest.of(chain, account, bucket, address, time, price, 9, other, id),
                QuoteDigest.of(chain, account, bucket, address, time, price, 9, account, new ProviderId(other)))
                .collect(Collectors.toSet());
        assertEquals(10, digests.size());
    }

    @Test
    void commitmentIsTheKnownOne() {
        JsonNode known = Vectors.of("commitment");
        Bytes payload = CommitmentDigest.payload(new BucketId(known.required("bucket_id").longValue()),
                Hash.of(text(known, "mmr_root")), known.required("start_seq").longValue(),
                known.required("leaf_count").longValue());
        assertEquals(Bytes.fromHex(text(known, "payload")), payload);
        Account registry = Account.of(text(known, "registry"));
        Hash digest = CommitmentDigest.of(chain, registry, payload);
        assertEquals(Hash.of(text(known, "digest")), digest);
        assertEquals(Signature.of(text(known, "signature")), provider.sign(digest));
        assertNotEquals(digest, CommitmentDigest.of(new ChainId(1), registry, payload));
        assertNotEquals(digest, CommitmentDigest.of(chain, provider.account(), payload));
        assertThrows(IllegalArgumentException.class,
                () -> CommitmentDigest.of(chain, registry, payload.slice(0, 56)));
    }

    /// The figures published with the curve (WithAutonomi/ant-protocol, `src/payment/pricing.rs`).
    @Test
    void pricesAreThoseOfTheCurve() {
        assertEquals(Amount.of("3906250000000000"), PriceCurve.at(0));
        assertEquals(Amount.of("39062500000000000"), PriceCurve.at(6_000));
        assertEquals(Amount.of("144531250000000000"), PriceCurve.at(12_000));
        // 3 906 250 000 000 000 + floor(35 156 250 000 000 000 / 36 000 000)
        assertEquals(Amount.of("3906250976562500"), PriceCurve.at(1));
        assertEquals(Amount.of(text(quote, "price")), PriceCurve.at(quote.required("records").longValue()));
        assertThrows(IllegalArgumentException.class, () -> PriceCurve.at(-1));
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).stringValue();
    }
}
