package io.longshore.chain;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.longshore.chain.RegistryCall.CheckpointState;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What the checkpoint registry must do (`src/docs/format.md`, section 4).
public abstract class RegistryContract extends VaultContract {
    /// secp256k1's order.
    private static final BigInteger ORDER = new BigInteger(
            "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    private final SigningKey[] keys = IntStream.range(0, 5).mapToObj(_ -> SigningKey.random(new SecureRandom()))
            .toArray(SigningKey[]::new);

    private List<Account> providers(int count) {
        return IntStream.range(0, count).mapToObj(i -> keys[i].account()).toList();
    }

    private void openBucket(int providers, int least) throws FailureException {
        alice.run(registry, new RegistryCall.OpenBucket(bucket, providers(providers), least).calldata());
    }

    private Hash digest(Hash root, long start, long count) throws FailureException {
        return CommitmentDigest.of(rpc.chainId(), registry, CommitmentDigest.payload(bucket, root, start, count));
    }

    private List<Bytes> signatures(Hash root, long start, long count, int... signers) throws FailureException {
        var digest = digest(root, start, count);
        return IntStream.of(signers).mapToObj(i -> keys[i].sign(digest).bytes()).toList();
    }

    private Bytes submission(Hash root, long start, long count, int... signers) throws FailureException {
        return submission(root, start, count, signatures(root, start, count, signers));
    }

    private Bytes submission(Hash root, long start, long count, List<Bytes> signatures) {
        return new RegistryCall.SubmitCheckpoint(bucket, root, start, count, signatures).calldata();
    }

    private CheckpointState standing() throws FailureException {
        return rpc.query(registry, new RegistryCall.Checkpoint(bucket));
    }

    @Test
    void aProviderSaysWhereItIs() throws FailureException {
        assertEquals("", rpc.query(registry, new RegistryCall.Provider(alice.account())));
        for (var endpoint : List.of("http://127.0.0.1:1", "", "x".repeat(100))) {
            alice.run(registry, new RegistryCall.RegisterProvider(endpoint).calldata());
            assertEquals(endpoint, rpc.query(registry, new RegistryCall.Provider(alice.account())));
        }
    }

    @Test
    void aBucketIsItsOpeners() throws FailureException {
        assertEquals(RegistryCall.BucketState.NONE, rpc.query(registry, new RegistryCall.Bucket(bucket)));
        openBucket(5, 3);
        assertEquals(new RegistryCall.BucketState(alice.account(), 3, providers(5)),
                rpc.query(registry, new RegistryCall.Bucket(bucket)));
        var again = new RegistryCall.OpenBucket(bucket, providers(1), 1).calldata();
        alice.refused(new RegistryRefusal.BucketExists(bucket), registry, again);
        actor().refused(new RegistryRefusal.BucketExists(bucket), registry, again);
    }

    @Test
    void aBucketHasDistinctProvidersAndABoundThatCanBeMet() throws FailureException {
        var twice = List.of(keys[0].account(), keys[1].account(), keys[0].account());
        alice.refused(new RegistryRefusal.ProviderRepeated(keys[0].account()), registry,
                new RegistryCall.OpenBucket(bucket, twice, 1).calldata());
        alice.refused(new RegistryRefusal.ProviderZero(), registry,
                new RegistryCall.OpenBucket(bucket, List.of(NOBODY), 1).calldata());
        alice.refused(new RegistryRefusal.MinProvidersOutOfRange(0, 2), registry,
                new RegistryCall.OpenBucket(bucket, providers(2), 0).calldata());
        alice.refused(new RegistryRefusal.MinProvidersOutOfRange(3, 2), registry,
                new RegistryCall.OpenBucket(bucket, providers(2), 3).calldata());
        alice.refused(new RegistryRefusal.MinProvidersOutOfRange(1, 0), registry,
                new RegistryCall.OpenBucket(bucket, List.of(), 1).calldata());
        assertFalse(rpc.query(registry, new RegistryCall.Bucket(bucket)).isOpen());
    }

    @Test
    void theOwnerAddsProviders() throws FailureException {
        var add = new RegistryCall.AddProvider(bucket, keys[4].account()).calldata();
        alice.refused(new RegistryRefusal.BucketUnknown(bucket), registry, add);
        openBucket(4, 3);
        var bob = actor();
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry, add);
        alice.run(registry, add);
        assertEquals(providers(5), rpc.query(registry, new RegistryCall.Bucket(bucket)).providers());
        alice.refused(new RegistryRefusal.ProviderRepeated(keys[4].account()), registry, add);
        alice.refused(new RegistryRefusal.ProviderZero(), registry,
                new RegistryCall.AddProvider(bucket, NOBODY).calldata());
    }

    @Test
    void aCheckpointIsAnchored() throws FailureException {
        openBucket(5, 3);
        assertEquals(CheckpointState.NONE, standing());
        var root = randomHash();
        var receipt = alice.run(registry, submission(root, 0, 7, 4, 0, 2));
        var signers = List.of(keys[4].account(), keys[0].account(), keys[2].account());
        assertEquals(List.of(new RegistryEvent.CheckpointSubmitted(bucket, root, 0, 7, signers).log(registry)),
                receipt.logs());
        var block = rpc.block(BlockTag.at(receipt.block())).orElseThrow();
        assertEquals(new CheckpointState(root, 0, 7, block.number(), block.time().getEpochSecond(), signers),
                standing());
        var next = randomHash();
        alice.run(registry, submission(next, 0, 8, 0, 1, 2, 3, 4));
        assertEquals(next, standing().root());
        assertEquals(providers(5), standing().signers());
        alice.run(registry, submission(root, 8, 1, 3, 2, 1));
        assertEquals(List.of(keys[3].account(), keys[2].account(), keys[1].account()), standing().signers());
    }

    @Test
    void theSameCheckpointAgainChangesNothing() throws FailureException {
        openBucket(5, 3);
        var root = randomHash();
        alice.run(registry, submission(root, 3, 7, 0, 1, 2));
        var before = standing();
        assertEquals(List.of(), alice.run(registry, submission(root, 3, 7, 2, 3, 4)).logs());
        assertEquals(List.of(), alice.run(registry, submission(root, 3, 7, List.of())).logs());
        assertEquals(before, standing());
    }

    @Test
    void onlyTheOwnerSubmits() throws FailureException {
        var root = randomHash();
        alice.refused(new RegistryRefusal.BucketUnknown(bucket), registry, submission(root, 0, 1, 0, 1, 2));
        openBucket(5, 3);
        var bob = actor();
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry, submission(root, 0, 1, 0, 1, 2));
        alice.run(registry, submission(root, 0, 1, 0, 1, 2));
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry, submission(root, 0, 1, 0, 1, 2));
        bob.refused(new RegistryRefusal.NotBucketOwner(bob.account()), registry,
                new RegistryCall.ExtendCheckpoint(bucket, signatures(root, 0, 1, 3)).calldata());
    }

    @Test
    void aCheckpointNeverGoesBack() throws FailureException {
        openBucket(5, 3);
        var root = randomHash();
        alice.refused(new RegistryRefusal.CheckpointEmpty(), registry, submission(root, 0, 0, 0, 1, 2));
        alice.run(registry, submission(root, 5, 5, 0, 1, 2));
        alice.refused(new RegistryRefusal.StartBelowLast(4, 5), registry, submission(root, 4, 20, 0, 1, 2));
        alice.refused(new RegistryRefusal.EndNotAboveLast(9, 10), registry, submission(root, 5, 4, 0, 1, 2));
        alice.refused(new RegistryRefusal.EndNotAboveLast(10, 10), registry, submission(root, 6, 4, 0, 1, 2));
        alice.refused(new RegistryRefusal.EndNotAboveLast(10, 10), registry,
                submission(randomHash(), 5, 5, 0, 1, 2));
        alice.refused(new RegistryRefusal.SequenceOverflow(-1, 1), registry, submission(root, -1, 1, 0, 1, 2));
        alice.refused(new RegistryRefusal.SequenceOverflow(5, -1), registry, submission(root, 5, -1, 0, 1, 2));
        assertEquals(5, standing().count());
        alice.run(registry, submission(root, 5, Long.MAX_VALUE, 0, 1, 2));
        assertEquals(Long.MAX_VALUE, standing().count());
        alice.run(registry, submission(root, 5, -6, 0, 1, 2));
        assertEquals(-6, standing().count());
    }

    @Test
    void signaturesAreOfDistinctProvidersAndEnough() throws FailureException {
        openBucket(4, 3);
        var root = randomHash();
        alice.refused(new RegistryRefusal.TooFewSigners(2, 3), registry, submission(root, 0, 1, 0, 1));
        alice.refused(new RegistryRefusal.TooFewSigners(0, 3), registry, submission(root, 0, 1));
        alice.refused(new RegistryRefusal.SignerRepeated(keys[1].account()), registry,
                submission(root, 0, 1, 0, 1, 1));
        alice.refused(new RegistryRefusal.SignerNotProvider(keys[4].account()), registry,
                submission(root, 0, 1, 0, 1, 2, 4));
        assertEquals(CheckpointState.NONE, standing());
    }

    @Test
    void aMalformedSignatureIsNone() throws FailureException {
        openBucket(5, 3);
        var root = randomHash();
        var good = signatures(root, 0, 1, 0, 1, 2);
        var third = good.get(2).toArray();
        var s = new BigInteger(1, third, 32, 32);
        var highS = Bytes.fromHex(good.get(2).slice(0, 32).hex() + "%064x".formatted(ORDER.subtract(s))
                + (third[64] == 27 ? "1c" : "1b"));
        for (var bad : List.of(Bytes.of(), good.get(2).slice(0, 64), Bytes.fromHex(good.get(2).hex() + "00"),
                Bytes.of(new byte[65]), highS, Bytes.fromHex(good.get(2).slice(0, 64).hex() + "00"),
                Bytes.fromHex(good.get(2).slice(0, 64).hex() + "1d"),
                Bytes.fromHex("00".repeat(32) + good.get(2).slice(32, 65).hex()),
                Bytes.fromHex("ff".repeat(32) + good.get(2).slice(32, 65).hex()))) {
            alice.refused(new RegistryRefusal.SignatureInvalid(2), registry,
                    submission(root, 0, 1, List.of(good.get(0), good.get(1), bad)));
        }
        alice.run(registry, submission(root, 0, 1, good));
    }

    @Test
    void aSignatureIsGoodForItsStateOnly() throws FailureException {
        openBucket(1, 1);
        var root = randomHash();
        var payload = CommitmentDigest.payload(bucket, root, 0, 1);
        for (var other : List.of(digest(root, 0, 2), digest(root, 1, 1), digest(randomHash(), 0, 1),
                CommitmentDigest.of(rpc.chainId(), vault, payload),
                CommitmentDigest.of(new ChainId(rpc.chainId().value() + 1), registry, payload),
                Hashes.keccak256(payload.toArray()))) {
            var signature = keys[0].sign(other).bytes();
            var refused = assertThrows(FailureException.class, () -> rpc.estimateGas(alice.account(), registry,
                    submission(root, 0, 1, List.of(signature))));
            assertInstanceOf(RegistryRefusal.SignerNotProvider.class, Revert.of(refused).orElseThrow());
        }
    }

    @Test
    void lateSignersAreAdded() throws FailureException {
        var extend = new RegistryCall.ExtendCheckpoint(bucket, List.of()).calldata();
        alice.refused(new RegistryRefusal.BucketUnknown(bucket), registry, extend);
        openBucket(4, 2);
        alice.refused(new RegistryRefusal.CheckpointUnknown(bucket), registry, extend);
        var root = randomHash();
        alice.run(registry, submission(root, 0, 3, 0, 1));
        alice.refused(new RegistryRefusal.TooFewSigners(0, 1), registry, extend);
        alice.refused(new RegistryRefusal.SignerRepeated(keys[1].account()), registry, extension(root, 2, 1));
        alice.refused(new RegistryRefusal.SignerRepeated(keys[2].account()), registry, extension(root, 2, 2));
        alice.refused(new RegistryRefusal.SignerNotProvider(keys[4].account()), registry, extension(root, 2, 4));
        alice.refused(new RegistryRefusal.SignatureInvalid(1), registry,
                new RegistryCall.ExtendCheckpoint(bucket,
                        List.of(signatures(root, 0, 3, 2).getFirst(), Bytes.of(new byte[65]))).calldata());
        var receipt = alice.run(registry, extension(root, 3, 2));
        var late = List.of(keys[3].account(), keys[2].account());
        assertEquals(List.of(new RegistryEvent.CheckpointExtended(bucket, root, late).log(registry)), receipt.logs());
        assertEquals(List.of(keys[0].account(), keys[1].account(), keys[3].account(), keys[2].account()),
                standing().signers());
        assertEquals(3, standing().count());
    }

    private Bytes extension(Hash root, int... signers) throws FailureException {
        return new RegistryCall.ExtendCheckpoint(bucket, signatures(root, 0, 3, signers)).calldata();
    }
}
