package io.longshore.localnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.RegistryCall.BucketState;
import io.longshore.chain.RegistryCall.CheckpointState;
import io.longshore.chain.RegistryEvent;
import io.longshore.chain.RegistryRefusal;
import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Recovery;

/// The checkpoint registry, as `src/main/solidity/CheckpointRegistry.sol`. Sequence numbers are unsigned.
final class RegistryState implements NativeContract {
    private static final Account ZERO = Account.of(new byte[Account.SIZE]);
    /// The contract's `type(uint64).max`, unsigned.
    private static final long HIGHEST = -1;
    /// What a provider takes beside the bucket itself: its place in the list and the mark that it is there.
    private static final int SLOTS_OF_PROVIDER = 2;
    /// What a checkpoint takes beside its first slot and its signers: the packed numbers and the number of signers.
    private static final int SLOTS_OF_CHECKPOINT = 2;

    private final Account self;
    private final ChainId chain;
    private final Table<Account, String> endpoints = new Table<>();
    private final Table<BucketId, BucketState> buckets = new Table<>();
    private final Table<BucketId, CheckpointState> checkpoints = new Table<>();

    /// At the account `self` on `chain`: signatures for another place do not count here.
    RegistryState(Account self, ChainId chain) {
        this.self = self;
        this.chain = chain;
    }

    @Override
    public Bytes call(CallFrame frame, Bytes calldata) throws Halt {
        RegistryCall call = RegistryCall.decode(calldata).orElseThrow(() -> new Halt.Reverted(Bytes.of()));
        return switch (call) {
            case RegistryCall.RegisterProvider(String endpoint) -> {
                frame.write(endpoints, frame.sender(), endpoint);
                yield Bytes.of();
            }
            case RegistryCall.Provider asked -> asked.encode(frame.read(endpoints, asked.account()).orElse(""));
            case RegistryCall.OpenBucket open -> open(frame, open);
            case RegistryCall.AddProvider(BucketId id, Account provider) -> {
                frame.write(buckets, id, with(frame, owned(frame, id), provider));
                yield Bytes.of();
            }
            case RegistryCall.Bucket asked -> asked.encode(bucket(frame, asked.bucket()));
            case RegistryCall.SubmitCheckpoint submit -> submit(frame, submit);
            case RegistryCall.ExtendCheckpoint(BucketId id, List<Bytes> signatures) -> extend(frame, id, signatures);
            case RegistryCall.Checkpoint asked -> asked.encode(checkpoint(frame, asked.bucket()));
        };
    }

    private BucketState bucket(CallFrame frame, BucketId id) throws Halt {
        return frame.read(buckets, id).orElse(BucketState.NONE);
    }

    private CheckpointState checkpoint(CallFrame frame, BucketId id) throws Halt {
        return frame.read(checkpoints, id).orElse(CheckpointState.NONE);
    }

    private BucketState owned(CallFrame frame, BucketId id) throws Halt {
        BucketState found = bucket(frame, id);
        if (found.owner().equals(ZERO)) {
            throw new Halt.Reverted(new RegistryRefusal.BucketUnknown(id));
        }
        if (!found.owner().equals(frame.sender())) {
            throw new Halt.Reverted(new RegistryRefusal.NotBucketOwner(frame.sender()));
        }
        return found;
    }

    private Bytes open(CallFrame frame, RegistryCall.OpenBucket open) throws Halt {
        if (!bucket(frame, open.bucket()).owner().equals(ZERO)) {
            throw new Halt.Reverted(new RegistryRefusal.BucketExists(open.bucket()));
        }
        int count = open.providers().size();
        if (open.minProviders() == 0 || open.minProviders() > count) {
            throw new Halt.Reverted(new RegistryRefusal.MinProvidersOutOfRange(open.minProviders(), count));
        }
        BucketState opened = new BucketState(frame.sender(), open.minProviders(), List.of());
        for (Account provider : open.providers()) {
            opened = with(frame, opened, provider);
        }
        frame.charge(Gas.NEW_SLOT); // the number of providers
        frame.write(buckets, open.bucket(), opened);
        return Bytes.of();
    }

    private static BucketState with(CallFrame frame, BucketState bucket, Account provider) throws Halt {
        if (provider.equals(ZERO)) {
            throw new Halt.Reverted(new RegistryRefusal.ProviderZero());
        }
        if (bucket.providers().contains(provider)) {
            throw new Halt.Reverted(new RegistryRefusal.ProviderRepeated(provider));
        }
        frame.charge(Gas.PROVIDER + SLOTS_OF_PROVIDER * Gas.NEW_SLOT);
        List<Account> providers = new ArrayList<>(bucket.providers());
        providers.add(provider);
        return new BucketState(bucket.owner(), bucket.minProviders(), providers);
    }

    private Bytes submit(CallFrame frame, RegistryCall.SubmitCheckpoint submit) throws Halt {
        BucketState bucket = owned(frame, submit.bucket());
        CheckpointState last = checkpoint(frame, submit.bucket());
        if (submit.count() == 0) {
            throw new Halt.Reverted(new RegistryRefusal.CheckpointEmpty());
        }
        if (last.root().equals(submit.root()) && last.start() == submit.start() && last.count() == submit.count()) {
            return Bytes.of();
        }
        checkOrder(submit, last);
        List<Account> signers = signers(frame, submit.bucket(), bucket, submit.root(), submit.start(), submit.count(),
                submit.signatures(), List.of());
        if (signers.size() < bucket.minProviders()) {
            throw new Halt.Reverted(new RegistryRefusal.TooFewSigners(signers.size(), bucket.minProviders()));
        }
        boolean first = last.count() == 0;
        frame.charge(first
                ? (SLOTS_OF_CHECKPOINT + signers.size()) * Gas.NEW_SLOT
                : SLOTS_OF_CHECKPOINT * Gas.CHANGED_SLOT + signers.size() * Gas.SAME_SLOT);
        frame.write(checkpoints, submit.bucket(), new CheckpointState(submit.root(), submit.start(), submit.count(),
                frame.block().number(), frame.block().time().getEpochSecond(), signers));
        frame.emit(new RegistryEvent.CheckpointSubmitted(submit.bucket(), submit.root(), submit.start(),
                submit.count(), signers).log(self));
        return Bytes.of();
    }

    private static void checkOrder(RegistryCall.SubmitCheckpoint submit, CheckpointState last) throws Halt {
        if (Long.compareUnsigned(submit.count(), HIGHEST - submit.start()) > 0) {
            throw new Halt.Reverted(new RegistryRefusal.SequenceOverflow(submit.start(), submit.count()));
        }
        if (last.count() == 0) {
            return;
        }
        if (Long.compareUnsigned(submit.start(), last.start()) < 0) {
            throw new Halt.Reverted(new RegistryRefusal.StartBelowLast(submit.start(), last.start()));
        }
        long end = submit.start() + submit.count();
        long lastEnd = last.start() + last.count();
        if (Long.compareUnsigned(end, lastEnd) <= 0) {
            throw new Halt.Reverted(new RegistryRefusal.EndNotAboveLast(end, lastEnd));
        }
    }

    private Bytes extend(CallFrame frame, BucketId id, List<Bytes> signatures) throws Halt {
        BucketState bucket = owned(frame, id);
        CheckpointState last = checkpoint(frame, id);
        if (last.count() == 0) {
            throw new Halt.Reverted(new RegistryRefusal.CheckpointUnknown(id));
        }
        if (signatures.isEmpty()) {
            throw new Halt.Reverted(new RegistryRefusal.TooFewSigners(0, 1));
        }
        List<Account> late = signers(frame, id, bucket, last.root(), last.start(), last.count(), signatures,
                last.signers());
        List<Account> all = new ArrayList<>(last.signers());
        all.addAll(late);
        frame.charge(last.signers().size() * Gas.COLD_READ + Gas.CHANGED_SLOT + late.size() * Gas.NEW_SLOT);
        frame.write(checkpoints, id,
                new CheckpointState(last.root(), last.start(), last.count(), last.block(), last.blockTime(), all));
        frame.emit(new RegistryEvent.CheckpointExtended(id, last.root(), late).log(self));
        return Bytes.of();
    }

    /// Who made the signatures: providers of the bucket, each once, none of them in `before`.
    private List<Account> signers(CallFrame frame, BucketId id, BucketState bucket, Hash root, long start, long count,
            List<Bytes> signatures, List<Account> before) throws Halt {
        Hash digest = CommitmentDigest.of(chain, self, CommitmentDigest.payload(id, root, start, count));
        List<Account> signers = new ArrayList<>();
        for (Bytes signature : signatures) {
            frame.charge(Gas.RECOVERY);
            Account signer = signer(digest, signature).orElse(null);
            if (signer == null) {
                throw new Halt.Reverted(new RegistryRefusal.SignatureInvalid(signers.size()));
            }
            if (!bucket.providers().contains(signer)) {
                throw new Halt.Reverted(new RegistryRefusal.SignerNotProvider(signer));
            }
            if (signers.contains(signer) || before.contains(signer)) {
                throw new Halt.Reverted(new RegistryRefusal.SignerRepeated(signer));
            }
            signers.add(signer);
        }
        return signers;
    }

    private static Optional<Account> signer(Hash digest, Bytes signature) {
        return signature.size() == Signature.SIZE
                ? Recovery.signer(digest, new Signature(signature))
                : Optional.empty();
    }
}
