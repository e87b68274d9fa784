package io.longshore.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.net.Deadline;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What every chain with our three contracts must do, asked through [Rpc] alone: the compiled contracts on a real EVM, and
/// whatever else claims to be one. Here is what is asked of the chain itself; what is asked of the contracts is inherited.
public abstract class ChainContract extends IntentsContract {
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
        // A node may hand out the receipt a moment before it takes the transaction from those that wait.
        await(() -> rpc.transaction(signed.hash()).flatMap(FoundTransaction::block).isPresent());
        assertEquals(Optional.of(new FoundTransaction(signed.hash(), alice.account(), 0,
                Optional.of(receipt.block()))), rpc.transaction(signed.hash()));
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
        await(() -> rpc.receipt(second.hash()).isPresent());
        assertEquals(Amount.of(2), rpc.query(token, new TokenCall.Allowance(alice.account(), vault)));
    }

    private interface Condition {
        boolean holds() throws FailureException;
    }

    private static void await(Condition condition) throws FailureException {
        var deadline = Deadline.after(Duration.ofSeconds(20));
        while (!condition.holds()) {
            assertFalse(deadline.passed(), "it did not come about");
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
}
