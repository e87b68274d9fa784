package io.longshore.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.net.Deadline;
import io.longshore.proof.SigningKey;

/// Who puts contracts on a test network's chain and gives play money out: sends plain transactions and waits until they are
/// in blocks. Nothing is journalled, so this is not for money that has value. For all threads; calls wait for one another.
public final class Deployer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(50);
    /// What coin that goes to somebody without code takes (Ethereum's yellow paper, G_transaction).
    private static final long PLAIN_GAS = 21_000;

    private final Rpc rpc;
    private final Account account;
    private final Sending sending;
    private final Sleeper sleeper;

    private Deployer(Rpc rpc, Account account, Sending sending, Sleeper sleeper) {
        this.rpc = rpc;
        this.account = account;
        this.sending = sending;
        this.sleeper = sleeper;
    }

    private interface Sending {
        Hash send(Order order, long gas) throws FailureException;
    }

    /// One transaction.
    ///
    /// @param to whom it goes; empty to create a contract
    /// @param value the coin that goes with it
    /// @param data calldata, or the code that creates the contract
    public record Order(Optional<Account> to, Wei value, Bytes data) {
        /// Calls a contract.
        public static Order call(Account contract, Bytes calldata) {
            return new Order(Optional.of(contract), Wei.ZERO, calldata);
        }

        /// Creates a contract.
        public static Order create(Bytes code) {
            return new Order(Optional.empty(), Wei.ZERO, code);
        }

        /// Gives coin to an account without code.
        public static Order give(Account to, Wei coin) {
            return new Order(Optional.of(to), coin, Bytes.of());
        }
    }

    /// Somebody whose key is at hand.
    public static Deployer withKey(Rpc rpc, SigningKey key, Sleeper sleeper) {
        return new Deployer(rpc, key.account(), (order, gas) -> rpc.sendRaw(new Transaction(rpc.chainId(),
                rpc.nonce(key.account(), BlockTag.PENDING), new Fees(rpc).now(), gas, order.to(), order.value(),
                order.data()).sign(key).raw()), sleeper);
    }

    /// Somebody for whom the node signs, as development nodes do for accounts of theirs.
    public static Deployer unlocked(Rpc rpc, Account account, Sleeper sleeper) {
        return new Deployer(rpc, account, (order, gas) -> rpc.sendUnlocked(account, order, gas), sleeper);
    }

    /// Who it is.
    public Account account() {
        return account;
    }

    /// The coin it has.
    public Wei coin() throws FailureException {
        return rpc.balance(account);
    }

    /// Sends all, in order, and waits until each is in a block. They must not need one another.
    /// @throws FailureException `PaymentFailed` if a contract refuses, `Unavailable` if they are in no block within two
    ///         minutes
    public synchronized List<TransactionReceipt> run(Order... orders) throws FailureException {
        List<Hash> sent = new ArrayList<>();
        for (var order : orders) {
            sent.add(sending.send(order, gas(order)));
        }
        List<TransactionReceipt> receipts = new ArrayList<>();
        for (var hash : sent) {
            receipts.add(included(hash));
        }
        return receipts;
    }

    private long gas(Order order) throws FailureException {
        if (order.to().isEmpty()) {
            return Fees.limit(rpc.estimateCreation(account, order.data()));
        }
        return order.data().size() == 0
                ? PLAIN_GAS
                : Fees.limit(rpc.estimateGas(account, order.to().get(), order.data()));
    }

    private TransactionReceipt included(Hash hash) throws FailureException {
        var deadline = Deadline.after(PATIENCE);
        while (!deadline.passed()) {
            var receipt = rpc.receipt(hash);
            if (receipt.isPresent()) {
                return receipt.filter(TransactionReceipt::succeeded).orElseThrow(() -> new FailureException(
                        new Failure.PaymentFailed("a transaction of the deployer failed: " + hash)));
            }
            sleeper.sleep(LOOK);
        }
        throw new FailureException(new Failure.Unavailable(RpcChannel.WHO,
                "a transaction of the deployer is in no block yet: " + hash, Optional.empty()));
    }
}
