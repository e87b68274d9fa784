package io.longshore.wave;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Address;
import io.longshore.model.Quote;
import io.longshore.model.RowPayment;

/// Chooses the quote of a chunk that is paid: sorted by price and provider, the one in the middle, so that neither the
/// cheapest nor the dearest provider sets the price (`src/docs/format.md` 3).
public final class MedianChoice {
    private static final Comparator<Quote> ORDER = Comparator.comparing(Quote::price).thenComparing(Quote::provider);

    private MedianChoice() {}

    /// What is paid for a row, or nothing if fewer than `majority` providers quoted.
    /// @param position the row's position in its wave
    /// @param address its chunk
    /// @param quotes verified quotes, at most one a provider
    /// @param majority how many of the drive's providers must have quoted
    public static Optional<RowPayment> of(int position, Address address, List<Quote> quotes, int majority) {
        if (quotes.size() < majority) {
            return Optional.empty();
        }
        List<Quote> sorted = quotes.stream().sorted(ORDER).toList();
        Quote paid = sorted.get(sorted.size() / 2);
        return Optional.of(new RowPayment(position, address, paid, QuoteRules.payable(paid), sorted));
    }
}
