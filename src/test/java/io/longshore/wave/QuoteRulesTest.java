package io.longshore.wave;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Quote;
import io.longshore.proof.PriceCurve;

import static org.junit.jupiter.api.Assertions.assertEquals;

class QuoteRulesTest {
    private static Optional<Objection> judged(Quote quote) {
        return QuoteFixture.RULES.objection(quote, QuoteFixture.provider(0), QuoteFixture.CHUNK, QuoteFixture.NOW);
    }

    private static Quote at(Duration offset) {
        Instant time = QuoteFixture.NOW.plus(offset);
        return QuoteFixture.quote(0, 9, time, QuoteFixture.CHAIN, QuoteFixture.BUCKET, PriceCurve.at(9));
    }

    @Test
    void acceptsAnHonestQuote() {
        assertEquals(Optional.empty(), judged(QuoteFixture.quote(0, 6000)));
    }

    @Test
    void judgesAgeToTheSecond() {
        assertEquals(Optional.empty(), judged(at(Duration.ofHours(-23).minusMinutes(54))));
        assertEquals(Optional.of(Objection.EXPIRED), judged(at(Duration.ofHours(-23).minusMinutes(56))));
        assertEquals(Optional.of(Objection.EXPIRED), judged(at(Duration.ofHours(-25))));
        assertEquals(Optional.empty(), judged(at(Duration.ofSeconds(299))));
        assertEquals(Optional.of(Objection.FUTURE), judged(at(Duration.ofSeconds(301))));
    }

    @Test
    void refusesAPriceOffTheCurve() {
        Amount dear = PriceCurve.at(10);
        assertEquals(Optional.of(Objection.CURVE), judged(QuoteFixture.quote(0, 9, QuoteFixture.NOW,
                QuoteFixture.CHAIN, QuoteFixture.BUCKET, dear)));
    }

    @Test
    void refusesWhatTheVaultCouldNotBook() {
        assertEquals(Optional.of(Objection.BEYOND), judged(QuoteFixture.quote(0, Long.MAX_VALUE)));
    }

    @Test
    void refusesAStrangersQuoteAndOneForAnotherChunk() {
        assertEquals(Optional.of(Objection.STRANGER), judged(QuoteFixture.quote(1, 9)));
        Address other = Address.of("0x" + "44".repeat(32));
        assertEquals(Optional.of(Objection.CHUNK), QuoteFixture.RULES.objection(QuoteFixture.quote(0, 9),
                QuoteFixture.provider(0), other, QuoteFixture.NOW));
    }

    @Test
    void refusesAQuoteReplayedFromAnotherChainOrBucket() {
        Quote chain = QuoteFixture.quote(0, 9, QuoteFixture.NOW, new ChainId(1), QuoteFixture.BUCKET, PriceCurve.at(9));
        assertEquals(Optional.of(Objection.HASH), judged(chain));
        Quote bucket = QuoteFixture.quote(0, 9, QuoteFixture.NOW, QuoteFixture.CHAIN, new BucketId(8),
                PriceCurve.at(9));
        assertEquals(Optional.of(Objection.BUCKET), judged(bucket));
        Quote vault = QuoteFixture.quote(0, 9);
        QuoteRules elsewhere = new QuoteRules(QuoteFixture.CHAIN, Account.of("0x" + "12".repeat(20)),
                QuoteFixture.BUCKET, Optional.empty());
        assertEquals(Optional.of(Objection.HASH),
                elsewhere.objection(vault, QuoteFixture.provider(0), QuoteFixture.CHUNK, QuoteFixture.NOW));
    }

    @Test
    void refusesASignatureOfSomebodyElse() {
        Quote honest = QuoteFixture.quote(0, 9);
        Quote forged = new Quote(honest.provider(), honest.bucket(), honest.address(), honest.timestamp(),
                honest.price(), honest.records(), honest.rewards(), honest.hash(),
                QuoteFixture.key(1).sign(honest.hash()));
        assertEquals(Optional.of(Objection.SIGNATURE), judged(forged));
    }

    @Test
    void refusesWhatIsAboveTheCeiling() {
        QuoteRules thrifty = new QuoteRules(QuoteFixture.CHAIN, QuoteFixture.VAULT, QuoteFixture.BUCKET,
                Optional.of(PriceCurve.at(8)));
        assertEquals(Optional.of(Objection.CEILING), thrifty.objection(QuoteFixture.quote(0, 9000),
                QuoteFixture.provider(0), QuoteFixture.CHUNK, QuoteFixture.NOW));
    }
}
