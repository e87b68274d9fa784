package io.longshore.pay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.destination.Destination;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.destination.Survey.Reply;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Quote;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.Wave;
import io.longshore.wave.MedianChoice;
import io.longshore.wave.Objection;
import io.longshore.wave.QuoteRules;

/// Asks all providers of a drive what the rows of a wave cost, checks every quote, and chooses what is paid.
public final class Quoting {
    private static final Logger LOG = LoggerFactory.getLogger(Quoting.class);

    private final Destination destination;
    private final Rules rules;
    private final ChainTime time;
    private final Survey survey;

    /// What a quote must be, as the user has it now.
    public interface Rules {
        /// The rules, read anew for each wave.
        QuoteRules now() throws FailureException;
    }

    /// The paying chain's latest block time, by which quotes are judged.
    public interface ChainTime {
        /// The time, or a failure if the chain does not answer.
        Instant now() throws FailureException;
    }

    /// What the providers say about some rows of a wave.
    ///
    /// @param payments what is to be paid, by position
    /// @param stored the rows that a majority of the providers has already: nothing is paid for them
    /// @param unpriced rows without enough good quotes
    /// @param answered how many providers answered at all
    /// @param objections why quotes were not used, as far as there were such
    /// @param tooDear the cheapest price that the drive's ceiling kept a row from being paid at
    public record Priced(Map<Integer, RowPayment> payments, BitSet stored, Set<Integer> unpriced, int answered,
            Set<String> objections, Optional<Failure.ChunkTooDear> tooDear) {}

    /// @param destination the drive's providers
    /// @param rules what a quote must be
    /// @param time the paying chain's clock
    /// @param survey how the providers are asked
    public Quoting(Destination destination, Rules rules, ChainTime time, Survey survey) {
        this.destination = destination;
        this.rules = rules;
        this.time = time;
        this.survey = survey;
    }

    /// Prices the rows at `positions`.
    public Priced price(Wave wave, Set<Integer> positions) throws FailureException, InterruptedException {
        Map<Address, Integer> wanted = new LinkedHashMap<>();
        for (int position : positions) {
            wanted.put(wave.rows().get(position).address(), position);
        }
        QuoteRules judge = rules.now();
        Instant now = time.now();
        Map<Provider, Reply<Paid.Quotes>> replies = survey.of(destination.providers(), destination.majority(),
                provider -> paid(provider).quotes(wanted.keySet()));
        Answers answers = new Answers(wanted, judge, now);
        for (Map.Entry<Provider, Reply<Paid.Quotes>> entry : replies.entrySet()) {
            if (entry.getValue() instanceof Reply.Answered<Paid.Quotes>(Paid.Quotes answer)) {
                answers.add(entry.getKey(), answer);
            }
        }
        return answers.choose(wave, positions);
    }

    /// What the providers answered to one request, sorted by row.
    private final class Answers {
        private final Map<Address, Integer> wanted;
        private final QuoteRules judge;
        private final Instant now;
        private final Map<Integer, List<Quote>> quotes = new HashMap<>();
        private final Map<Integer, Integer> holders = new HashMap<>();
        private final Map<Integer, List<Quote>> dear = new HashMap<>();
        private final Set<String> objections = new TreeSet<>();
        private int answered;

        private Answers(Map<Address, Integer> wanted, QuoteRules judge, Instant now) {
            this.wanted = wanted;
            this.judge = judge;
            this.now = now;
        }

        private void add(Provider provider, Paid.Quotes answer) {
            answered++;
            for (Address address : answer.stored()) {
                Integer position = wanted.get(address);
                if (position != null) {
                    holders.merge(position, 1, Integer::sum);
                }
            }
            answer.quotes().forEach((address, quote) -> {
                Integer position = wanted.get(address);
                if (position == null) {
                    return;
                }
                Optional<Objection> objection = judge.objection(quote, provider.id(), address, now);
                if (objection.isPresent()) {
                    if (objection.get() == Objection.CEILING) {
                        dear.computeIfAbsent(position, _ -> new ArrayList<>()).add(quote);
                    }
                    objections.add("the quote of " + provider.endpoint() + " " + objection.get());
                } else {
                    quotes.computeIfAbsent(position, _ -> new ArrayList<>()).add(quote);
                }
            });
        }

        private Priced choose(Wave wave, Set<Integer> positions) {
            int majority = destination.majority();
            Map<Integer, RowPayment> payments = new LinkedHashMap<>();
            BitSet stored = new BitSet();
            Set<Integer> unpriced = new HashSet<>();
            for (int position : positions) {
                Row row = wave.rows().get(position);
                if (holders.getOrDefault(position, 0) >= majority) {
                    stored.set(position);
                    continue;
                }
                MedianChoice.of(position, row.address(), quotes.getOrDefault(position, List.of()), majority)
                        .ifPresentOrElse(payment -> payments.put(position, payment), () -> unpriced.add(position));
            }
            if (!objections.isEmpty()) {
                LOG.warn("not used for wave {}: {}", wave.id(), objections);
            }
            return new Priced(payments, stored, unpriced, answered, objections, tooDear(unpriced, majority));
        }

        /// Rows that would be paid if there were no ceiling.
        private Optional<Failure.ChunkTooDear> tooDear(Set<Integer> unpriced, int majority) {
            return unpriced.stream()
                    .filter(position -> dear.containsKey(position)
                            && quotes.getOrDefault(position, List.of()).size() + dear.get(position).size() >= majority)
                    .flatMap(position -> dear.get(position).stream()).map(Quote::price).min(Amount::compareTo)
                    .flatMap(price -> judge.ceiling().map(most -> new Failure.ChunkTooDear(price, most)));
        }
    }

    private static Paid paid(Provider provider) throws FailureException {
        return provider.paid().orElseThrow(() -> new FailureException(
                new Failure.Refused(provider.endpoint(), "is to be paid and gives no quotes")));
    }
}
