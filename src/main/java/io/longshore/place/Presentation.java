package io.longshore.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.destination.Destination;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.destination.Survey.Reply;
import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;

/// Shows providers the proof that a wave is paid, so that they take its chunks. A provider that has accepted it once
/// takes them for ever; showing it again is harmless.
public final class Presentation {
    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private final Destination destination;
    private final Survey survey;

    /// @param destination the drive's providers
    /// @param survey how they are asked
    public Presentation(Destination destination, Survey survey) {
        this.destination = destination;
        this.survey = survey;
    }

    /// Shows a receipt to all providers; a slow one is not waited for, it will ask for it when it is sent a chunk.
    /// @return the chunks that a majority of the drive's providers refuses
    public Set<Address> toAll(Receipt receipt) throws InterruptedException {
        Map<Provider, Reply<Paid.Acceptance>> replies = survey.of(destination.providers(), destination.majority(),
                provider -> judged(provider, receipt));
        Map<Address, Integer> refusals = new HashMap<>();
        replies.forEach((provider, reply) -> {
            switch (reply) {
                case Reply.Answered<Paid.Acceptance>(Paid.Acceptance acceptance) ->
                    acceptance.refused().keySet().forEach(address -> refusals.merge(address, 1, Integer::sum));
                case Reply.Failed<Paid.Acceptance>(Failure failure) ->
                    LOG.info("payment of wave {} not shown to {}: {}", receipt.wave(), provider.id(), failure);
            }
        });
        refusals.values().removeIf(times -> times < destination.majority());
        return refusals.keySet();
    }

    /// Shows a receipt to one provider.
    /// @throws FailureException `Refused` if it takes none of the chunks
    public static Paid.Acceptance show(Provider provider, Receipt receipt) throws FailureException {
        Paid.Acceptance acceptance = judged(provider, receipt);
        if (acceptance.accepted().isEmpty() && !acceptance.refused().isEmpty()) {
            throw new FailureException(new Failure.Refused(provider.endpoint(),
                    "does not accept the payment: " + acceptance.refused().values().iterator().next()));
        }
        return acceptance;
    }

    private static Paid.Acceptance judged(Provider provider, Receipt receipt) throws FailureException {
        Paid paid = provider.paid().orElseThrow(
                () -> new FailureException(new Failure.Refused(provider.endpoint(), "takes no payments")));
        List<Quote> quotes = receipt.rows().stream().flatMap(row -> row.quotes().stream()).toList();
        Paid.Acceptance acceptance = paid.payments(receipt.transaction(), quotes);
        if (!acceptance.refused().isEmpty()) {
            LOG.warn("{} refuses {} paid chunks of wave {}: {}", provider.id(), acceptance.refused().size(),
                    receipt.wave(), Set.copyOf(acceptance.refused().values()));
        }
        return acceptance;
    }
}
