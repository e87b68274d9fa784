package io.longshore.chain;

import java.time.Duration;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.net.Deadline;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Somebody with a key who sends transactions to a chain and waits for each: plain, without a journal.
record Actor(Rpc rpc, SigningKey key) {
    /// More than any call of the contracts takes.
    static final long ENOUGH_GAS = 5_000_000;

    Account account() {
        return key.account();
    }

    /// Does it, and expects it to succeed.
    TransactionReceipt run(Account to, Bytes calldata) throws FailureException {
        long gas = Fees.limit(rpc.estimateGas(account(), to, calldata));
        var receipt = included(call(to, calldata, gas));
        assertTrue(receipt.succeeded(), receipt.toString());
        return receipt;
    }

    /// Expects it to be refused, with this error: when it is estimated, when it is called, and in a block, where it leaves no
    /// event and costs gas all the same.
    void refused(Revert expected, Account to, Bytes calldata) throws FailureException {
        assertEquals(Optional.of(expected), Revert.of(
                assertThrows(FailureException.class, () -> rpc.estimateGas(account(), to, calldata))));
        assertEquals(Optional.of(expected), Revert.of(
                assertThrows(FailureException.class, () -> rpc.call(account(), to, calldata, BlockTag.LATEST))));
        var before = rpc.balance(account());
        var receipt = included(call(to, calldata, ENOUGH_GAS));
        assertFalse(receipt.succeeded(), receipt.toString());
        assertTrue(receipt.logs().isEmpty(), receipt.toString());
        assertTrue(receipt.gas().compareTo(Wei.ZERO) > 0);
        assertEquals(before.minus(receipt.gas()), rpc.balance(account()));
    }

    /// Gives coin.
    void give(Account to, Wei coin) throws FailureException {
        included(new Transaction(rpc.chainId(), nonce(), new Fees(rpc).now(), 21_000, Optional.of(to), coin,
                Bytes.of()).sign(key));
    }

    SignedTransaction call(Account to, Bytes calldata, long gas) throws FailureException {
        return call(nonce(), new Fees(rpc).now(), to, calldata, gas);
    }

    SignedTransaction call(long nonce, Fee fee, Account to, Bytes calldata, long gas) throws FailureException {
        return Transaction.call(rpc.chainId(), nonce, fee, gas, to, calldata).sign(key);
    }

    long nonce() throws FailureException {
        return rpc.nonce(account(), BlockTag.PENDING);
    }

    TransactionReceipt included(SignedTransaction signed) throws FailureException {
        assertEquals(signed.hash(), rpc.sendRaw(signed.raw()));
        var deadline = Deadline.after(Duration.ofSeconds(20));
        var receipt = rpc.receipt(signed.hash());
        while (receipt.isEmpty() && !deadline.passed()) {
            Sleeper.REAL.sleep(Duration.ofMillis(5));
            receipt = rpc.receipt(signed.hash());
        }
        return receipt.orElseThrow();
    }
}
