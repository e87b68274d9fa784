package io.longshore.chain;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.longshore.chain.RegistryCall.CheckpointState;
import io.longshore.chain.VaultCall.Completed;
import io.longshore.chain.VaultCall.Verification;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What every chain with our three contracts must do, asked through [Rpc] alone: the compiled contracts on a real EVM, and
/// whatever else claims to be one. Each test uses accounts and a bucket of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChainContract {
    /// A chain with the contracts on it, that includes each transaction without further ado.
    public interface Chain extends AutoCloseable {
        /// The way to it.
        Rpc rpc();

        /// The contracts; the vault takes [VaultCall#BATCH_LIMIT] rows.
        Deployment contracts();

        /// Gives an account tokens and coin.
        void fund(Account account, Amount tokens, Wei coin) throws FailureException;

        @Override
        void close();
    }

    private static final Amount TOKENS = Amount.of("1000000000000000000000");
    private static final Wei COIN = Wei.of("1000000000000000000");
    private static final Account NOBODY = Account.of(new byte[Account.SIZE]);
    private static final Amount UNLIMITED = new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    /// secp256k1's order.
    private static final BigInteger ORDER = new BigInteger(
            "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private final SecureRandom random = new SecureRandom();
    private Chain chain;
    private Rpc rpc;
    private Account vault;
    private Account token;
    private Account registry;
    private Actor alice;
    private BucketId bucket;

    /// Opens the chain that is tested; once a class.
    protected abstract Chain open() throws FailureException;

    @BeforeAll
    void openChain() throws FailureException {
        chain = open();
        rpc = chain.rpc();
        vault = chain.contracts().vault();
        token = chain.contracts().token();
        registry = chain.contracts().registry();
    }

    @AfterAll
    void closeChain() {
        if (chain != null) {
            chain.close();
        }
    }

    @BeforeEach
    void makeAlice() throws FailureException {
        alice = actor();
        bucket = new BucketId(random.nextLong(1L << 53));
    }

    private Actor actor() throws FailureException {
        var actor = new Actor(rpc, SigningKey.random(random));
        chain.fund(actor.account(), TOKENS, COIN);
        return actor;
    }

    private Account stranger() {
        return SigningKey.random(random).account();
    }

    private Hash randomHash() {
        var bytes = new byte[Hash.SIZE];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    // ---- the chain itself

    @Test
    void namesItselfAndItsBlocks() throws FailureException {
        assertEquals(rpc.chainId(), rpc.chainId());
        alice.give(stranger(), Wei.of(1));
        var newest = rpc.block(BlockTag.LATEST).orElseThrow();
        assertTrue(newest.number() > 0);
        assertEquals(Optional.of(newest), rpc.block(BlockTag.at(newest.number())));
        assertEquals(newest.parent(), rpc.block(BlockTag.at(newest.number() - 1)).orElseThrow().hash());
        assertEquals(Optional.empty(), rpc.block(BlockTag.at(newest.number() + 1_000_000)));
        assertTrue(Duration.between(newest.time(), Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0);
        assertTrue(rpc.blockNumber() >= newest.number());
        assertTrue(rpc.block(BlockTag.FINALIZED).orElseThrow().number() <= rpc.blockNumber());
    }

    @Test
    void advisesAFeeThatIsEnough() throws FailureException {
        var history = rpc.feeHistory(5);
        assertTrue(history.next().compareTo(Wei.ZERO) > 0);
        var fee = new Fees(rpc).now();
        assertEquals(history.next().times(2).plus(fee.tip()), fee.max());
        var receipt = alice.included(alice.call(token, new TokenCall.Approve(vault, TOKENS).calldata(), 100_000));
        assertTrue(receipt.gasPrice().compareTo(fee.max()) <= 0);
    }

    @Test
    void whatIsNotThereIsEmpty() throws FailureException {
        assertEquals(Optional.empty(), rpc.receipt(randomHash()));
        assertEquals(Optional.empty(), rpc.transaction(randomHash()));
        assertEquals(0, rpc.nonce(stranger(), BlockTag.LATEST));
        assertEquals(Wei.ZERO, rpc.balance(stranger()));
    }

    @Test
    void coinMovesAndGasIsPaid() throws FailureException {
        var to = stranger();
        alice.give(to, Wei.of(12345));
        assertEquals(Wei.of(12345), rpc.balance(to));
        assertTrue(rpc.balance(alice.account()).compareTo(COIN.minus(Wei.of(12345))) < 0);
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.PENDING));
    }

    @Test
    void aTransactionIsFoundByTheHashItHadBefore() throws FailureException {
        var signed = alice.call(token, new TokenCall.Approve(vault, TOKENS).calldata(), 100_000);
        var receipt = alice.included(signed);
        assertEquals(signed.hash(), receipt.transaction());
        assertEquals(Optional.of(new FoundTransaction(signed.hash(), alice.account(), 0, Optional.of(receipt.block()))),
                rpc.transaction(signed.hash()));
        assertEquals(rpc.block(BlockTag.at(receipt.block())).orElseThrow().hash(), receipt.blockHash());
    }

    @Test
    void aNonceThatIsUsedIsRefused() throws FailureException {
        var approve = new TokenCall.Approve(vault, TOKENS).calldata();
        alice.run(token, approve);
        var again = alice.call(0, new Fees(rpc).now(), token, new TokenCall.Approve(vault, Amount.ZERO).calldata(),
                100_000);
        assertInstanceOf(Failure.Refused.class,
                assertThrows(FailureException.class, () -> rpc.sendRaw(again.raw())).failure());
        assertEquals(TOKENS, rpc.query(token, new TokenCall.Allowance(alice.account(), vault)));
    }

    @Test
    void aNonceAheadWaitsForTheOnesBefore() throws FailureException {
        var fee = new Fees(rpc).now();
        var second = alice.call(1, fee, token, new TokenCall.Approve(vault, Amount.of(2)).calldata(), 100_000);
        var first = alice.call(0, fee, token, new TokenCall.Approve(vault, Amount.of(1)).calldata(), 100_000);
        rpc.sendRaw(second.raw());
        assertEquals(Optional.empty(), rpc.receipt(second.hash()));
        assertEquals(Optional.empty(), rpc.transaction(second.hash()).orElseThrow().block());
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.PENDING));
        alice.included(first);
        awaitReceipt(second.hash());
        assertEquals(Amount.of(2), rpc.query(token, new TokenCall.Allowance(alice.account(), vault)));
    }

    private void awaitReceipt(Hash transaction) throws FailureException {
        for (int i = 0; rpc.receipt(transaction).isEmpty(); i++) {
            assertTrue(i < 4000, "no receipt");
            Sleeper.REAL.sleep(Duration.ofMillis(5));
        }
    }

    @Test
    void whoCannotPayForGasIsRefused() throws FailureException {
        var poor = new Actor(rpc, SigningKey.random(random));
        var signed = poor.call(token, new TokenCall.Approve(vault, TOKENS).calldata(), 100_000);
        assertThrows(FailureException.class, () -> rpc.sendRaw(signed.raw()));
        assertEquals(Optional.empty(), rpc.transaction(signed.hash()));
        assertInstanceOf(Failure.Insufficient.class, assertThrows(FailureException.class,
                () -> new Funds(rpc, poor.account()).requireCoin(Wei.of(1))).failure());
    }

    @Test
    void anotherChainsTransactionIsRefused() throws FailureException {
        var foreign = Transaction.call(new ChainId(rpc.chainId().value() + 1), 0,
                new Fees(rpc).now(), 100_000, token, new TokenCall.Approve(vault, TOKENS).calldata()).sign(alice.key());
        assertThrows(FailureException.class, () -> rpc.sendRaw(foreign.raw()));
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.LATEST));
    }

    @Test
    void aFunctionNoContractHasIsRefused() throws FailureException {
        for (var contract : List.of(token, vault, registry)) {
            alice.refused(new Revert.Unknown(Bytes.of()), contract, Bytes.fromHex("0xdeadbeef"));
        }
    }

    // ---- token

    @Test
    void theTokenSaysWhatItIs() throws FailureException {
        assertEquals(18, rpc.query(token, new TokenCall.Decimals()));
        assertEquals("Longshore Play Token", rpc.query(token, new TokenCall.Name()));
        assertEquals("PLAY", rpc.query(token, new TokenCall.Symbol()));
    }

    @Test
    void mintingIsForTheDeployer() throws FailureException {
        var before = rpc.query(token, new TokenCall.TotalSupply());
        var bob = stranger();
        chain.fund(bob, Amount.of(7), Wei.of(1));
        assertEquals(Amount.of(7), rpc.query(token, new TokenCall.BalanceOf(bob)));
        assertEquals(before.plus(Amount.of(7)), rpc.query(token, new TokenCall.TotalSupply()));
        alice.refused(new TokenRefusal.NotMinter(alice.account()), token,
                new TokenCall.Mint(alice.account(), TOKENS).calldata());
    }

    @Test
    void tokensMove() throws FailureException {
        var bob = stranger();
        var receipt = alice.run(token, new TokenCall.Transfer(bob, Amount.of(5)).calldata());
        assertEquals(List.of(new TokenEvent.Transfer(alice.account(), bob, Amount.of(5)).log(token)), receipt.logs());
        assertEquals(Amount.of(5), rpc.query(token, new TokenCall.BalanceOf(bob)));
        assertEquals(TOKENS.minus(Amount.of(5)), rpc.query(token, new TokenCall.BalanceOf(alice.account())));
        alice.refused(new TokenRefusal.InsufficientBalance(alice.account(), TOKENS.minus(Amount.of(5)), TOKENS), token,
                new TokenCall.Transfer(bob, TOKENS).calldata());
        alice.refused(new TokenRefusal.InvalidReceiver(NOBODY), token,
                new TokenCall.Transfer(NOBODY, Amount.of(1)).calldata());
    }

    @Test
    void anAllowanceIsUsedUp() throws FailureException {
        var bob = actor();
        var receipt = alice.run(token, new TokenCall.Approve(bob.account(), Amount.of(10)).calldata());
        assertEquals(List.of(new TokenEvent.Approval(alice.account(), bob.account(), Amount.of(10)).log(token)),
                receipt.logs());
        bob.run(token, new TokenCall.TransferFrom(alice.account(), bob.account(), Amount.of(4)).calldata());
        assertEquals(Amount.of(6), rpc.query(token, new TokenCall.Allowance(alice.account(), bob.account())));
        bob.refused(new TokenRefusal.InsufficientAllowance(bob.account(), Amount.of(6), Amount.of(7)), token,
                new TokenCall.TransferFrom(alice.account(), bob.account(), Amount.of(7)).calldata());
        alice.refused(new TokenRefusal.InvalidSpender(NOBODY), token,
                new TokenCall.Approve(NOBODY, Amount.of(1)).calldata());
        alice.run(token, new TokenCall.Approve(bob.account(), UNLIMITED).calldata());
        bob.run(token, new TokenCall.TransferFrom(alice.account(), bob.account(), Amount.of(4)).calldata());
        assertEquals(UNLIMITED, rpc.query(token, new TokenCall.Allowance(alice.account(), bob.account())));
    }

    // ---- vault

    private VaultPayment payment(long amount) {
        return new VaultPayment(stranger(), Amount.of(amount), randomHash());
    }

    private Bytes pay(VaultPayment... payments) {
        return new VaultCall.PayForQuotes(List.of(payments)).calldata();
    }

    private void approve(Amount amount) throws FailureException {
        alice.run(token, new TokenCall.Approve(vault, amount).calldata());
    }

    @Test
    void theVaultSaysWhatItIs() throws FailureException {
        assertEquals(token, rpc.query(vault, new VaultCall.AntToken()));
        assertEquals(BigInteger.valueOf(VaultCall.BATCH_LIMIT), rpc.query(vault, new VaultCall.BatchLimit()));
    }

    @Test
    void oneRowIsPaid() throws FailureException {
        approve(TOKENS);
        var row = payment(11_718_750_000_000_000L);
        assertEquals(Completed.NONE, rpc.query(vault, new VaultCall.CompletedPayments(row.quoteHash())));
        var receipt = alice.run(vault, pay(row));
        assertEquals(row.amount(), rpc.query(token, new TokenCall.BalanceOf(row.rewards())));
        assertEquals(TOKENS.minus(row.amount()), rpc.query(token, new TokenCall.Allowance(alice.account(), vault)));
        var completed = rpc.query(vault, new VaultCall.CompletedPayments(row.quoteHash()));
        assertEquals(Completed.of(row), completed);
        assertTrue(completed.covers(row));
        assertEquals(List.of(new TokenEvent.Transfer(alice.account(), row.rewards(), row.amount()).log(token),
                new VaultEvent(row.rewards(), row.amount(), row.quoteHash()).log(vault)), receipt.logs());
    }

    @Test
    void sixtyFourRowsArePaidAtOnce() throws FailureException {
        var before = rpc.blockNumber();
        approve(TOKENS);
        var rows = IntStream.range(0, 64).mapToObj(i -> payment(1000 + i)).toArray(VaultPayment[]::new);
        var receipt = alice.run(vault, pay(rows));
        assertEquals(128, receipt.logs().size());
        var paid = rpc.logs(vault, List.of(VaultEvent.TOPIC), BlockTag.at(before), BlockTag.LATEST).stream()
                .filter(found -> found.transaction().equals(receipt.transaction())).toList();
        assertEquals(64, paid.size());
        for (int i = 0; i < rows.length; i++) {
            assertEquals(Optional.of(new VaultEvent(rows[i].rewards(), rows[i].amount(), rows[i].quoteHash())),
                    VaultEvent.of(paid.get(i).log()));
            assertEquals(receipt.block(), paid.get(i).block());
            assertEquals(receipt.blockHash(), paid.get(i).blockHash());
        }
        assertEquals(IntStream.range(0, 64)
                .mapToObj(i -> new Verification(rows[i].quoteHash(), rows[i].amount(), true)).toList(),
                rpc.query(vault, new VaultCall.VerifyPayment(List.of(rows))));
        assertTrue(receipt.gasUsed() > 1_000_000, "rows of a wave cost gas: " + receipt.gasUsed());
    }

    @Test
    void logsAreFoundByTheirTopics() throws FailureException {
        approve(TOKENS);
        var wanted = payment(3);
        alice.run(vault, pay(payment(1), wanted));
        var log = new VaultEvent(wanted.rewards(), wanted.amount(), wanted.quoteHash()).log(vault);
        var found = rpc.logs(vault, log.topics().subList(0, 2), BlockTag.at(0), BlockTag.LATEST);
        assertEquals(List.of(log), found.stream().map(FoundLog::log).toList());
        assertEquals(List.of(), rpc.logs(token, log.topics(), BlockTag.at(0), BlockTag.LATEST));
    }

    @Test
    void aPaidQuoteIsNeverPaidAgain() throws FailureException {
        approve(TOKENS);
        var row = payment(100);
        var other = payment(50);
        alice.run(vault, pay(row));
        var paidAlready = new VaultRefusal.PaymentAlreadyExists(row.quoteHash());
        alice.refused(paidAlready, vault, pay(row));
        alice.refused(paidAlready, vault, pay(other, row));
        assertEquals(Completed.NONE, rpc.query(vault, new VaultCall.CompletedPayments(other.quoteHash())));
        assertEquals(Amount.ZERO, rpc.query(token, new TokenCall.BalanceOf(other.rewards())));
        alice.refused(new VaultRefusal.PaymentAlreadyExists(other.quoteHash()), vault, pay(other, other));
    }

    @Test
    void whatTheTokenRefusesTheVaultRefuses() throws FailureException {
        var row = payment(100);
        alice.refused(new TokenRefusal.InsufficientAllowance(vault, Amount.ZERO, row.amount()), vault, pay(row));
        approve(UNLIMITED);
        var tooMuch = new VaultPayment(stranger(), TOKENS.plus(Amount.of(1)), randomHash());
        alice.refused(new TokenRefusal.InsufficientBalance(alice.account(), TOKENS, tooMuch.amount()), vault,
                pay(tooMuch));
        alice.refused(new TokenRefusal.InvalidReceiver(NOBODY), vault,
                pay(new VaultPayment(NOBODY, Amount.of(1), randomHash())));
    }

    @Test
    void rowsOutOfBoundsAreRefused() throws FailureException {
        approve(TOKENS);
        alice.refused(new VaultRefusal.InvalidInputLength(), vault, pay());
        var many = IntStream.rangeClosed(0, VaultCall.BATCH_LIMIT)
                .mapToObj(_ -> new VaultPayment(alice.account(), Amount.of(1), Hash.of(new byte[Hash.SIZE])))
                .toArray(VaultPayment[]::new);
        alice.refused(new VaultRefusal.BatchLimitExceeded(), vault, pay(many));
        var big = new Amount(BigInteger.TWO.pow(128));
        alice.refused(new VaultRefusal.AmountTooLarge(128, big.atto()), vault,
                pay(new VaultPayment(stranger(), big, randomHash())));
    }

    @Test
    void verificationLooksAtAddressAndAmount() throws FailureException {
        approve(TOKENS);
        var row = payment(100);
        alice.run(vault, pay(row));
        var unpaid = payment(1);
        assertEquals(
                List.of(new Verification(row.quoteHash(), Amount.of(100), false),
                        new Verification(row.quoteHash(), Amount.of(100), false),
                        new Verification(row.quoteHash(), Amount.of(100), true),
                        new Verification(unpaid.quoteHash(), Amount.ZERO, false)),
                rpc.query(vault, new VaultCall.VerifyPayment(
                        List.of(new VaultPayment(row.rewards(), Amount.of(101), row.quoteHash()),
                                new VaultPayment(stranger(), Amount.of(100), row.quoteHash()),
                                new VaultPayment(row.rewards(), Amount.of(99), row.quoteHash()), unpaid))));
    }

    // ---- registry

    private final SigningKey[] keys = IntStream.range(0, 5).mapToObj(_ -> SigningKey.random(new SecureRandom()))
            .toArray(SigningKey[]::new);

    private List<Account> providers(int count) {
        return IntStream.range(0, count).mapToObj(i -> keys[i].account()).toList();
    }

    private void openBucket(int providers, int least) throws FailureException {
        alice.run(registry, new RegistryCall.OpenBucket(bucket, providers(providers), least).calldata());
    }

    private Hash digest(Hash root, long start, long count) throws FailureException {
        return CommitmentDigest.of(rpc.chainId(), registry, CommitmentDigest.payload(bucket, root, start, count));
    }

    private List<Bytes> signatures(Hash root, long start, long count, int... signers) throws FailureException {
        var digest = digest(root, start, count);
        return IntStream.of(signers).mapToObj(i -> keys[i].sign(digest).bytes()).toList();
    }

    private Bytes submission(Hash root, long start, long count, int... signers) throws FailureException {
        return submission(root, start, count, signatures(root, start, count, signers));
    }

    private Bytes submission(Hash root, long start, long count, List<Bytes> signatures) {
        return new RegistryCall.SubmitCheckpoint(bucket, root, start, count, signatures).calldata();
    }

    private CheckpointState standing() throws FailureException {
        return rpc.query(registry, new RegistryCall.Checkpoint(bucket));
    }

    @Test
    void aProviderSaysWhereItIs() throws FailureException {
        assertEquals("", rpc.query(registry, new RegistryCall.Provider(alice.account())));
        for (var endpoint : List.of("http://127.0.0.1:1", "", "x".repeat(100))) {
            alice.run(registry, new RegistryCall.RegisterProvider(endpoint).calldata());
            assertEquals(endpoint, rpc.query(registry, new RegistryCall.Provider(alice.account())));
        }
    }

    @Test
    void aBucketIsItsOpeners() throws FailureException {
        assertEquals(RegistryCall.BucketState.NONE, rpc.query(registry, new RegistryCall.Bucket(bucket)));
        openBucket(5, 3);
        assertEquals(new RegistryCall.BucketState(alice.account(), 3, providers(5)),
                rpc.query(registry, new RegistryCall.Bucket(bucket)));
        var again = new RegistryCall.OpenBucket(bucket, providers(1), 1).calldata();
        alice.refused(new RegistryRefusal.BucketExists(bucket), registry, again);
        actor().refused(new RegistryRefusal.BucketExists(bucket), registry, again);
    }

    @Test
    void aBucketHasDistinctProvidersAndABoundThatCanBeMet() throws FailureException {
        var twice = List.of(keys[0].account(), keys[1].account(), keys[0].account());
        alice.refused(new RegistryRefusal.ProviderRepeated(keys[0].account()), registry,
                new RegistryCall.OpenBucket(bucket, twice, 1).calldata());
        alice.refused(new RegistryRefusal.ProviderZero(), registry,
                new RegistryCall.OpenBucket(bucket, List.of(NOBODY), 1).calldata());
        alice.refused(new RegistryRefusal.MinProvidersOutOfRange(0, 2), registry,
                new RegistryCall.OpenBucket(bucket, providers(2), 0).calldata());
        alice.refused(new RegistryRefusal.MinProvidersOutOfRange(3, 2), registry,
                new RegistryCall.OpenBucket(bucket, providers(2), 3).calldata());
        alice.refused(new RegistryRefusal.MinProvidersOutOfRange(1, 0), registry,
                new RegistryCall.OpenBucket(bucket, List.of(), 1).calldata());
        assertFalse(rpc.query(registry, new RegistryCall.Bucket(bucket)).isOpen());
    }

    @Test
    void theOwnerAddsProviders() throws FailureException {
        var add = new RegistryCall.AddProvider(bucket, keys[4].account()).calldata();
        alice.refused(new RegistryRefusal.BucketUnknown(bucket), registry, add);
        openBucket(4, 3);
        var bob = actor();
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry, add);
        alice.run(registry, add);
        assertEquals(providers(5), rpc.query(registry, new RegistryCall.Bucket(bucket)).providers());
        alice.refused(new RegistryRefusal.ProviderRepeated(keys[4].account()), registry, add);
        alice.refused(new RegistryRefusal.ProviderZero(), registry,
                new RegistryCall.AddProvider(bucket, NOBODY).calldata());
    }

    @Test
    void aCheckpointIsAnchored() throws FailureException {
        openBucket(5, 3);
        assertEquals(CheckpointState.NONE, standing());
        var root = randomHash();
        var receipt = alice.run(registry, submission(root, 0, 7, 4, 0, 2));
        var signers = List.of(keys[4].account(), keys[0].account(), keys[2].account());
        assertEquals(List.of(new RegistryEvent.CheckpointSubmitted(bucket, root, 0, 7, signers).log(registry)),
                receipt.logs());
        var block = rpc.block(BlockTag.at(receipt.block())).orElseThrow();
        assertEquals(new CheckpointState(root, 0, 7, block.number(), block.time().getEpochSecond(), signers),
                standing());
        var next = randomHash();
        alice.run(registry, submission(next, 0, 8, 0, 1, 2, 3, 4));
        assertEquals(next, standing().root());
        assertEquals(providers(5), standing().signers());
        alice.run(registry, submission(root, 8, 1, 3, 2, 1));
        assertEquals(List.of(keys[3].account(), keys[2].account(), keys[1].account()), standing().signers());
    }

    @Test
    void theSameCheckpointAgainChangesNothing() throws FailureException {
        openBucket(5, 3);
        var root = randomHash();
        alice.run(registry, submission(root, 3, 7, 0, 1, 2));
        var before = standing();
        assertEquals(List.of(), alice.run(registry, submission(root, 3, 7, 2, 3, 4)).logs());
        assertEquals(List.of(), alice.run(registry, submission(root, 3, 7, List.of())).logs());
        assertEquals(before, standing());
    }

    @Test
    void onlyTheOwnerSubmits() throws FailureException {
        var root = randomHash();
        alice.refused(new RegistryRefusal.BucketUnknown(bucket), registry, submission(root, 0, 1, 0, 1, 2));
        openBucket(5, 3);
        var bob = actor();
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry, submission(root, 0, 1, 0, 1, 2));
        alice.run(registry, submission(root, 0, 1, 0, 1, 2));
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry, submission(root, 0, 1, 0, 1, 2));
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry,
                new RegistryCall.ExtendCheckpoint(bucket, signatures(root, 0, 1, 3)).calldata());
    }

    @Test
    void aCheckpointNeverGoesBack() throws FailureException {
        openBucket(5, 3);
        var root = randomHash();
        alice.refused(new RegistryRefusal.CheckpointEmpty(), registry, submission(root, 0, 0, 0, 1, 2));
        alice.run(registry, submission(root, 5, 5, 0, 1, 2));
        alice.refused(new RegistryRefusal.StartBelowLast(4, 5), registry, submission(root, 4, 20, 0, 1, 2));
        alice.refused(new RegistryRefusal.EndNotAboveLast(9, 10), registry, submission(root, 5, 4, 0, 1, 2));
        alice.refused(new RegistryRefusal.EndNotAboveLast(10, 10), registry, submission(root, 6, 4, 0, 1, 2));
        alice.refused(new RegistryRefusal.EndNotAboveLast(10, 10), registry,
                submission(randomHash(), 5, 5, 0, 1, 2));
        alice.refused(new RegistryRefusal.SequenceOverflow(-1, 1), registry, submission(root, -1, 1, 0, 1, 2));
        alice.refused(new RegistryRefusal.SequenceOverflow(5, -1), registry, submission(root, 5, -1, 0, 1, 2));
        assertEquals(5, standing().count());
        alice.run(registry, submission(root, 5, Long.MAX_VALUE, 0, 1, 2));
        assertEquals(Long.MAX_VALUE, standing().count());
        alice.run(registry, submission(root, 5, -6, 0, 1, 2));
        assertEquals(-6, standing().count());
    }

    @Test
    void signaturesAreOfDistinctProvidersAndEnough() throws FailureException {
        openBucket(4, 3);
        var root = randomHash();
        alice.refused(new RegistryRefusal.TooFewSigners(2, 3), registry, submission(root, 0, 1, 0, 1));
        alice.refused(new RegistryRefusal.TooFewSigners(0, 3), registry, submission(root, 0, 1));
        alice.refused(new RegistryRefusal.SignerRepeated(keys[1].account()), registry,
                submission(root, 0, 1, 0, 1, 1));
        alice.refused(new RegistryRefusal.SignerNotProvider(keys[4].account()), registry,
                submission(root, 0, 1, 0, 1, 2, 4));
        assertEquals(CheckpointState.NONE, standing());
    }

    @Test
    void aMalformedSignatureIsNone() throws FailureException {
        openBucket(5, 3);
        var root = randomHash();
        var good = signatures(root, 0, 1, 0, 1, 2);
        var third = good.get(2).toArray();
        var s = new BigInteger(1, third, 32, 32);
        var highS = Bytes.fromHex(good.get(2).slice(0, 32).hex() + "%064x".formatted(ORDER.subtract(s))
                + (third[64] == 27 ? "1c" : "1b"));
        for (var bad : List.of(Bytes.of(), good.get(2).slice(0, 64), Bytes.fromHex(good.get(2).hex() + "00"),
                Bytes.of(new byte[65]), highS, Bytes.fromHex(good.get(2).slice(0, 64).hex() + "00"),
                Bytes.fromHex(good.get(2).slice(0, 64).hex() + "1d"),
                Bytes.fromHex("00".repeat(32) + good.get(2).slice(32, 65).hex()),
                Bytes.fromHex("ff".repeat(32) + good.get(2).slice(32, 65).hex()))) {
            alice.refused(new RegistryRefusal.SignatureInvalid(2), registry,
                    submission(root, 0, 1, List.of(good.get(0), good.get(1), bad)));
        }
        alice.run(registry, submission(root, 0, 1, good));
    }

    @Test
    void aSignatureIsGoodForItsStateOnly() throws FailureException {
        openBucket(1, 1);
        var root = randomHash();
        var payload = CommitmentDigest.payload(bucket, root, 0, 1);
        for (var other : List.of(digest(root, 0, 2), digest(root, 1, 1), digest(randomHash(), 0, 1),
                CommitmentDigest.of(rpc.chainId(), vault, payload),
                CommitmentDigest.of(new ChainId(rpc.chainId().value() + 1), registry, payload),
                Hashes.keccak256(payload.toArray()))) {
            var signature = keys[0].sign(other).bytes();
            var refused = assertThrows(FailureException.class, () -> rpc.estimateGas(alice.account(), registry,
                    submission(root, 0, 1, List.of(signature))));
            assertInstanceOf(RegistryRefusal.SignerNotProvider.class, Revert.of(refused).orElseThrow());
        }
    }

    @Test
    void lateSignersAreAdded() throws FailureException {
        var extend = new RegistryCall.ExtendCheckpoint(bucket, List.of()).calldata();
        alice.refused(new RegistryRefusal.BucketUnknown(bucket), registry, extend);
        openBucket(4, 2);
        alice.refused(new RegistryRefusal.CheckpointUnknown(bucket), registry, extend);
        var root = randomHash();
        alice.run(registry, submission(root, 0, 3, 0, 1));
        alice.refused(new RegistryRefusal.TooFewSigners(0, 1), registry, extend);
        alice.refused(new RegistryRefusal.SignerRepeated(keys[1].account()), registry, extension(root, 2, 1));
        alice.refused(new RegistryRefusal.SignerRepeated(keys[2].account()), registry, extension(root, 2, 2));
        alice.refused(new RegistryRefusal.SignerNotProvider(keys[4].account()), registry, extension(root, 2, 4));
        alice.refused(new RegistryRefusal.SignatureInvalid(1), registry,
                new RegistryCall.ExtendCheckpoint(bucket,
                        List.of(signatures(root, 0, 3, 2).getFirst(), Bytes.of(new byte[65]))).calldata());
        var receipt = alice.run(registry, extension(root, 3, 2));
        var late = List.of(keys[3].account(), keys[2].account());
        assertEquals(List.of(new RegistryEvent.CheckpointExtended(bucket, root, late).log(registry)), receipt.logs());
        assertEquals(List.of(keys[0].account(), keys[1].account(), keys[3].account(), keys[2].account()),
                standing().signers());
        assertEquals(3, standing().count());
    }

    private Bytes extension(Hash root, int... signers) throws FailureException {
        return new RegistryCall.ExtendCheckpoint(bucket, signatures(root, 0, 3, signers)).calldata();
    }
}
