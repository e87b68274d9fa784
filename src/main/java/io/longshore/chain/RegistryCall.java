package io.longshore.chain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// A call of the checkpoint registry. Sequence numbers are unsigned; signatures are bytes of any length, because the
/// contract is who judges them (`src/main/solidity/CheckpointRegistry.sol`).
public sealed interface RegistryCall {
    /// Selector and arguments.
    Bytes calldata();

    /// Says where the caller can be reached.
    record RegisterProvider(String endpoint) implements RegistryCall {
        private static final AbiEntry<RegisterProvider> ABI = AbiEntry.named("registerProvider(string)",
                values -> new RegisterProvider(values.text(0)));

        @Override
        public Bytes calldata() {
            return ABI.encode(endpoint);
        }
    }

    /// Where a provider can be reached; empty if it did not say.
    record Provider(Account account) implements RegistryCall, Query<String> {
        private static final AbiEntry<Provider> ABI = AbiEntry.named("provider(address)",
                values -> new Provider(values.account(0)));
        private static final AbiEntry<String> ANSWER = AbiEntry.tuple("(string)", values -> values.text(0));

        @Override
        public Bytes calldata() {
            return ABI.encode(account);
        }

        @Override
        public Bytes encode(String answer) {
            return ANSWER.encode(answer);
        }

        @Override
        public String decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Opens a bucket that the caller owns.
    record OpenBucket(BucketId bucket, List<Account> providers, int minProviders) implements RegistryCall {
        private static final AbiEntry<OpenBucket> ABI = AbiEntry.named("openBucket(uint64,address[],uint8)",
                values -> new OpenBucket(values.bucket(0), values.accounts(1), values.small(2)));

        /// Keeps an own copy.
        public OpenBucket {
            providers = List.copyOf(providers);
        }

        @Override
        public Bytes calldata() {
            return ABI.encode(bucket, providers, minProviders);
        }
    }

    /// Adds a provider to the caller's bucket.
    record AddProvider(BucketId bucket, Account provider) implements RegistryCall {
        private static final AbiEntry<AddProvider> ABI = AbiEntry.named("addProvider(uint64,address)",
                values -> new AddProvider(values.bucket(0), values.account(1)));

        @Override
        public Bytes calldata() {
            return ABI.encode(bucket, provider);
        }
    }

    /// A bucket; its owner is zero if nobody opened it.
    record Bucket(BucketId bucket) implements RegistryCall, Query<BucketState> {
        private static final AbiEntry<Bucket> ABI = AbiEntry.named("bucket(uint64)",
                values -> new Bucket(values.bucket(0)));
        private static final AbiEntry<BucketState> ANSWER = AbiEntry.tuple("(address,uint8,address[])",
                BucketState::of);

        @Override
        public Bytes calldata() {
            return ABI.encode(bucket);
        }

        @Override
        public Bytes encode(BucketState answer) {
            return ANSWER.encode(answer.owner(), answer.minProviders(), answer.providers());
        }

        @Override
        public BucketState decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// Anchors a further state of the caller's bucket.
    record SubmitCheckpoint(BucketId bucket, Hash root, long start, long count,
            List<Bytes> signatures) implements RegistryCall {
        private static final AbiEntry<SubmitCheckpoint> ABI = AbiEntry.named(
                "submitCheckpoint(uint64,bytes32,uint64,uint64,bytes[])",
                values -> new SubmitCheckpoint(values.bucket(0), values.hash(1), values.unsigned(2), values.unsigned(3),
                        values.byteStrings(4)));

        /// Keeps an own copy.
        public SubmitCheckpoint {
            signatures = List.copyOf(signatures);
        }

        @Override
        public Bytes calldata() {
            return ABI.encode(bucket, root, start, count, signatures);
        }
    }

    /// Adds signatures that came late to the checkpoint that stands.
    record ExtendCheckpoint(BucketId bucket, List<Bytes> signatures) implements RegistryCall {
        private static final AbiEntry<ExtendCheckpoint> ABI = AbiEntry.named("extendCheckpoint(uint64,bytes[])",
                values -> new ExtendCheckpoint(values.bucket(0), values.byteStrings(1)));

        /// Keeps an own copy.
        public ExtendCheckpoint {
            signatures = List.copyOf(signatures);
        }

        @Override
        public Bytes calldata() {
            return ABI.encode(bucket, signatures);
        }
    }

    /// The checkpoint that stands; its count is zero if there is none.
    record Checkpoint(BucketId bucket) implements RegistryCall, Query<CheckpointState> {
        private static final AbiEntry<Checkpoint> ABI = AbiEntry.named("checkpoint(uint64)",
                values -> new Checkpoint(values.bucket(0)));
        private static final AbiEntry<CheckpointState> ANSWER = AbiEntry
                .tuple("(bytes32,uint64,uint64,uint64,uint64,address[])", CheckpointState::of);

        @Override
        public Bytes calldata() {
            return ABI.encode(bucket);
        }

        @Override
        public Bytes encode(CheckpointState answer) {
            return ANSWER.encode(answer.root(), answer.start(), answer.count(), answer.block(), answer.blockTime(),
                    answer.signers());
        }

        @Override
        public CheckpointState decode(Bytes answer) throws FailureException {
            return ANSWER.result(answer);
        }
    }

    /// A bucket as the contract keeps it.
    ///
    /// @param owner who opened it; zero if nobody did
    /// @param minProviders how many must sign a checkpoint
    /// @param providers in the order they were added
    record BucketState(Account owner, int minProviders, List<Account> providers) {
        /// No such bucket.
        public static final BucketState NONE = new BucketState(Account.of(new byte[Account.SIZE]), 0, List.of());

        /// Keeps an own copy.
        public BucketState {
            providers = List.copyOf(providers);
        }

        /// Whether somebody opened it.
        public boolean isOpen() {
            return minProviders > 0;
        }

        private static BucketState of(AbiValues values) {
            return new BucketState(values.account(0), values.small(1), values.accounts(2));
        }
    }

    /// A checkpoint as the contract keeps it.
    ///
    /// @param root the MMR root
    /// @param start the first sequence number
    /// @param count the number of leaves; zero if there is no checkpoint
    /// @param block the number of the block it was submitted in
    /// @param blockTime that block's time in seconds
    /// @param signers in the order of their signatures, late ones after them
    record CheckpointState(Hash root, long start, long count, long block, long blockTime, List<Account> signers) {
        /// No checkpoint yet.
        public static final CheckpointState NONE = new CheckpointState(Hash.of(new byte[Hash.SIZE]), 0, 0, 0, 0,
                List.of());

        /// Keeps an own copy.
        public CheckpointState {
            signers = List.copyOf(signers);
        }

        private static CheckpointState of(AbiValues values) {
            return new CheckpointState(values.hash(0), values.unsigned(1), values.unsigned(2), values.unsigned(3),
                    values.unsigned(4), values.accounts(5));
        }
    }

    /// Reads calldata; empty if the contract has no such function or the arguments are malformed.
    static Optional<RegistryCall> decode(Bytes calldata) {
        return Stream
                .<AbiEntry<? extends RegistryCall>>of(RegisterProvider.ABI, Provider.ABI, OpenBucket.ABI,
                        AddProvider.ABI, Bucket.ABI, SubmitCheckpoint.ABI, ExtendCheckpoint.ABI, Checkpoint.ABI)
                .<RegistryCall>flatMap(abi -> abi.decode(calldata).stream()).findFirst();
    }
}
