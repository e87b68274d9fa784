package io.longshore.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.longshore.chain.VaultCall.Completed;
import io.longshore.chain.VaultCall.Verification;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the payment vault must do.
public abstract class VaultContract extends TokenContract {
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
    void twoHundredAndFiftySixRowsArePaidAtOnce() throws FailureException {
        approve(TOKENS);
        var rows = IntStream.range(0, 256).mapToObj(i -> payment(1000 + i))
                .toArray(VaultPayment[]::new);
        var receipt = alice.run(vault, pay(rows));
        assertEquals(IntStream.range(0, rows.length)
                .mapToObj(i -> new VaultEvent(rows[i].rewards(), rows[i].amount(), rows[i].quoteHash()).log(vault))
                .toList(), receipt.logs().stream().filter(log -> log.contract().equals(vault)).toList());
        assertEquals(TOKENS.minus(Amount.of(Stream.of(rows).mapToLong(row -> row.amount().atto().longValueExact())
                .sum())), rpc.query(token, new TokenCall.BalanceOf(alice.account())));
        for (var row : rows) {
            assertTrue(rpc.query(vault, new VaultCall.CompletedPayments(row.quoteHash())).covers(row));
        }
    }

    @Test
    void anotherContractInItsPlaceIsNoticed() throws FailureException {
        new Deployment(token, vault, registry).requireOn(rpc, 64);
        new Deployment(token, vault, registry).requireOn(rpc, VaultCall.BATCH_LIMIT);
        assertEquals("it draws from " + token + ", not from the token " + registry,
                disagreement(new Deployment(registry, vault, registry), 64));
        assertEquals("it takes 512 rows in one call, not 513",
                disagreement(new Deployment(token, vault, registry), 513));
        for (var wrong : List.of(new Deployment(token, token, registry), new Deployment(token, registry, registry),
                new Deployment(token, stranger(), registry), new Deployment(token, vault, vault),
                new Deployment(token, vault, stranger()))) {
            assertEquals("the chain has no such contract there", disagreement(wrong, 64));
        }
    }

    private String disagreement(Deployment wrong, int rows) {
        return assertInstanceOf(Failure.Disagreement.class,
                assertThrows(FailureException.class, () -> wrong.requireOn(rpc, rows)).failure()).detail();
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
}
