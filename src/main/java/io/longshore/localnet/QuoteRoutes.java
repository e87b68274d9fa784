package io.longshore.localnet;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Signature;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;

/// The routes for money: quotes and payments. For all threads.
final class QuoteRoutes {
    /// How many chunks are quoted at once: a wave.
    private static final int MOST_HASHES = 64;

    /// The digits of the largest amount there is.
    private static final int AMOUNT_DIGITS = 78;

    private final NodeIdentity node;
    private final Contracts contracts;
    private final NodeStores stores;
    private final ChainView chain;
    private final SignatureMemo signatures;
    private final PaymentRules rules;
    private final InstantSource clock;

    QuoteRoutes(NodeIdentity node, Contracts contracts, NodeStores stores, ChainView chain, SignatureMemo signatures,
            InstantSource clock) {
        this.node = node;
        this.contracts = contracts;
        this.stores = stores;
        this.chain = chain;
        this.signatures = signatures;
        this.rules = new PaymentRules(contracts, chain, signatures);
        this.clock = clock;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Wanted(long bucketId, List<String> hashes) {}

    private record Stored(String hash, boolean stored) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Quoted(String hash, String price, long records, long timestamp, String rewardsAddress,
            String quoteHash, String signature) {}

    /// Signs a price for each of some chunks.
    void quotes(Exchange exchange) throws RouteException, IOException {
        Wanted wanted = exchange.json(Wanted.class);
        BucketId bucket = Exchange.bucket(wanted.bucketId());
        if (wanted.hashes().size() > MOST_HASHES) {
            throw new RouteException(400, "too_many_hashes", Map.of("most", MOST_HASHES));
        }
        long records = stores.chunks().records();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Record> quotes = new ArrayList<>();
        for (String hash : wanted.hashes()) {
            Address address = ChunkRoutes.address(hash);
            quotes.add(stores.chunks().has(address)
                    ? new Stored(address.toString(), true)
                    : quote(bucket, address, now, records));
        }
        exchange.answer(200, Map.of("quotes", quotes));
    }

    private Quoted quote(BucketId bucket, Address address, Instant now, long records) {
        Amount price = PriceCurve.at(records);
        Hash digest = QuoteDigest.of(contracts.chain(), contracts.vault(), bucket, address, now, price, records,
                node.rewards(), node.id());
        Signature signature = node.key().sign(digest);
        signatures.remember(digest, signature, node.id().account());
        return new Quoted(address.toString(), price.toString(), records, now.getEpochSecond(),
                node.rewards().toString(), digest.toString(), signature.toString());
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Shown(long bucketId, String txHash, List<ShownQuote> quotes) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record ShownQuote(String hash, Optional<Long> bucketId, String providerId, String price, long records,
            long timestamp, String rewardsAddress, String quoteHash, String signature) {}

    private record Refused(String hash, String reason) {}

    /// Judges the proof of a wave's payment, and remembers for ever which chunks are paid. The quotes may be those of other
    /// buckets: a payment is for a chunk, whoever goes on with the upload puts it into a bucket of their own.
    void payments(Exchange exchange) throws RouteException, IOException, FailureException {
        Shown shown = exchange.json(Shown.class);
        BucketId bucket = Exchange.bucket(shown.bucketId());
        Map<BucketId, List<Quote>> quotes = new LinkedHashMap<>();
        for (ShownQuote item : shown.quotes()) {
            Quote quote = quote(bucket, item);
            quotes.computeIfAbsent(quote.bucket(), _ -> new ArrayList<>()).add(quote);
        }
        Hash transaction = transaction(shown.txHash());
        if (!providers(bucket, Set.of(node.id())).contains(node.id())) {
            throw new RouteException(403, "not_a_provider");
        }
        // It may be on its way to this node's view of the chain, so it is not wrong for good.
        ChainView.Payment payment = chain.payment(transaction)
                .orElseThrow(() -> new RouteException(503, "transaction_unknown"));
        Set<Address> accepted = new LinkedHashSet<>();
        Map<Address, String> refused = new LinkedHashMap<>();
        for (Map.Entry<BucketId, List<Quote>> group : quotes.entrySet()) {
            PaymentRules.Judgement judgement = rules.judge(payment, group.getValue(),
                    providers(group.getKey(),
                            group.getValue().stream().map(Quote::provider).collect(Collectors.toSet())));
            accepted.addAll(judgement.accepted());
            refused.putAll(judgement.refused());
        }
        refused.keySet().removeAll(accepted);
        stores.acceptances().accept(bucket, accepted);
        exchange.answer(200, Map.of("accepted", accepted.stream().map(Address::toString).toList(),
                "refused", refused.entrySet().stream()
                        .map(entry -> new Refused(entry.getKey().toString(), entry.getValue())).toList()));
    }

    private Set<ProviderId> providers(BucketId bucket, Set<ProviderId> expected)
            throws RouteException, FailureException {
        Set<ProviderId> providers = Set.copyOf(chain.providers(bucket, expected));
        if (providers.isEmpty()) {
            throw new RouteException(404, "bucket_not_found");
        }
        return providers;
    }

    private static Hash transaction(String hex) throws RouteException {
        try {
            return Hash.of(hex);
        } catch (IllegalArgumentException _) {
            throw new RouteException(400, "invalid_hash");
        }
    }

    private static Quote quote(BucketId usual, ShownQuote shown) throws RouteException {
        BucketId bucket = shown.bucketId().isPresent() ? Exchange.bucket(shown.bucketId().get()) : usual;
        try {
            if (shown.price().length() > AMOUNT_DIGITS || shown.records() < 0 || shown.timestamp() < 0) {
                throw new IllegalArgumentException("out of range");
            }
            return new Quote(ProviderId.of(shown.providerId()), bucket, Address.of(shown.hash()),
                    Instant.ofEpochSecond(shown.timestamp()), Amount.of(shown.price()), shown.records(),
                    Account.of(shown.rewardsAddress()), Hash.of(shown.quoteHash()), Signature.of(shown.signature()));
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new RouteException(400, "invalid_quote");
        }
    }
}
