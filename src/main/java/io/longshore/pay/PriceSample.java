package io.longshore.pay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.longshore.destination.Destination;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Quote;
import io.longshore.model.RowPayment;
import io.longshore.wave.MedianChoice;
import io.longshore.wave.QuoteRules;

/// What a chunk that nobody has would be paid now: chosen from one quote a provider as for a wave, and paid by nobody.
///
/// @param amount what it would be paid
/// @param records how many records the provider in the middle holds
/// @param quotes how many good quotes there were
public record PriceSample(Amount amount, long records, int quotes) {
    /// Asks the providers of a drive.
    /// @param address of a chunk that cannot be stored yet: a random one
    /// @param now the paying chain's time
    /// @throws FailureException `NoMajority` with good quotes from fewer than a majority; `Refused` if a provider gives none
    public static PriceSample of(Destination destination, QuoteRules rules, Survey survey, Address address, Instant now)
            throws FailureException, InterruptedException {
        Map<Provider, Survey.Reply<Paid.Quotes>> replies = survey.of(destination.providers(),
                destination.providers().size(), provider -> provider.paid().orElseThrow(() -> new FailureException(
                        new Failure.Refused(provider.endpoint(), "is to be paid and gives no quotes")))
                        .quotes(Set.of(address)));
        List<Quote> good = new ArrayList<>();
        replies.forEach((provider, reply) -> {
            if (reply instanceof Survey.Reply.Answered<Paid.Quotes>(Paid.Quotes answer)
                    && answer.quotes().get(address) instanceof Quote quote
                    && rules.objection(quote, provider.id(), address, now).isEmpty()) {
                good.add(quote);
            }
        });
        RowPayment payment = MedianChoice.of(0, address, good, destination.majority()).orElseThrow(
                () -> new FailureException(new Failure.NoMajority(good.size(), destination.majority())));
        return new PriceSample(payment.amount(), payment.paid().records(), good.size());
    }
}
