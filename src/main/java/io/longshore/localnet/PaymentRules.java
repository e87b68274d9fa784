package io.longshore.localnet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.longshore.chain.VaultPayment;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;

/// When a node accepts the payment of a wave (`src/docs/format.md` 3). Judges; changes nothing. For all threads.
final class PaymentRules {
    /// How old a quote may be at its payment's block time.
    static final Duration VALIDITY = Duration.ofHours(24);

    /// How far a quote may be ahead of its payment's block time: clocks differ.
    static final Duration SKEW = Duration.ofSeconds(300);

    /// Three times a price must stay below 2^128.
    private static final int PRICE_BITS = 126;

    private static final Comparator<Quote> BY_PRICE = Comparator.comparing(Quote::price)
            .thenComparing(Quote::provider);

    private final Contracts contracts;
    private final ChainView chain;
    private final SignatureMemo signatures;

    PaymentRules(Contracts contracts, ChainView chain, SignatureMemo signatures) {
        this.contracts = contracts;
        this.chain = chain;
        this.signatures = signatures;
    }

    /// What it found.
    ///
    /// @param accepted the chunks that are paid
    /// @param refused the others, with the reason
    record Judgement(Set<Address> accepted, Map<Address, String> refused) {}

    /// Judges the quotes of a wave, all of one bucket, against the payment that was made for it.
    /// @param providers the bucket's providers
    Judgement judge(ChainView.Payment payment, List<Quote> quotes, Set<ProviderId> providers)
            throws FailureException {
        Map<Address, List<Quote>> rows = quotes.stream()
                .collect(Collectors.groupingBy(Quote::address, LinkedHashMap::new, Collectors.toList()));
        Map<Address, String> refused = new LinkedHashMap<>();
        Map<Address, Quote> medians = new LinkedHashMap<>();
        rows.forEach((address, row) -> flaw(row, providers).ifPresentOrElse(
                reason -> refused.put(address, reason), () -> medians.put(address, median(row))));
        Set<Hash> covered = chain.covered(medians.values().stream().map(PaymentRules::due).toList());
        Set<Address> accepted = new LinkedHashSet<>();
        medians.forEach((address, paid) -> {
            Optional<String> flaw = covered.contains(paid.hash())
                    ? flaw(paid, payment)
                    : Optional.of("median_not_paid");
            flaw.ifPresentOrElse(reason -> refused.put(address, reason), () -> accepted.add(address));
        });
        return new Judgement(accepted, refused);
    }

    private static Quote median(List<Quote> row) {
        return row.stream().sorted(BY_PRICE).skip(row.size() / 2).findFirst().orElseThrow();
    }

    private Optional<String> flaw(List<Quote> row, Set<ProviderId> providers) {
        Set<ProviderId> signers = new HashSet<>();
        for (Quote quote : row) {
            if (!providers.contains(quote.provider())) {
                return Optional.of("foreign_provider");
            }
            if (!signers.add(quote.provider())) {
                return Optional.of("repeated_provider");
            }
            if (quote.price().atto().bitLength() > PRICE_BITS) {
                return Optional.of("price_too_high");
            }
            if (!quote.hash().equals(digest(quote))) {
                return Optional.of("wrong_quote_hash");
            }
            Optional<Account> signer = signatures.signer(quote.hash(), quote.signature());
            if (!signer.equals(Optional.of(quote.provider().account()))) {
                return Optional.of("bad_signature");
            }
        }
        return signers.size() <= providers.size() / 2 ? Optional.of("no_majority") : Optional.empty();
    }

    private Hash digest(Quote quote) {
        return QuoteDigest.of(contracts.chain(), contracts.vault(), quote.bucket(), quote.address(),
                quote.timestamp(), quote.price(), quote.records(), quote.rewards(), quote.provider());
    }

    private static VaultPayment due(Quote paid) {
        return new VaultPayment(paid.rewards(), paid.price().times(PriceCurve.FACTOR), paid.hash());
    }

    private static Optional<String> flaw(Quote paid, ChainView.Payment payment) {
        if (!payment.paid().contains(paid.hash())) {
            // Otherwise any old transaction could be shown to make an old quote look young.
            return Optional.of("not_in_transaction");
        }
        Instant time = payment.blockTime();
        if (time.isAfter(paid.timestamp().plus(VALIDITY))) {
            return Optional.of("expired");
        }
        return paid.timestamp().isAfter(time.plus(SKEW)) ? Optional.of("from_the_future") : Optional.empty();
    }
}
