package io.longshore.pay;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Fees;
import io.longshore.chain.Funds;
import io.longshore.chain.Intents;
import io.longshore.chain.Pace;
import io.longshore.chain.Rpc;
import io.longshore.chain.Sleeper;
import io.longshore.chain.VaultEvent;
import io.longshore.destination.Terms;
import io.longshore.localnet.ChainFaults;
import io.longshore.localnet.DevChain;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.RowPayment;
import io.longshore.model.Signature;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;
import io.longshore.net.Http;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Paying at a real dev chain, with books that note what is durable when.
@Timeout(30)
class PaymentsTest {
    private static final WaveId WAVE = new WaveId(1);
    private static final UploadId UPLOAD = UploadId.of("0x0102030405060708");
    private static final Amount HUNDRED = new Amount(BigInteger.valueOf(100));

    @TempDir
    private Path folder;
    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.random(random);
    private final Http http = new Http();
    private final RecordingBooks books = new RecordingBooks();
    private DevChain chain;
    private Rpc rpc;
    private Payments payments;
    private Terms terms;

    @BeforeEach
    void open() throws FailureException {
        chain = DevChain.open(folder.resolve("chain"), 0, "token", InstantSource.system(), random);
        chain.fund(key.account(), new Amount(BigInteger.valueOf(1000)), new Wei(BigInteger.TEN.pow(18)));
        rpc = new Rpc(http, chain.rpc(), Duration.ofSeconds(5));
        terms = new Terms(chain.chainId(), chain.vault(), chain.token(), chain.registry(), new BucketId(7));
        payments = payments();
    }

    @AfterEach
    void close() {
        chain.close();
        http.close();
    }

    private static Instant time(Rpc rpc) throws FailureException {
        return rpc.block(BlockTag.LATEST).orElseThrow().time();
    }

    private Payments payments() {
        Intents intents = new Intents(books, rpc, key, chain.chainId(), new Finality.Finalized(), new Fees(rpc),
                Pace.local(random).within(Duration.ofSeconds(1)), Sleeper.REAL);
        Funds funds = new Funds(rpc, key.account());
        return new Payments(books, intents, new Payments.Wallet() {
            @Override
            public Amount allowance() throws FailureException {
                return funds.allowance(terms.token(), terms.vault());
            }

            @Override
            public Amount balance() throws FailureException {
                return funds.tokens(terms.token());
            }
        }, terms, new Settlement(books, new NoLeaves(), terms.vault(), _ -> terms.bucket(),
                (_, _) -> true), () -> time(rpc));
    }

    /// Everybody may pay, until told otherwise.
    private final class Desk implements Payments.Admission {
        private final List<List<RowPayment>> asked = new ArrayList<>();
        private final List<List<RowPayment>> answers = new ArrayList<>();
        private Map<UploadId, Amount> remainders = Map.of(UPLOAD, HUNDRED);

        @Override
        public List<RowPayment> admit(WaveId wave, List<RowPayment> rows) {
            asked.add(rows);
            return answers.isEmpty() ? rows : answers.removeFirst();
        }

        @Override
        public Map<UploadId, Amount> remainders(List<RowPayment> rows) {
            return remainders;
        }
    }

    private RowPayment row(int number, long amount) {
        byte[] bytes = new byte[Hash.SIZE];
        bytes[0] = (byte) number;
        Account rewards = Account.of("0x" + "77".repeat(20));
        Amount price = new Amount(BigInteger.valueOf(amount));
        Quote quote = new Quote(new ProviderId(rewards), terms.bucket(), Address.of(bytes), Instant.now(), price, 0,
                rewards, Hash.of(bytes), Signature.of("0x" + "00".repeat(65)));
        return new RowPayment(number, quote.address(), quote, price, List.of(quote));
    }

    private int paidRows() throws FailureException {
        return rpc.logs(terms.vault(), List.of(VaultEvent.TOPIC), BlockTag.at(0), BlockTag.LATEST).size();
    }

    private long sent() throws FailureException {
        return rpc.nonce(key.account(), BlockTag.PENDING);
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }

    @Test
    void approvesOnceAndPaysEachWaveOnce() throws Exception {
        Desk desk = new Desk();
        assertEquals(2, payments.pay(WAVE, List.of(row(0, 10), row(1, 20)), desk).orElseThrow().rows().size());
        assertEquals(2, desk.asked.size(), "asked again after the approval");
        payments.pay(new WaveId(2), List.of(row(2, 70)), desk);
        assertEquals(List.of("draft approve", "outcome approve", "draft pay", "receipt", "draft pay", "receipt"),
                books.events);
        assertEquals(3, desk.asked.size(), "no approval, no second question");
        assertEquals(3, paidRows());
    }

    @Test
    void whatIsNotDurableIsNotSent() throws Exception {
        payments.pay(WAVE, List.of(row(0, 10)), new Desk());
        long before = sent();
        books.failing = "draft pay";
        assertInstanceOf(Failure.LocalFailure.class, failure(() -> payments.pay(new WaveId(2), List.of(row(1, 10)),
                new Desk())));
        assertEquals(before, sent());
        assertEquals(1, paidRows());
    }

    @Test
    void aReceiptThatCouldNotBeWrittenIsFoundOnTheChain() throws Exception {
        books.failing = "receipt";
        List<RowPayment> rows = List.of(row(0, 10));
        assertInstanceOf(Failure.LocalFailure.class, failure(() -> payments.pay(WAVE, rows, new Desk())));
        assertEquals(1, paidRows());
        assertTrue(books.receipt(WAVE).isEmpty());
        books.failing = "";
        // Another program on the same books, as after a restart.
        payments().settle();
        assertEquals(rows, books.receipt(WAVE).orElseThrow().rows());
        payments().settle();
        assertEquals(1, paidRows());
        assertEquals(1, books.receipts().size());
    }

    @Test
    void anUnknownOutcomeIsSettledBeforeAnythingElseIsPaid() throws Exception {
        payments.pay(WAVE, List.of(row(0, 1)), new Desk());
        chain.faults().holdMining();
        assertInstanceOf(Failure.Unavailable.class,
                failure(() -> payments.pay(new WaveId(2), List.of(row(1, 1)), new Desk())));
        assertInstanceOf(Failure.Unavailable.class,
                failure(() -> payments.pay(new WaveId(3), List.of(row(2, 1)), new Desk())));
        assertEquals(2, books.events.stream().filter("draft pay"::equals).count(), "the third was not drafted");
        chain.faults().releaseMining();
        payments.pay(new WaveId(3), List.of(row(2, 1)), new Desk());
        assertEquals(3, books.receipts().size());
        assertEquals(3, paidRows());
    }

    @Test
    void whoIsStoppedDuringTheApprovalDoesNotPay() throws Exception {
        Desk desk = new Desk();
        RowPayment stays = row(0, 10);
        RowPayment goes = row(1, 20);
        desk.answers.add(List.of(stays, goes));
        desk.answers.add(List.of(stays));
        assertEquals(List.of(stays), payments.pay(WAVE, List.of(stays, goes), desk).orElseThrow().rows());
        assertEquals(1, paidRows());
    }

    @Test
    void ifAllAreStoppedNothingIsPaid() throws Exception {
        Desk desk = new Desk();
        desk.answers.add(List.of());
        assertTrue(payments.pay(WAVE, List.of(row(0, 10)), desk).isEmpty());
        desk.answers.add(List.of(row(0, 10)));
        desk.answers.add(List.of());
        assertTrue(payments.pay(WAVE, List.of(row(0, 10)), desk).isEmpty());
        assertEquals(List.of("draft approve", "outcome approve"), books.events);
    }

    @Test
    void approvesWhatTheUploadsWillNeedAndAtLeastTheWave() throws Exception {
        Desk desk = new Desk();
        payments.pay(WAVE, List.of(row(0, 10)), desk);
        assertEquals(new Amount(BigInteger.valueOf(90)),
                new Funds(rpc, key.account()).allowance(terms.token(), terms.vault()));
        desk.remainders = Map.of(UPLOAD, new Amount(BigInteger.ONE));
        payments.pay(new WaveId(2), List.of(row(1, 120)), desk);
        assertEquals(Amount.ZERO, new Funds(rpc, key.account()).allowance(terms.token(), terms.vault()));
    }

    @Test
    void forNobodyNothingIsApproved() throws Exception {
        Desk desk = new Desk();
        desk.remainders = Map.of();
        desk.answers.add(List.of(row(0, 10)));
        desk.answers.add(List.of());
        assertTrue(payments.pay(WAVE, List.of(row(0, 10)), desk).isEmpty());
        assertEquals(List.of(), books.events);
    }

    @Test
    void whatTheWalletDoesNotHaveIsNotApproved() throws Exception {
        assertInstanceOf(Failure.Insufficient.class,
                failure(() -> payments.pay(WAVE, List.of(row(0, 1001)), new Desk())));
        assertEquals(List.of(), books.events);
    }

    @Test
    void aRevertedPaymentMayBePaidAgain() throws Exception {
        payments.pay(WAVE, List.of(row(0, 1)), new Desk());
        chain.faults().next(1, new ChainFaults.Fate.Reverted(io.longshore.model.Bytes.of()));
        List<RowPayment> rows = List.of(row(1, 1));
        assertInstanceOf(Failure.PaymentFailed.class,
                failure(() -> payments.pay(new WaveId(2), rows, new Desk())));
        payments.pay(new WaveId(2), rows, new Desk());
        assertEquals(2, paidRows());
        assertEquals(List.of("draft pay", "outcome pay", "draft pay", "receipt"),
                books.events.subList(books.events.size() - 4, books.events.size()));
    }

    @Test
    void whatTheVaultHasTheQuoteOfIsNotDraftedAndSaysSo() throws Exception {
        payments.pay(WAVE, List.of(row(0, 10)), new Desk());
        FailureException refused = assertThrows(FailureException.class,
                () -> payments.pay(new WaveId(2), List.of(row(0, 10), row(1, 10)), new Desk()));
        assertTrue(Payments.isPaidAlready(refused));
        assertEquals(1, books.events.stream().filter("draft pay"::equals).count());
        assertEquals(1, paidRows());
        books.failing = "draft pay";
        assertFalse(Payments.isPaidAlready(assertThrows(FailureException.class,
                () -> payments.pay(new WaveId(2), List.of(row(1, 10)), new Desk()))));
    }
}
