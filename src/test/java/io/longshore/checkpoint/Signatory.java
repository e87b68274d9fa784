package io.longshore.checkpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.destination.Committing;
import io.longshore.destination.Destination;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.destination.Terms;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.ChainId;
import io.longshore.model.Commitment;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.ProviderId;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.CommitmentKey;
import io.longshore.proof.Mmr;
import io.longshore.proof.SigningKey;

/// A provider that does nothing but commit, and misbehaves when told to.
class Signatory implements Provider, Committing {
    static final ChainId CHAIN = new ChainId((1L << 40) + 7);
    static final Account REGISTRY = Account.of("0x" + "44".repeat(20));
    static final BucketId BUCKET = new BucketId(7);

    final Set<Address> lacking = new HashSet<>();
    boolean down;
    /// Does not say that it is there.
    boolean unwell;
    boolean lagging;
    /// Signs with another provider's key.
    boolean forging;
    /// How it signs.
    CommitmentScheme scheme = CommitmentScheme.LSH1;
    /// Says that it lacks what it was given.
    boolean forgetful;
    int commits;
    private final SigningKey key;
    final List<Hash> leaves = new ArrayList<>();

    Signatory(int number) {
        this.key = key(number);
    }

    static SigningKey key(int number) {
        byte[] secret = new byte[SigningKey.SIZE];
        secret[31] = (byte) (number + 1);
        return SigningKey.of(secret);
    }

    static List<Signatory> five() {
        List<Signatory> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(new Signatory(i));
        }
        return five;
    }

    /// Appends a leaf of its own making.
    synchronized void diverge() {
        leaves.add(Hash.of("0x" + "ee".repeat(32)));
    }

    synchronized int count() {
        return leaves.size();
    }

    private void enter() throws FailureException {
        if (down) {
            throw new FailureException(new Failure.Unavailable(endpoint(), "told to be down", Optional.empty()));
        }
    }

    @Override
    public synchronized Answer commit(List<Leaf> wanted) throws FailureException {
        enter();
        commits++;
        long first = wanted.getFirst().position();
        List<Hash> hashes = wanted.stream().map(Signatory::hash).toList();
        if (first == leaves.size()) {
            List<Address> missing = wanted.stream().flatMap(leaf -> leaf.addresses().stream())
                    .filter(lacking::contains).toList();
            if (!missing.isEmpty()) {
                return new Answer.ChildrenMissing(missing);
            }
            if (!lagging) {
                leaves.addAll(hashes);
            }
            return new Answer.Committed(signed());
        }
        boolean same = first + wanted.size() <= leaves.size()
                && leaves.subList((int) first, (int) first + wanted.size()).equals(hashes);
        return same ? new Answer.Committed(signed()) : new Answer.Position(leaves.size(), mmr().root());
    }

    private static Hash hash(Leaf leaf) {
        return Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize());
    }

    private Mmr mmr() {
        Mmr mmr = new Mmr();
        leaves.forEach(mmr::append);
        return mmr;
    }

    private Commitment signed() {
        Hash root = mmr().root();
        SigningKey signer = forging ? key(99) : key;
        return new Commitment(id(), BUCKET, root, 0, leaves.size(), CommitmentKey.of(signer, scheme).sign(CHAIN,
                REGISTRY, CommitmentDigest.payload(BUCKET, root, 0, leaves.size())));
    }

    @Override
    public synchronized Commitment commitment() throws FailureException {
        enter();
        return signed();
    }

    @Override
    public Commitment commitment(Duration most) throws FailureException {
        return commitment();
    }

    @Override
    public synchronized List<Hash> leaves(long from) {
        return List.copyOf(leaves.subList((int) from, leaves.size()));
    }

    @Override
    public ChunkProof chunkProof(Hash dataRoot, int chunk) throws FailureException {
        throw new FailureException(new Failure.NotFound("chunk " + chunk));
    }

    @Override
    public LeafProof leafProof(long position) throws FailureException {
        throw new FailureException(new Failure.NotFound("leaf " + position));
    }

    /// It gets chunks.
    synchronized void give(List<Address> chunks) {
        if (!forgetful) {
            lacking.removeAll(chunks);
        }
    }

    @Override
    public ProviderId id() {
        return new ProviderId(key.account());
    }

    @Override
    public String endpoint() {
        return "signatory " + id();
    }

    @Override
    public void probe(Duration most) throws FailureException {
        if (unwell) {
            throw new FailureException(new Failure.Unavailable(endpoint(), "told to be unwell", Optional.empty()));
        }
        enter();
    }

    @Override
    public Set<Address> missing(Collection<Address> chunks) {
        return Set.of();
    }

    @Override
    public void put(Address address, byte[] sealed, int length, Runnable progress) {
        give(List.of(address));
    }

    @Override
    public byte[] get(Address address, ByteCount most) throws FailureException {
        throw new FailureException(new Failure.NotFound("chunk " + address));
    }

    @Override
    public Optional<Paid> paid() {
        return Optional.empty();
    }

    @Override
    public Optional<Committing> committing() {
        return Optional.of(this);
    }

    /// A destination of these.
    static Destination destination(List<Signatory> signatories) {
        return new Destination() {
            @Override
            public DestinationKind kind() {
                return DestinationKind.NETWORK;
            }

            @Override
            public ByteCount maxChunk() {
                return ByteCount.mebibytes(4);
            }

            @Override
            public List<Provider> providers() {
                return List.copyOf(signatories);
            }

            @Override
            public Optional<Terms> terms() {
                return Optional.empty();
            }

            @Override
            public void refresh() {
                // They are where they are.
            }
        };
    }
}
