package io.longshore.localnet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.longshore.chain.VaultPayment;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Signature;
import io.longshore.proof.Hashes;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Every sentence of `src/docs/format.md` section 3, "A node accepts".
class PaymentRulesTest {
    private static final Contracts CONTRACTS = FakeChainNetwork.CONTRACTS;
    private static final BucketId BUCKET = new BucketId(7);
    private static final Address CHUNK = new Address(Hashes.sha256(new byte[]{1}).bytes());
    private static final Hash TRANSACTION = Hashes.sha256(new byte[]{2});
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final List<SigningKey> KEYS = IntStream.range(1, 7).mapToObj(PaymentRulesTest::key).toList();
    private static final Set<ProviderId> PROVIDERS = Set.copyOf(
            KEYS.subList(0, 5).stream().map(key -> new ProviderId(key.account())).toList());

    private final FakeChain chain = new FakeChain();
    private final PaymentRules rules = new PaymentRules(CONTRACTS, chain, new SignatureMemo(100));

    private static SigningKey key(int number) {
        byte[] secret = new byte[SigningKey.SIZE];
        secret[0] = (byte) number;
        return SigningKey.of(secret);
    }

    private static Quote quote(int provider, long records) {
        return quote(provider, records, NOW, CONTRACTS);
    }

    private static Quote quote(int provider, long records, Instant time, Contracts contracts) {
        SigningKey key = KEYS.get(provider);
        ProviderId id = new ProviderId(key.account());
        Account rewards = FakeChainNetwork.account(100 + provider);
        Amount price = PriceCurve.at(records);
        Hash digest = QuoteDigest.of(contracts.chain(), contracts.vault(), BUCKET, CHUNK, time, price, records, rewards,
                id);
        return new Quote(id, BUCKET, CHUNK, time, price, records, rewards, digest, key.sign(digest));
    }

    private static List<Quote> five() {
        return IntStream.range(0, 5).mapToObj(i -> quote(i, 1_000L * i)).toList();
    }

    private String judge(List<Quote> quotes) throws FailureException {
        return judge(quotes, chain.payment(TRANSACTION).orElseThrow());
    }

    private String judge(List<Quote> quotes, ChainView.Payment payment) throws FailureException {
        PaymentRules.Judgement judgement = rules.judge(payment, quotes, PROVIDERS);
        assertEquals(1, judgement.accepted().size() + judgement.refused().size());
        return judgement.refused().getOrDefault(CHUNK, "accepted");
    }

    private static VaultPayment due(List<Quote> quotes) {
        return FakeChainNetwork.due(quotes);
    }

    @Test
    void acceptsTheMedianOfAllPaidThreeTimes() throws FailureException {
        List<Quote> quotes = five();
        assertEquals(quotes.get(2).hash(), due(quotes).quoteHash());
        chain.pay(TRANSACTION, NOW, List.of(due(quotes)));
        assertEquals("accepted", judge(quotes));
        List<Quote> shuffled = new ArrayList<>(quotes);
        Collections.shuffle(shuffled, new Random(7));
        assertEquals("accepted", judge(shuffled));
    }

    @Test
    void breaksTiesByProvider() throws FailureException {
        List<Quote> same = IntStream.range(0, 5).mapToObj(i -> quote(i, 0)).toList();
        List<Quote> sorted = same.stream().sorted(Comparator.comparing(Quote::provider)).toList();
        VaultPayment middle = new VaultPayment(sorted.get(2).rewards(),
                sorted.get(2).price().times(PriceCurve.FACTOR), sorted.get(2).hash());
        chain.pay(TRANSACTION, NOW, List.of(middle));
        assertEquals("accepted", judge(same));
    }

    @Test
    void acceptsAMajorityWithoutItsOwnQuoteButNoFewer() throws FailureException {
        List<Quote> three = five().subList(2, 5);
        chain.pay(TRANSACTION, NOW, List.of(due(three)));
        assertEquals("accepted", judge(three));
        List<Quote> two = five().subList(0, 2);
        chain.pay(TRANSACTION, NOW, List.of(due(two)));
        assertEquals("no_majority", judge(two));
    }

    @Test
    void takesTheUpperOneOfTwoMiddleQuotes() throws FailureException {
        List<Quote> four = five().subList(0, 4);
        assertEquals(four.get(2).hash(), due(four).quoteHash());
        chain.pay(TRANSACTION, NOW, List.of(due(four)));
        assertEquals("accepted", judge(four));
    }

    @Test
    void refusesSignersThatAreNotDistinctProvidersOfTheBucket() throws FailureException {
        List<Quote> quotes = new ArrayList<>(five());
        chain.pay(TRANSACTION, NOW, List.of(due(quotes)));
        quotes.set(4, quotes.get(3));
        assertEquals("repeated_provider", judge(quotes));
        quotes.set(4, quote(5, 4_000));
        assertEquals("foreign_provider", judge(quotes));
    }

    @Test
    void refusesAQuoteThatIsNotSignedAsItStands() throws FailureException {
        List<Quote> quotes = new ArrayList<>(five());
        chain.pay(TRANSACTION, NOW, List.of(due(quotes)));
        Quote good = quotes.get(4);
        quotes.set(4, new Quote(good.provider(), BUCKET, CHUNK, NOW, Amount.of(1), good.records(), good.rewards(),
                good.hash(), good.signature()));
        assertEquals("wrong_quote_hash", judge(quotes));
        Signature other = quotes.get(3).signature();
        quotes.set(4, new Quote(good.provider(), BUCKET, CHUNK, NOW, good.price(), good.records(), good.rewards(),
                good.hash(), other));
        assertEquals("bad_signature", judge(quotes));
        quotes.set(4, quote(4, 4_000, NOW,
                new Contracts(new ChainId(1), CONTRACTS.vault(), CONTRACTS.token(), CONTRACTS.registry())));
        assertEquals("wrong_quote_hash", judge(quotes));
    }

    @Test
    void refusesAnotherQuoteThanTheMedianBeingPaid() throws FailureException {
        List<Quote> quotes = five();
        Quote cheapest = quotes.getFirst();
        chain.pay(TRANSACTION, NOW,
                List.of(new VaultPayment(cheapest.rewards(), cheapest.price().times(100), cheapest.hash())));
        assertEquals("median_not_paid", judge(quotes));
    }

    @Test
    void refusesTooLittleAndAnotherRewardsAddress() throws FailureException {
        List<Quote> quotes = five();
        VaultPayment due = due(quotes);
        chain.pay(TRANSACTION, NOW,
                List.of(new VaultPayment(due.rewards(), due.amount().minus(Amount.of(1)), due.quoteHash())));
        assertEquals("median_not_paid", judge(quotes));
        chain.pay(TRANSACTION, NOW,
                List.of(new VaultPayment(FakeChainNetwork.account(99), due.amount(), due.quoteHash())));
        assertEquals("median_not_paid", judge(quotes));
        chain.pay(TRANSACTION, NOW,
                List.of(new VaultPayment(due.rewards(), due.amount().plus(Amount.of(1)), due.quoteHash())));
        assertEquals("accepted", judge(quotes));
    }

    @Test
    void judgesAgeByThePaymentsBlockTime() throws FailureException {
        List<Quote> quotes = five();
        for (Map.Entry<Duration, String> late : Map.of(Duration.ofHours(24), "accepted",
                Duration.ofHours(24).plusSeconds(1), "expired", Duration.ofSeconds(-300), "accepted",
                Duration.ofSeconds(-301), "from_the_future").entrySet()) {
            chain.pay(TRANSACTION, NOW.plus(late.getKey()), List.of(due(quotes)));
            assertEquals(late.getValue(), judge(quotes), late::toString);
        }
    }

    @Test
    void refusesATransactionThatDidNotPayTheQuote() throws FailureException {
        List<Quote> quotes = five();
        chain.pay(TRANSACTION, NOW, List.of(due(quotes)));
        assertEquals("not_in_transaction", judge(quotes, new ChainView.Payment(NOW, Set.of())));
    }
}
