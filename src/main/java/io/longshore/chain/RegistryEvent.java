package io.longshore.chain;

import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Hash;

/// An event of the checkpoint registry.
public sealed interface RegistryEvent {
    /// The event as `registry` emits it.
    Log log(Account registry);

    /// A further state of a bucket is anchored. Sequence numbers are unsigned.
    record CheckpointSubmitted(BucketId bucket, Hash root, long start, long count,
            List<Account> signers) implements RegistryEvent {
        /// Keccak-256 of `CheckpointSubmitted(uint64,bytes32,uint64,uint64,address[])`.
        public static final Hash TOPIC = Hash.of("2fa7e940d623d6b8ce70d12d0662d32ad5776c14b474e60a592e9bf8e2d823da");

        private static final AbiEntry<AbiValues> DATA = AbiEntry.tuple("(bytes32,uint64,uint64,address[])",
                values -> values);

        /// Keeps an own copy.
        public CheckpointSubmitted {
            signers = List.copyOf(signers);
        }

        @Override
        public Log log(Account registry) {
            return new Log(registry, List.of(TOPIC, Log.topic(bucket)), DATA.encode(root, start, count, signers));
        }
    }

    /// Signatures came late to the checkpoint that stands.
    record CheckpointExtended(BucketId bucket, Hash root, List<Account> signers) implements RegistryEvent {
        /// Keccak-256 of `CheckpointExtended(uint64,bytes32,address[])`.
        public static final Hash TOPIC = Hash.of("532336dc107eac9f267a7f3cd651c531e20392044377c9f3257baaf60660cba6");

        private static final AbiEntry<AbiValues> DATA = AbiEntry.tuple("(bytes32,address[])", values -> values);

        /// Keeps an own copy.
        public CheckpointExtended {
            signers = List.copyOf(signers);
        }

        @Override
        public Log log(Account registry) {
            return new Log(registry, List.of(TOPIC, Log.topic(bucket)), DATA.encode(root, signers));
        }
    }

    /// Reads it; empty if it is another event.
    static Optional<RegistryEvent> of(Log log) {
        if (log.is(CheckpointSubmitted.TOPIC, 1)) {
            return CheckpointSubmitted.DATA.decode(log.data())
                    .map(data -> new CheckpointSubmitted(Log.bucket(log.topics().get(1)), data.hash(0),
                            data.unsigned(1), data.unsigned(2), data.accounts(3)));
        }
        if (log.is(CheckpointExtended.TOPIC, 1)) {
            return CheckpointExtended.DATA.decode(log.data())
                    .map(data -> new CheckpointExtended(Log.bucket(log.topics().get(1)), data.hash(0),
                            data.accounts(1)));
        }
        return Optional.empty();
    }
}
