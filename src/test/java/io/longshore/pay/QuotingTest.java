package io.longshore.pay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.destination.Committing;
import io.longshore.destination.Destination;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.ChainId;
import io.longshore.model.DestinationKind;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.SigningKey;
import io.longshore.wave.QuoteRules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(20)
class QuotingTest {
    private static final ChainId CHAIN = new ChainId((1L << 40) + 7);
    private static final Account VAULT = Account.of("0x" + "11".repeat(20));
    private static final BucketId BUCKET = new BucketId(7);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final List<Quoter> five = new ArrayList<>();
    private Optional<Amount> ceiling = Optional.empty();
    private final Wave wave = wave(3);

    QuotingTest() {
        for (int i = 0; i < 5; i++) {
            five.add(new Quoter(i));
        }
    }

    private static Wave wave(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] address = new byte[Address.SIZE];
            address[0] = (byte) i;
            rows.add(new Row(new RowRef.ChunkRow(UploadId.of("0x0102030405060708"), i), Address.of(address),
                    new ByteCount(5)));
        }
        return new Wave(new WaveId(1), DriveId.of(new byte[DriveId.SIZE]), rows, WaveStage.PLANNED, Optional.empty(),
                new BitSet(), new BitSet());
    }

    /// A provider that does nothing but quote, and lies when told to.
    private static final class Quoter implements Provider, Paid {
        private final SigningKey key;
        private final Set<Address> stored = new HashSet<>();
        private long records;
        private boolean down;
        private Optional<Amount> price = Optional.empty();
        private Optional<SigningKey> forger = Optional.empty();
        private Instant time = NOW;

        private Quoter(int number) {
            byte[] secret = new byte[SigningKey.SIZE];
            secret[31] = (byte) (number + 1);
            this.key = SigningKey.of(secret);
            this.records = number;
        }

        @Override
        public Quotes quotes(Collection<Address> chunks) throws FailureException {
            if (down) {
                throw new FailureException(new Failure.Unavailable(endpoint(), "told to be down", Optional.empty()));
            }
            Map<Address, Quote> quotes = new HashMap<>();
            for (Address chunk : chunks) {
                if (!stored.contains(chunk)) {
                    quotes.put(chunk, quote(chunk));
                }
            }
            return new Quotes(quotes, stored);
        }

        private Quote quote(Address chunk) {
            Amount asked = price.orElse(PriceCurve.at(records));
            Hash hash = QuoteDigest.of(CHAIN, VAULT, BUCKET, chunk, time, asked, records, VAULT, id());
            return new Quote(id(), BUCKET, chunk, time, asked, records, VAULT, hash, forger.orElse(key).sign(hash));
        }

        @Override
        public ProviderId id() {
            return new ProviderId(key.account());
        }

        @Override
        public String endpoint() {
            return "quoter " + id();
        }

        @Override
        public Optional<Paid> paid() {
            return Optional.of(this);
        }

        @Override
        public Acceptance payments(Hash transaction, List<Quote> quotes) {
            throw new UnsupportedOperationException("it only quotes");
        }

        @Override
        public void probe(Duration most) {
            throw new UnsupportedOperationException("it only quotes");
        }

        @Override
        public Set<Address> missing(Collection<Address> chunks) {
            throw new UnsupportedOperationException("it only quotes");
        }

        @Override
        public void put(Address address, byte[] sealed, int length, Runnable progress) {
            throw new UnsupportedOperationException("it only quotes");
        }

        @Override
        public byte[] get(Address address, ByteCount most) {
            throw new UnsupportedOperationException("it only quotes");
        }

        @Override
        public Optional<Committing> committing() {
            return Optional.empty();
        }
    }

    private Quoting.Priced price() throws Exception {
        Destination destination = new Destination() {
            @Override
            public DestinationKind kind() {
                return DestinationKind.NETWORK;
            }

            @Override
            public ByteCount maxChunk() {
                return ByteCount.mebibytes(4);
            }

            @Override
            public List<Provider> providers() {
                return List.copyOf(five);
            }

            @Override
            public Optional<Terms> terms() {
                return Optional.empty();
            }

            @Override
            public void refresh() {
                // They are where they are.
            }
        };
        return new Quoting(destination, () -> new QuoteRules(CHAIN, VAULT, BUCKET, ceiling), () -> NOW,
                new Survey(Duration.ofSeconds(2))).price(wave, Set.of(0, 1, 2));
    }

    private Address address(int position) {
        return wave.rows().get(position).address();
    }

    @Test
    void paysTheMedianOfFive() throws Exception {
        Quoting.Priced priced = price();
        assertEquals(Set.of(0, 1, 2), priced.payments().keySet());
        RowPayment row = priced.payments().get(1);
        assertEquals(five.get(2).id(), row.paid().provider());
        assertEquals(PriceCurve.at(2).times(3), row.amount());
        assertEquals(5, row.quotes().size());
        assertEquals(5, priced.answered());
        assertTrue(priced.unpriced().isEmpty());
    }

    @Test
    void liarsAreLeftOut() throws Exception {
        // Far off the curve; signed by another; from last week.
        five.get(0).price = Optional.of(PriceCurve.at(0).times(100));
        five.get(1).forger = Optional.of(five.get(4).key);
        Quoting.Priced priced = price();
        RowPayment row = priced.payments().get(0);
        assertEquals(List.of(five.get(2).id(), five.get(3).id(), five.get(4).id()),
                row.quotes().stream().map(Quote::provider).toList());
        assertEquals(five.get(3).id(), row.paid().provider());
        five.get(2).time = NOW.minus(Duration.ofDays(7));
        assertEquals(Set.of(0, 1, 2), price().unpriced(), "two honest ones are no majority");
    }

    @Test
    void aboveTheCeilingNothingIsPaidAndTheLeastPriceAboveItIsTold() throws Exception {
        ceiling = Optional.of(PriceCurve.at(1));
        five.forEach(quoter -> quoter.records *= 1000);
        five.get(1).records = 1;
        Quoting.Priced priced = price();
        assertEquals(Set.of(0, 1, 2), priced.unpriced(), "two below the ceiling are no majority");
        assertEquals(Optional.of(new Failure.ChunkTooDear(PriceCurve.at(2000), PriceCurve.at(1))), priced.tooDear());
        ceiling = Optional.of(PriceCurve.at(2000));
        priced = price();
        assertEquals(PriceCurve.at(1).times(3), priced.payments().get(0).amount(), "the median of three");
        assertEquals(Optional.empty(), priced.tooDear());
    }

    @Test
    void theCeilingIsNotToBlameWhereTooFewQuotesAreGood() throws Exception {
        ceiling = Optional.of(PriceCurve.at(0));
        five.forEach(quoter -> quoter.records *= 1000);
        five.subList(0, 3).forEach(quoter -> quoter.forger = Optional.of(five.get(4).key));
        Quoting.Priced priced = price();
        assertEquals(Set.of(0, 1, 2), priced.unpriced());
        assertEquals(Optional.empty(), priced.tooDear());
    }

    @Test
    void withFewerThanAMajorityNothingIsPaid() throws Exception {
        five.subList(0, 3).forEach(quoter -> quoter.down = true);
        Quoting.Priced priced = price();
        assertTrue(priced.payments().isEmpty());
        assertEquals(Set.of(0, 1, 2), priced.unpriced());
        assertEquals(2, priced.answered());
    }

    @Test
    void whatAMajorityHasIsNotPaid() throws Exception {
        five.subList(0, 3).forEach(quoter -> quoter.stored.add(address(1)));
        five.subList(0, 2).forEach(quoter -> quoter.stored.add(address(2)));
        Quoting.Priced priced = price();
        assertEquals(Set.of(0, 2), priced.payments().keySet());
        assertEquals(BitSet.valueOf(new long[]{0b010}), priced.stored());
        assertEquals(3, priced.payments().get(2).quotes().size());
    }

    @Test
    void whatNobodyAskedForIsIgnored() throws Exception {
        five.forEach(quoter -> quoter.stored.add(Address.of("0x" + "99".repeat(32))));
        assertTrue(price().stored().isEmpty());
    }
}
