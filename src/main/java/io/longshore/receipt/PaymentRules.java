package io.longshore.receipt;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.RowPayment;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.Recovery;

/// What a paid row must be, whoever says that it was paid (`src/docs/format.md` 3).
///
/// @param chain on which chain
/// @param vault at which contract
/// @param bucket for which bucket
record PaymentRules(ChainId chain, Account vault, BucketId bucket) {
    private static final Comparator<Quote> ORDER = Comparator.comparing(Quote::price).thenComparing(Quote::provider);

    /// Checks a row: each quote is genuine and of another provider, the one in the middle is paid, three times.
    void check(RowPayment row) {
        List<Quote> quotes = row.quotes();
        Set<ProviderId> providers = new HashSet<>();
        for (Quote quote : quotes) {
            Rule.holds(providers.add(quote.provider()), "row %s has two quotes of %s", row.position(),
                    quote.provider());
            check(quote, row.position());
        }
        Rule.holds(quotes.stream().sorted(ORDER).toList().equals(quotes),
                "the quotes of row %s are not in the order of their prices", row.position());
        Rule.holds(quotes.indexOf(row.paid()) == quotes.size() / 2, "row %s is not paid on its median quote",
                row.position());
        Rule.holds(row.amount().equals(row.paid().price().times(PriceCurve.FACTOR)),
                "row %s is not paid %s times its price", row.position(), PriceCurve.FACTOR);
    }

    private void check(Quote quote, int row) {
        Rule.holds(quote.bucket().equals(bucket), "a quote of row %s is for another bucket", row);
        Rule.holds(quote.records() >= 0 && quote.price().equals(PriceCurve.at(quote.records())),
                "a quote of row %s is not on the price curve", row);
        Hash digest = QuoteDigest.of(chain, vault, bucket, quote.address(), quote.timestamp(), quote.price(),
                quote.records(), quote.rewards(), quote.provider());
        Rule.holds(digest.equals(quote.hash()), "a quote of row %s has another hash than its content", row);
        Rule.holds(Recovery.signer(digest, quote.signature()).equals(Optional.of(quote.provider().account())),
                "a quote of row %s is not signed by %s", row, quote.provider());
    }
}
