package io.longshore.wave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.Quote;
import io.longshore.model.RowPayment;
import io.longshore.proof.PriceCurve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MedianChoiceTest {
    @Test
    void paysThreeTimesTheMedian() {
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            quotes.add(QuoteFixture.quote(i, 1000L * i));
        }
        RowPayment row = MedianChoice.of(3, QuoteFixture.CHUNK, quotes, 3).orElseThrow();
        assertEquals(QuoteFixture.provider(2), row.paid().provider());
        assertEquals(PriceCurve.at(2000).times(3), row.amount());
        assertEquals(5, row.quotes().size());
    }

    @Test
    void breaksTiesByProvider() {
        List<Quote> quotes = new ArrayList<>(List.of(QuoteFixture.quote(0, 5), QuoteFixture.quote(1, 5),
                QuoteFixture.quote(2, 5)));
        List<Quote> byProvider = quotes.stream().sorted(java.util.Comparator.comparing(Quote::provider)).toList();
        assertEquals(byProvider.get(1),
                MedianChoice.of(0, QuoteFixture.CHUNK, quotes, 3).orElseThrow().paid());
    }

    @Test
    void paysNothingOnTooFewQuotes() {
        List<Quote> two = List.of(QuoteFixture.quote(0, 5), QuoteFixture.quote(1, 5));
        assertTrue(MedianChoice.of(0, QuoteFixture.CHUNK, two, 3).isEmpty());
    }

    @Test
    void choosesTheSameInWhateverOrderQuotesCome() {
        Seeds.check(20, random -> {
            List<Quote> quotes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                quotes.add(QuoteFixture.quote(i, random.nextLong(3)));
            }
            RowPayment first = MedianChoice.of(0, QuoteFixture.CHUNK, quotes, 3).orElseThrow();
            Collections.shuffle(quotes, Random.from(random));
            assertEquals(first, MedianChoice.of(0, QuoteFixture.CHUNK, quotes, 3).orElseThrow());
        });
    }
}
