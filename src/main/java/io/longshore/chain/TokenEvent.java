package io.longshore.chain;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Hash;

/// An event of the payment token, as EIP-20 names them.
public sealed interface TokenEvent {
    /// The value of either event.
    AbiEntry<Amount> VALUE = AbiEntry.tuple("(uint256)", values -> values.amount(0));

    /// The event as `token` emits it.
    Log log(Account token);

    /// Tokens moved; from the zero account when they were minted.
    record Transfer(Account from, Account to, Amount amount) implements TokenEvent {
        /// Keccak-256 of `Transfer(address,address,uint256)`.
        public static final Hash TOPIC = Hash.of("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

        @Override
        public Log log(Account token) {
            return new Log(token, List.of(TOPIC, Log.topic(from), Log.topic(to)), VALUE.encode(amount));
        }
    }

    /// An allowance was set.
    record Approval(Account owner, Account spender, Amount amount) implements TokenEvent {
        /// Keccak-256 of `Approval(address,address,uint256)`.
        public static final Hash TOPIC = Hash.of("8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925");

        @Override
        public Log log(Account token) {
            return new Log(token, List.of(TOPIC, Log.topic(owner), Log.topic(spender)), VALUE.encode(amount));
        }
    }

    /// Reads it; empty if it is another event.
    static Optional<TokenEvent> of(Log log) {
        if (log.is(Transfer.TOPIC, 2)) {
            return VALUE.decode(log.data()).map(amount -> new Transfer(Log.account(log.topics().get(1)),
                    Log.account(log.topics().get(2)), amount));
        }
        if (log.is(Approval.TOPIC, 2)) {
            return VALUE.decode(log.data()).map(amount -> new Approval(Log.account(log.topics().get(1)),
                    Log.account(log.topics().get(2)), amount));
        }
        return Optional.empty();
    }
}
