package io.longshore.destination.provider;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.destination.Paid;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Quote;
import io.longshore.model.Signature;

/// How a provider over HTTP is paid. For all threads.
final class HttpPaid implements Paid {
    private final ProviderLine line;

    HttpPaid(ProviderLine line) {
        this.line = line;
    }

    private record Answered(List<Item> quotes) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Item(String hash, Optional<Boolean> stored, Optional<String> price, Optional<Long> records,
            Optional<Long> timestamp, Optional<String> rewardsAddress, Optional<String> quoteHash,
            Optional<String> signature) {}

    @Override
    public Quotes quotes(Collection<Address> chunks) throws FailureException {
        Set<Address> asked = Set.copyOf(chunks);
        Map<String, Object> request = Map.of("bucket_id", line.terms().bucket().value(), "hashes",
                asked.stream().map(Address::toString).toList());
        return line.read(line.success(line.post("/quotes", request), "quotes"), Answered.class,
                answer -> quotes(answer, asked));
    }

    private Quotes quotes(Answered answer, Set<Address> asked) {
        Map<Address, Quote> quotes = new HashMap<>();
        Set<Address> stored = new HashSet<>();
        for (Item item : answer.quotes()) {
            Address address = Address.of(item.hash());
            if (!asked.contains(address)) {
                throw new IllegalArgumentException("a quote for a chunk that was not asked for");
            }
            if (item.stored().orElse(false)) {
                stored.add(address);
            } else {
                quotes.put(address, quote(address, item));
            }
        }
        return new Quotes(quotes, stored);
    }

    private Quote quote(Address address, Item item) {
        return new Quote(line.id(), line.terms().bucket(), address, Instant.ofEpochSecond(there(item.timestamp())),
                Amount.of(there(item.price())), there(item.records()), Account.of(there(item.rewardsAddress())),
                Hash.of(there(item.quoteHash())), Signature.of(there(item.signature())));
    }

    private static <T> T there(Optional<T> field) {
        return field.orElseThrow(() -> new IllegalArgumentException("a field of a quote is missing"));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Shown(long bucketId, String txHash, List<ShownQuote> quotes) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record ShownQuote(String hash, long bucketId, String providerId, String price, long records, long timestamp,
            String rewardsAddress, String quoteHash, String signature) {
        static ShownQuote of(Quote quote) {
            return new ShownQuote(quote.address().toString(), quote.bucket().value(), quote.provider().toString(),
                    quote.price().toString(),
                    quote.records(), quote.timestamp().getEpochSecond(), quote.rewards().toString(),
                    quote.hash().toString(), quote.signature().toString());
        }
    }

    private record Judged(List<String> accepted, List<Refused> refused) {}

    private record Refused(String hash, String reason) {}

    @Override
    public Acceptance payments(Hash transaction, List<Quote> quotes) throws FailureException {
        Shown shown = new Shown(line.terms().bucket().value(), transaction.toString(),
                quotes.stream().map(ShownQuote::of).toList());
        return line.read(line.success(line.post("/payments", shown), "proof of payment"), Judged.class,
                judged -> new Acceptance(
                        judged.accepted().stream().map(Address::of).collect(Collectors.toUnmodifiableSet()),
                        judged.refused().stream().collect(Collectors.toUnmodifiableMap(
                                refused -> Address.of(refused.hash()), Refused::reason))));
    }
}
