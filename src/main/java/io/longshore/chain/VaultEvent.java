package io.longshore.chain;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// The payment vault's event: one quote is paid. All its values are indexed.
public record VaultEvent(Account rewards, Amount amount, Hash quoteHash) {
    /// Keccak-256 of `DataPaymentMade(address,uint256,bytes32)`.
    public static final Hash TOPIC = Hash.of("f998960b1c6f0e0e89b7bbe6b6fbf3e03e6f08eee5b8430877d8adb8e149d580");

    /// The event as `vault` emits it.
    public Log log(Account vault) {
        var amountTopic = Hash.of(HexFormat.of().parseHex("%064x".formatted(amount.atto())));
        return new Log(vault, List.of(TOPIC, Log.topic(rewards), amountTopic, quoteHash), Bytes.of());
    }

    /// Reads it; empty if it is another event.
    public static Optional<VaultEvent> of(Log log) {
        if (!log.is(TOPIC, 3)) {
            return Optional.empty();
        }
        var topics = log.topics();
        return Optional.of(new VaultEvent(Log.account(topics.get(1)),
                new Amount(new BigInteger(1, topics.get(2).bytes().toArray())), topics.get(3)));
    }
}
