package io.longshore.chain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What a chain must do with transactions that wait, are replaced, forgotten or reorganised away.
public abstract class BlocksContract extends RegistryContract {
    private Bytes approve(long amount) {
        return new TokenCall.Approve(vault, Amount.of(amount)).calldata();
    }

    private Amount allowance() throws FailureException {
        return rpc.query(token, new TokenCall.Allowance(alice.account(), vault));
    }

    private void assertWaits(SignedTransaction sent) throws FailureException {
        assertEquals(Optional.empty(), rpc.receipt(sent.hash()));
        assertEquals(Optional.of(new FoundTransaction(sent.hash(), alice.account(), 0, Optional.empty())),
                rpc.transaction(sent.hash()));
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.LATEST));
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.PENDING));
    }

    /// Makes a block that has it, and waits for its receipt.
    private TransactionReceipt mined(SignedTransaction sent) throws FailureException {
        chain.mine(1);
        var deadline = Deadline.after(Duration.ofSeconds(20));
        while (rpc.receipt(sent.hash()).isEmpty()) {
            assertFalse(deadline.passed(), "in no block");
            Sleeper.REAL.sleep(Duration.ofMillis(5));
        }
        return rpc.receipt(sent.hash()).orElseThrow();
    }

    @Test
    void whatIsInNoBlockWaitsHoweverOftenItIsAskedFor() throws FailureException {
        var waiting = alice.call(token, approve(1), 100_000);
        chain.hold();
        rpc.sendRaw(waiting.raw());
        assertWaits(waiting);
        // The node has it already: it may say so, and loses nothing by it.
        offerAgain(waiting);
        assertWaits(waiting);
        assertEquals(Amount.ZERO, allowance());
        assertTrue(mined(waiting).succeeded());
        assertEquals(Amount.of(1), allowance());
    }

    private void offerAgain(SignedTransaction transaction) throws FailureException {
        try {
            assertEquals(transaction.hash(), rpc.sendRaw(transaction.raw()));
        } catch (FailureException e) {
            assertInstanceOf(Failure.Refused.class, e.failure());
        }
    }

    @Test
    void aHigherFeeTakesThePlaceOfTheSameCall() throws FailureException {
        var fee = new Fees(rpc).now();
        var first = alice.call(0, fee, token, approve(1), 100_000);
        var noMore = alice.call(0, fee, token, approve(2), 100_000);
        var bumped = alice.call(0, fee.bumped(), token, approve(1), 100_000);
        chain.hold();
        rpc.sendRaw(first.raw());
        assertThrows(FailureException.class, () -> rpc.sendRaw(noMore.raw()));
        assertWaits(first);
        assertEquals(bumped.hash(), rpc.sendRaw(bumped.raw()));
        assertWaits(bumped);
        assertTrue(mined(bumped).succeeded());
        assertEquals(Optional.empty(), rpc.receipt(first.hash()));
        assertEquals(Optional.empty(), rpc.transaction(first.hash()));
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
        assertEquals(Amount.of(1), allowance());
    }

    @Test
    void aNonceGoesToAnotherCallThatOffersMore() throws FailureException {
        var fee = new Fees(rpc).now();
        var first = alice.call(0, fee, token, approve(1), 100_000);
        var other = alice.call(0, fee.bumped(), token, approve(2), 100_000);
        chain.hold();
        rpc.sendRaw(first.raw());
        rpc.sendRaw(other.raw());
        assertTrue(mined(other).succeeded());
        assertEquals(Amount.of(2), allowance());
        assertThrows(FailureException.class, () -> rpc.sendRaw(first.raw()));
        assertEquals(Optional.empty(), rpc.receipt(first.hash()));
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
    }

    @Test
    void whatTheNodeForgotIsTakenAgain() throws FailureException {
        var sent = alice.call(token, approve(1), 100_000);
        chain.hold();
        rpc.sendRaw(sent.raw());
        chain.forget(sent);
        assertEquals(Optional.empty(), rpc.transaction(sent.hash()));
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.PENDING));
        chain.mine(1);
        assertEquals(Amount.ZERO, allowance());
        rpc.sendRaw(sent.raw());
        assertTrue(mined(sent).succeeded());
        assertEquals(Amount.of(1), allowance());
    }

    @Test
    void aReorganisationTakesBlocksBack() throws FailureException {
        var sent = alice.call(token, approve(1), 100_000);
        chain.hold();
        rpc.sendRaw(sent.raw());
        var before = mined(sent);
        chain.reorganise(1);
        assertEquals(Optional.empty(), rpc.receipt(sent.hash()));
        assertNotEquals(before.blockHash(), rpc.block(BlockTag.at(before.block())).orElseThrow().hash());
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.LATEST));
        assertEquals(COIN, rpc.balance(alice.account()));
        assertEquals(Amount.ZERO, allowance());
        assertEquals(List.of(), rpc.logs(token, before.logs().getFirst().topics(), BlockTag.at(0), BlockTag.LATEST));
        offerAgain(sent);
        assertNotEquals(before.blockHash(), mined(sent).blockHash());
        assertEquals(Amount.of(1), allowance());
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.LATEST));
    }

    @Test
    void blocksBecomeFinalWhenOthersStandOnThem() throws FailureException {
        var receipt = alice.run(token, approve(1));
        assertTrue(rpc.block(BlockTag.FINALIZED).orElseThrow().number() < receipt.block());
        chain.mine(ChainWorld.FINAL_BEHIND);
        assertTrue(rpc.block(BlockTag.FINALIZED).orElseThrow().number() >= receipt.block());
        assertEquals(receipt.blockHash(), rpc.block(BlockTag.at(receipt.block())).orElseThrow().hash());
        assertEquals(0, rpc.nonce(alice.account(), BlockTag.at(receipt.block() - 1)));
        assertEquals(1, rpc.nonce(alice.account(), BlockTag.FINALIZED));
    }

    @Test
    void noncesAreGivenOutWithoutGaps() throws FailureException {
        var fee = new Fees(rpc).now();
        var sent = IntStream.range(0, 10)
                .mapToObj(i -> Transaction.call(chainId(), i, fee, 100_000, token, approve(i)).sign(alice.key()))
                .toList();
        chain.hold();
        for (var each : sent.reversed()) {
            rpc.sendRaw(each.raw());
        }
        assertEquals(10, rpc.nonce(alice.account(), BlockTag.PENDING));
        mined(sent.getLast());
        assertEquals(10, rpc.nonce(alice.account(), BlockTag.LATEST));
        assertEquals(Amount.of(9), allowance());
    }
}
