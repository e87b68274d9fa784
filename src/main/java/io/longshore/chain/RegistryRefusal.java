package io.longshore.chain;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;

/// The checkpoint registry's own errors. Sequence numbers are unsigned.
public sealed interface RegistryRefusal extends Revert {
    /// The bucket is open already.
    record BucketExists(BucketId bucket) implements RegistryRefusal {
        private static final AbiEntry<BucketExists> ABI = AbiEntry.named("BucketExists(uint64)",
                values -> new BucketExists(values.bucket(0)));

        @Override
        public Bytes data() {
            return ABI.encode(bucket);
        }
    }

    /// Nobody opened the bucket.
    record BucketUnknown(BucketId bucket) implements RegistryRefusal {
        private static final AbiEntry<BucketUnknown> ABI = AbiEntry.named("BucketUnknown(uint64)",
                values -> new BucketUnknown(values.bucket(0)));

        @Override
        public Bytes data() {
            return ABI.encode(bucket);
        }
    }

    /// Only the opener may do this.
    record NotBucketOwner(Account caller) implements RegistryRefusal {
        private static final AbiEntry<NotBucketOwner> ABI = AbiEntry.named("NotBucketOwner(address)",
                values -> new NotBucketOwner(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(caller);
        }
    }

    /// The zero account is no provider.
    record ProviderZero() implements RegistryRefusal {
        private static final AbiEntry<ProviderZero> ABI = AbiEntry.named("ProviderZero()",
                _ -> new ProviderZero());

        @Override
        public Bytes data() {
            return ABI.encode();
        }
    }

    /// The bucket has this provider already.
    record ProviderRepeated(Account provider) implements RegistryRefusal {
        private static final AbiEntry<ProviderRepeated> ABI = AbiEntry.named("ProviderRepeated(address)",
                values -> new ProviderRepeated(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(provider);
        }
    }

    /// Not between one and the number of providers.
    record MinProvidersOutOfRange(int minProviders, long providers) implements RegistryRefusal {
        private static final AbiEntry<MinProvidersOutOfRange> ABI = AbiEntry.named(
                "MinProvidersOutOfRange(uint8,uint256)",
                values -> new MinProvidersOutOfRange(values.small(0), values.integer(1).longValueExact()));

        @Override
        public Bytes data() {
            return ABI.encode(minProviders, BigInteger.valueOf(providers));
        }
    }

    /// A state without leaves is not anchored.
    record CheckpointEmpty() implements RegistryRefusal {
        private static final AbiEntry<CheckpointEmpty> ABI = AbiEntry.named("CheckpointEmpty()",
                _ -> new CheckpointEmpty());

        @Override
        public Bytes data() {
            return ABI.encode();
        }
    }

    /// There is no checkpoint to extend.
    record CheckpointUnknown(BucketId bucket) implements RegistryRefusal {
        private static final AbiEntry<CheckpointUnknown> ABI = AbiEntry.named("CheckpointUnknown(uint64)",
                values -> new CheckpointUnknown(values.bucket(0)));

        @Override
        public Bytes data() {
            return ABI.encode(bucket);
        }
    }

    /// Start and count do not add up within 64 bits.
    record SequenceOverflow(long start, long count) implements RegistryRefusal {
        private static final AbiEntry<SequenceOverflow> ABI = AbiEntry.named("SequenceOverflow(uint64,uint64)",
                values -> new SequenceOverflow(values.unsigned(0), values.unsigned(1)));

        @Override
        public Bytes data() {
            return ABI.encode(start, count);
        }
    }

    /// It starts below the checkpoint that stands.
    record StartBelowLast(long start, long lastStart) implements RegistryRefusal {
        private static final AbiEntry<StartBelowLast> ABI = AbiEntry.named("StartBelowLast(uint64,uint64)",
                values -> new StartBelowLast(values.unsigned(0), values.unsigned(1)));

        @Override
        public Bytes data() {
            return ABI.encode(start, lastStart);
        }
    }

    /// It does not end above the checkpoint that stands.
    record EndNotAboveLast(long end, long lastEnd) implements RegistryRefusal {
        private static final AbiEntry<EndNotAboveLast> ABI = AbiEntry.named("EndNotAboveLast(uint64,uint64)",
                values -> new EndNotAboveLast(values.unsigned(0), values.unsigned(1)));

        @Override
        public Bytes data() {
            return ABI.encode(end, lastEnd);
        }
    }

    /// The signature at this index is none: 65 bytes, low s, v 27 or 28.
    record SignatureInvalid(long index) implements RegistryRefusal {
        private static final AbiEntry<SignatureInvalid> ABI = AbiEntry.named("SignatureInvalid(uint256)",
                values -> new SignatureInvalid(values.integer(0).longValueExact()));

        @Override
        public Bytes data() {
            return ABI.encode(BigInteger.valueOf(index));
        }
    }

    /// Signed by somebody who is no provider of the bucket.
    record SignerNotProvider(Account signer) implements RegistryRefusal {
        private static final AbiEntry<SignerNotProvider> ABI = AbiEntry.named("SignerNotProvider(address)",
                values -> new SignerNotProvider(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(signer);
        }
    }

    /// Signed twice by the same provider.
    record SignerRepeated(Account signer) implements RegistryRefusal {
        private static final AbiEntry<SignerRepeated> ABI = AbiEntry.named("SignerRepeated(address)",
                values -> new SignerRepeated(values.account(0)));

        @Override
        public Bytes data() {
            return ABI.encode(signer);
        }
    }

    /// Fewer signers than the bucket wants.
    record TooFewSigners(long signers, long needed) implements RegistryRefusal {
        private static final AbiEntry<TooFewSigners> ABI = AbiEntry.named("TooFewSigners(uint256,uint256)",
                values -> new TooFewSigners(values.integer(0).longValueExact(), values.integer(1).longValueExact()));

        @Override
        public Bytes data() {
            return ABI.encode(BigInteger.valueOf(signers), BigInteger.valueOf(needed));
        }
    }

    /// Reads it; empty if it is none of these.
    static Optional<RegistryRefusal> decode(Bytes data) {
        return Stream
                .<AbiEntry<? extends RegistryRefusal>>of(BucketExists.ABI, BucketUnknown.ABI, NotBucketOwner.ABI,
                        ProviderZero.ABI, ProviderRepeated.ABI, MinProvidersOutOfRange.ABI, CheckpointEmpty.ABI,
                        CheckpointUnknown.ABI, SequenceOverflow.ABI, StartBelowLast.ABI, EndNotAboveLast.ABI,
                        SignatureInvalid.ABI, SignerNotProvider.ABI, SignerRepeated.ABI, TooFewSigners.ABI)
                .<RegistryRefusal>flatMap(abi -> abi.decode(data).stream()).findFirst();
    }
}
