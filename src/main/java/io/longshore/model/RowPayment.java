package io.longshore.model;

import java.util.List;

/// What is paid for one row, and the quotes that justify it.
///
/// @param position the row's position in its wave
/// @param address the chunk
/// @param paid the quote that is paid: the median one
/// @param amount what is paid: three times its price
/// @param quotes all quotes of the row, one a provider, the paid one among them
public record RowPayment(int position, Address address, Quote paid, Amount amount, List<Quote> quotes) {
    /// Keeps an own copy.
    public RowPayment {
        quotes = List.copyOf(quotes);
    }

    /// The same payment for a row that has another position now.
    public RowPayment at(int now) {
        return new RowPayment(now, address, paid, amount, quotes);
    }
}
