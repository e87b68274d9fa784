package io.longshore.chain;

import java.nio.ByteBuffer;
import java.util.List;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// An event as a contract emits it.
///
/// @param contract who emitted it
/// @param topics the hash of the event's signature, then its indexed values
/// @param data the other values, ABI-encoded
public record Log(Account contract, List<Hash> topics, Bytes data) {
    /// Keeps an own copy.
    public Log {
        topics = List.copyOf(topics);
    }

    /// Whether its event has this signature's hash and `indexed` indexed values.
    boolean is(Hash topic, int indexed) {
        return topics.size() == indexed + 1 && topics.getFirst().equals(topic);
    }

    /// An account as topic: left-padded with zeros.
    static Hash topic(Account account) {
        var topic = new byte[Hash.SIZE];
        account.bytes().copyTo(topic, Hash.SIZE - Account.SIZE);
        return Hash.of(topic);
    }

    /// The account in a topic.
    static Account account(Hash topic) {
        return new Account(topic.bytes().slice(Hash.SIZE - Account.SIZE, Hash.SIZE));
    }

    /// A bucket as topic.
    static Hash topic(BucketId bucket) {
        return Hash.of(ByteBuffer.allocate(Hash.SIZE).putLong(Hash.SIZE - Long.BYTES, bucket.value()).array());
    }

    /// The bucket in a topic.
    static BucketId bucket(Hash topic) {
        return new BucketId(ByteBuffer.wrap(topic.bytes().toArray()).getLong(Hash.SIZE - Long.BYTES));
    }
}
