package io.longshore.localnet;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import io.longshore.chain.Log;
import io.longshore.localnet.ChainTransaction.Origin;
import io.longshore.localnet.Execution.Outcome;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Wei;

/// Accounts and contracts, and what a transaction does to them. Pure: the same transactions in the same blocks give the
/// same state, whatever the time and the place. Guarded by the chain's lock.
final class ChainState {
    private final Table<Account, Wei> coins = new Table<>();
    private final Table<Account, Long> nonces = new Table<>();
    private final Map<Account, NativeContract> contracts;
    private Changes changes = new Changes();

    /// With the contracts at their addresses, and all coin with its owner, whose first transactions created them.
    ChainState(Map<Account, NativeContract> contracts, Account owner, Wei coin) {
        this.contracts = Map.copyOf(contracts);
        changes.put(coins, owner, coin);
        changes.put(nonces, owner, (long) contracts.size());
    }

    /// Begins to record a block's changes; what was recorded before is final to this class.
    Changes begin() {
        changes = new Changes();
        return changes;
    }

    /// The coin of an account.
    Wei coin(Account account) {
        return coins.get(account).orElse(Wei.ZERO);
    }

    /// The next nonce of an account.
    long nonce(Account account) {
        return nonces.get(account).orElse(0L);
    }

    /// Whether there is a contract.
    boolean isContract(Account account) {
        return contracts.containsKey(account);
    }

    /// Whether the sender has the most this can cost.
    boolean isAffordable(ChainTransaction transaction) {
        return transaction.origin() instanceof Origin.Foreign
                || coin(transaction.from()).value().compareTo(transaction.highestCost()) >= 0;
    }

    /// Runs a transaction whose nonce is the sender's next and that is affordable, and charges its gas.
    Execution apply(ChainTransaction transaction, BlockHeader block) {
        changes.put(nonces, transaction.from(), transaction.nonce() + 1);
        int mark = changes.mark();
        Gas gas = new Gas(transaction.data(), transaction.gasLimit());
        Outcome outcome = switch (transaction.origin()) {
            case Origin.Sent(_, var forced) when forced.isPresent() -> new Outcome.Reverted(forced.get());
            case Origin.Sent _,Origin.Foreign _ -> run(transaction.from(), transaction.to(), transaction.value(),
                    transaction.data(), gas, block);
        };
        if (!(outcome instanceof Outcome.Succeeded)) {
            changes.forgetAfter(mark);
        }
        Execution execution = new Execution(outcome, gas.used());
        charge(transaction, execution.gasUsed(), block.baseFee());
        return execution;
    }

    /// Runs a call and takes back what it changed.
    Execution simulate(Account from, Account to, Wei value, Bytes data, long gasLimit, BlockHeader block) {
        int mark = changes.mark();
        Gas gas = new Gas(data, gasLimit);
        Outcome outcome = run(from, to, value, data, gas, block);
        changes.forgetAfter(mark);
        return new Execution(outcome, gas.used());
    }

    private Outcome run(Account from, Account to, Wei value, Bytes data, Gas gas, BlockHeader block) {
        CallFrame frame = new CallFrame(from, block, gas, changes);
        try {
            NativeContract contract = contracts.get(to);
            if (contract == null) {
                transfer(from, to, value);
                return new Outcome.Succeeded(Bytes.of(), List.<Log>of());
            }
            if (!value.isZero()) {
                throw new Halt.Reverted(Bytes.of());
            }
            frame.charge(Gas.CALL);
            Bytes output = contract.call(frame, data);
            return new Outcome.Succeeded(output, frame.logs());
        } catch (Halt.Reverted reverted) {
            return new Outcome.Reverted(reverted.data());
        } catch (Halt _) {
            return new Outcome.OutOfGas();
        }
    }

    private void transfer(Account from, Account to, Wei value) throws Halt {
        if (coin(from).compareTo(value) < 0) {
            throw new Halt.Reverted(Bytes.of());
        }
        changes.put(coins, from, coin(from).minus(value));
        changes.put(coins, to, coin(to).plus(value));
    }

    /// Takes the gas from the sender. It is burnt, the tip too: nobody earns from this chain.
    private void charge(ChainTransaction transaction, long gasUsed, Wei baseFee) {
        BigInteger fee = transaction.fee().paid(baseFee).value().multiply(BigInteger.valueOf(gasUsed));
        BigInteger coin = coin(transaction.from()).value();
        changes.put(coins, transaction.from(), new Wei(coin.subtract(fee.min(coin))));
    }
}
