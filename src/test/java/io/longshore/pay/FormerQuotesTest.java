package io.longshore.pay;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.longshore.chain.Rpc;
import io.longshore.chain.VaultBooks;
import io.longshore.destination.Terms;
import io.longshore.localnet.DevChain;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.store.LapseStore;
import io.longshore.net.Http;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.SigningKey;
import io.longshore.wave.QuoteRules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Which quotes of payments that came to nothing are good for another one, at a real dev chain on which none of them is paid.
@Timeout(30)
class FormerQuotesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Address CHUNK = Address.of(new byte[Address.SIZE]);

    @TempDir
    private static Path folder;
    private static Http http;
    private static DevChain chain;
    private static Terms terms;
    private static SigningKey key;

    @BeforeAll
    static void open() throws FailureException {
        SecureRandom random = new SecureRandom();
        http = new Http();
        chain = DevChain.open(folder.resolve("chain"), 0, "token", InstantSource.fixed(NOW), random);
        terms = new Terms(chain.chainId(), chain.vault(), chain.token(), chain.registry(), new BucketId(7));
        key = SigningKey.random(random);
    }

    @AfterAll
    static void close() {
        chain.close();
        http.close();
    }

    private record Lapsed(List<RowPayment> rows) implements LapseStore {
        @Override
        public List<RowPayment> lapsed(WaveId wave) {
            return rows;
        }

        @Override
        public Wave found(Receipt payment) {
            throw new AssertionError("nothing is found here");
        }

        @Override
        public void judged(Refused refused) {
            throw new AssertionError("nobody refuses here");
        }

        @Override
        public void approve(UploadId upload) {
            throw new AssertionError("nobody approves here");
        }

        @Override
        public Optional<Refused> approved(UploadId upload) {
            return Optional.empty();
        }

        @Override
        public Optional<Wave> expire(Refused refused) {
            throw new AssertionError("nothing is given up here");
        }

        @Override
        public Amount inVain(UploadId upload) {
            return Amount.ZERO;
        }
    }

    private static RowPayment row(Duration age) {
        Account rewards = key.account();
        ProviderId provider = new ProviderId(key.account());
        Instant time = NOW.minus(age);
        Amount price = PriceCurve.at(3);
        Hash hash = QuoteDigest.of(terms.chain(), terms.vault(), terms.bucket(), CHUNK, time, price, 3, rewards,
                provider);
        Quote quote = new Quote(provider, terms.bucket(), CHUNK, time, price, 3, rewards, hash, key.sign(hash));
        return new RowPayment(0, CHUNK, quote, QuoteRules.payable(quote), List.of(quote));
    }

    private static FormerQuotes.Verdict verdict(Optional<Amount> ceiling, RowPayment... lapsed)
            throws FailureException {
        Row row = new Row(new RowRef.ChunkRow(UploadId.of("0x0102030405060708"), 0), CHUNK, new ByteCount(5));
        Wave wave = new Wave(new WaveId(1), DriveId.of(new byte[DriveId.SIZE]), List.of(row), WaveStage.PLANNED,
                Optional.empty(), new BitSet(), new BitSet());
        QuoteRules rules = new QuoteRules(terms.chain(), terms.vault(), terms.bucket(), ceiling);
        VaultBooks books = new VaultBooks(new Rpc(http, chain.rpc(), Duration.ofSeconds(10)), terms.vault(),
                new Finality.Finalized());
        return new FormerQuotes(new Lapsed(List.of(lapsed)), books, () -> rules, () -> NOW, terms, key.account())
                .of(wave, List.of());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT23H54M, true", "PT23H55M, true", "PT23H55M1S, false", "PT23H56M, false",
        "PT25H, false", "PT-299S, true", "PT-300S, true", "PT-301S, false"})
    void aQuoteIsUsedAgainWhileItIsValidByTheChainsTime(Duration age, boolean kept) throws FailureException {
        RowPayment row = row(age);
        assertEquals(kept ? Map.of(0, row) : Map.of(), verdict(Optional.empty(), row).usable());
    }

    @Test
    void theNewestOfThoseThatAreValidIsUsed() throws FailureException {
        RowPayment newer = row(Duration.ofHours(1));
        RowPayment older = row(Duration.ofHours(2));
        assertEquals(Map.of(0, newer), verdict(Optional.empty(), newer, older).usable());
        assertEquals(Map.of(0, older), verdict(Optional.empty(), row(Duration.ofSeconds(-301)), older).usable());
    }

    @Test
    void whatIsAboveTheCeilingByNowIsNotUsed() throws FailureException {
        assertEquals(Map.of(), verdict(Optional.of(new Amount(BigInteger.ONE)), row(Duration.ZERO)).usable());
    }

    @Test
    void aChainThatDoesNotAnswerIsNotTakenForAVaultThatIsNotPaid() {
        QuoteRules rules = new QuoteRules(terms.chain(), terms.vault(), terms.bucket(), Optional.empty());
        VaultBooks silent = new VaultBooks(
                new Rpc(http, URI.create("http://127.0.0.1:1/"), Duration.ofSeconds(1)), terms.vault(),
                new Finality.Finalized());
        Wave wave = new Wave(new WaveId(1), DriveId.of(new byte[DriveId.SIZE]), List.of(), WaveStage.PLANNED,
                Optional.empty(), new BitSet(), new BitSet());
        assertThrows(FailureException.class, () -> new FormerQuotes(new Lapsed(List.of(row(Duration.ZERO))), silent,
                () -> rules, () -> NOW, terms, key.account()).of(wave, List.of()));
    }
}
