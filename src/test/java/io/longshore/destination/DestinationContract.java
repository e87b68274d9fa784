package io.longshore.destination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.Quote;
import io.longshore.model.WaveId;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.CommitmentSigner;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;
import io.longshore.proof.PriceCurve;
import io.longshore.proof.QuoteDigest;
import io.longshore.proof.Recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What every destination promises, whatever its kind. A kind's test extends it and says what is tested; promises about a
/// power that a kind does not have are skipped. Addresses are SHA-256.
public abstract class DestinationContract {
    private static final long SEED = 20261121;
    private static final DriveId DRIVE = DriveId.of("0x000102030405060708090a0b0c0d0e0f");

    private final RandomGenerator random = new SplittableRandom(SEED);

    /// The destination, empty at the beginning of every test.
    protected abstract Destination destination();

    /// Does what must be done before these chunks are taken; nothing where nothing is paid.
    protected abstract void pay(Collection<Address> chunks) throws FailureException;

    private Provider provider() {
        return destination().providers().getFirst();
    }

    private Committing committing() {
        Assumptions.assumeTrue(provider().committing().isPresent(), "this kind of destination does not commit");
        return provider().committing().orElseThrow();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Address address(byte[] bytes) {
        return new Address(Hashes.sha256(bytes).bytes());
    }

    private Address put(byte[] bytes) throws FailureException {
        Address address = address(bytes);
        pay(List.of(address));
        provider().put(address, bytes, bytes.length, () -> {});
        return address;
    }

    private static Failure failure(Executable call) {
        return assertThrows(FailureException.class, call).failure();
    }

    @Test
    void hasAMajorityOfProvidersInAFixedOrder() {
        List<Provider> providers = destination().providers();
        assertEquals(providers, destination().providers());
        assertEquals(providers.size(), providers.stream().map(Provider::id).distinct().count());
        assertTrue(destination().majority() * 2 > providers.size());
    }

    @Test
    void givesBackWhatItWasSent() throws FailureException {
        byte[] buffer = bytes(200_100);
        byte[] sealed = Arrays.copyOf(buffer, 200_000);
        Address address = address(sealed);
        pay(List.of(address));
        for (Provider provider : destination().providers()) {
            AtomicInteger told = new AtomicInteger();
            provider.put(address, buffer, sealed.length, told::incrementAndGet);
            assertEquals(1, told.get());
            assertArrayEquals(sealed, provider.get(address, new ByteCount(sealed.length)));
        }
    }

    @Test
    void takesAChunkOfOneByteAndTheLargest() throws FailureException {
        for (int length : new int[]{1, (int) destination().maxChunk().value()}) {
            byte[] sealed = bytes(length);
            assertArrayEquals(sealed, provider().get(put(sealed), destination().maxChunk()));
        }
    }

    @Test
    void takesTheSameChunkAgain() throws FailureException {
        byte[] sealed = bytes(1_000);
        assertEquals(put(sealed), put(sealed));
        assertArrayEquals(sealed, provider().get(address(sealed), new ByteCount(1_000)));
    }

    @Test
    void namesWhatIsMissing() throws FailureException {
        Address there = put(bytes(10));
        Address missing = address(bytes(11));
        assertEquals(Set.of(missing), provider().missing(List.of(there, missing)));
        assertEquals(Set.of(), provider().missing(List.of(there)));
        assertEquals(Set.of(), provider().missing(List.of()));
    }

    @Test
    void doesNotFindWhatItWasNeverSent() {
        assertInstanceOf(Failure.NotFound.class, failure(() -> provider().get(address(bytes(9)), new ByteCount(9))));
    }

    @Test
    void refusesBytesOfAnotherAddress() throws FailureException {
        byte[] sealed = bytes(70_000);
        Address address = address(sealed);
        pay(List.of(address));
        byte[] wrong = sealed.clone();
        wrong[69_999] ^= 1;
        Failure failure = failure(() -> provider().put(address, wrong, wrong.length, () -> {}));
        assertTrue(failure instanceof Failure.Corrupt || failure instanceof Failure.Refused, failure::toString);
        assertEquals(Set.of(address), provider().missing(List.of(address)));
        provider().put(address, sealed, sealed.length, () -> {});
        assertArrayEquals(sealed, provider().get(address, new ByteCount(70_000)));
    }

    @Test
    void refusesAChunkThatIsTooLarge() throws FailureException {
        byte[] sealed = bytes((int) destination().maxChunk().value() + 1);
        pay(List.of(address(sealed)));
        assertInstanceOf(Failure.Refused.class,
                failure(() -> provider().put(address(sealed), sealed, sealed.length, () -> {})));
    }

    @Test
    void readsNoMoreThanItIsAllowed() throws FailureException {
        Address address = put(bytes(1_001));
        assertInstanceOf(Failure.Corrupt.class, failure(() -> provider().get(address, new ByteCount(1_000))));
    }

    @Test
    void takesOneChunkFromManyAtOnce() throws Exception {
        byte[] sealed = bytes(100_000);
        Address address = address(sealed);
        pay(List.of(address));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> puts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                puts.add(threads.submit(() -> {
                    provider().put(address, sealed, sealed.length, () -> {});
                    return null;
                }));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        }
        assertArrayEquals(sealed, provider().get(address, new ByteCount(100_000)));
    }

    @Test
    void wantsToBePaid() {
        Assumptions.assumeTrue(provider().paid().isPresent(), "this kind of destination is not paid by the chunk");
        byte[] sealed = bytes(100_000);
        assertInstanceOf(Failure.Unpaid.class,
                failure(() -> provider().put(address(sealed), sealed, sealed.length, () -> {})));
    }

    @Test
    void quotesWhatItDoesNotHave() throws FailureException {
        Assumptions.assumeTrue(provider().paid().isPresent(), "this kind of destination is not paid by the chunk");
        Terms terms = destination().terms().orElseThrow();
        Address there = put(bytes(10));
        Address wanted = address(bytes(11));
        Paid.Quotes quotes = provider().paid().orElseThrow().quotes(List.of(there, wanted));
        assertEquals(Set.of(there), quotes.stored());
        assertEquals(Set.of(wanted), quotes.quotes().keySet());
        Quote quote = quotes.quotes().get(wanted);
        assertEquals(PriceCurve.at(quote.records()), quote.price());
        assertEquals(QuoteDigest.of(terms.chain(), terms.vault(), terms.bucket(), wanted, quote.timestamp(),
                quote.price(), quote.records(), quote.rewards(), provider().id()), quote.hash());
        assertEquals(provider().id().account(), Recovery.signer(quote.hash(), quote.signature()).orElseThrow());
    }

    private List<Leaf> leaves(int first, List<List<byte[]>> chunks) {
        List<Leaf> leaves = new ArrayList<>();
        ByteCount total = ByteCount.ZERO;
        for (List<byte[]> leaf : chunks) {
            List<Address> addresses = leaf.stream().map(DestinationContract::address).toList();
            ByteCount size = new ByteCount(leaf.stream().mapToLong(chunk -> chunk.length).sum());
            total = total.plus(size);
            leaves.add(new Leaf(DRIVE, first + leaves.size(), new WaveId(first + leaves.size() + 1L),
                    IntStream.range(0, leaf.size()).boxed().toList(), addresses, MerkleTree.dataRoot(addresses), size,
                    total));
        }
        return leaves;
    }

    private static Hash root(List<Leaf> leaves) {
        Mmr mmr = new Mmr();
        leaves.forEach(leaf -> mmr.append(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize())));
        return mmr.root();
    }

    private void assertSigned(List<Leaf> leaves, Commitment commitment) {
        Terms terms = destination().terms().orElseThrow();
        assertEquals(leaves.size(), commitment.count());
        assertEquals(root(leaves), commitment.root());
        assertEquals(provider().id(), commitment.provider());
        Bytes payload = CommitmentDigest.payload(terms.bucket(), commitment.root(), commitment.start(),
                commitment.count());
        assertEquals(provider().id().account(), CommitmentSigner.of(commitment.signature(), terms.chain(),
                terms.registry(), payload).orElseThrow());
    }

    private static Commitment committed(Committing.Answer answer) {
        return assertInstanceOf(Committing.Answer.Committed.class, answer).commitment();
    }

    @Test
    void commitsInOrderAndOnlyOnce() throws FailureException {
        Committing committing = committing();
        assertSigned(List.of(), committing.commitment());
        List<List<byte[]>> chunks = List.of(List.of(bytes(10), bytes(20)), List.of(bytes(30)), List.of(bytes(40)));
        for (List<byte[]> leaf : chunks) {
            for (byte[] chunk : leaf) {
                put(chunk);
            }
        }
        List<Leaf> all = leaves(0, chunks);
        assertSigned(all.subList(0, 2), committed(committing.commit(all.subList(0, 2))));
        assertSigned(all.subList(0, 2), committed(committing.commit(all.subList(0, 2))));
        assertSigned(all, committed(committing.commit(all.subList(2, 3))));
        assertSigned(all.subList(0, 2), committed(committing.commit(all.subList(0, 2))));
        assertSigned(all, committing.commitment());
        assertEquals(all.stream().map(Leaf::dataRoot).toList(), committing.leaves(0));
        assertEquals(all.subList(2, 3).stream().map(Leaf::dataRoot).toList(), committing.leaves(2));
        assertEquals(List.of(), committing.leaves(3));
    }

    @Test
    void saysWhereItStandsWhenLeavesDoNotFollow() throws FailureException {
        Committing committing = committing();
        byte[] chunk = bytes(10);
        byte[] other = bytes(20);
        put(chunk);
        put(other);
        List<Leaf> first = leaves(0, List.of(List.of(chunk)));
        assertEquals(new Committing.Answer.Position(0, Mmr.EMPTY),
                committing.commit(leaves(1, List.of(List.of(chunk)))));
        committed(committing.commit(first));
        assertEquals(new Committing.Answer.Position(1, root(first)),
                committing.commit(leaves(0, List.of(List.of(other)))));
        assertEquals(new Committing.Answer.Position(1, root(first)),
                committing.commit(leaves(0, List.of(List.of(chunk), List.of(other)))));
        assertEquals(new Committing.Answer.Position(1, root(first)),
                committing.commit(leaves(2, List.of(List.of(other)))));
        assertSigned(first, committing.commitment());
    }

    @Test
    void namesTheChunksOfALeafThatItLacks() throws FailureException {
        Committing committing = committing();
        byte[] chunk = bytes(10);
        byte[] lacking = bytes(20);
        put(chunk);
        assertEquals(new Committing.Answer.ChildrenMissing(List.of(address(lacking))),
                committing.commit(leaves(0, List.of(List.of(chunk, lacking)))));
        assertSigned(List.of(), committing.commitment());
    }
}
