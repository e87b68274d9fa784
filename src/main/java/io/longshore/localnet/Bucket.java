package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.json.Json;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Hash;
import io.longshore.proof.Hashes;
import io.longshore.proof.Mmr;

/// One bucket of a node: its leaves and their MMR. Each request to commit is one record of its log, forced before it is
/// answered, so that it stands there whole or not at all. For all threads.
final class Bucket implements AutoCloseable {
    /// What it says of itself.
    ///
    /// @param root of the leaves
    /// @param count how many
    record State(Hash root, long count) {}

    /// What came of a request to commit.
    sealed interface Outcome {
        /// The leaves stand there, up to this state.
        record Committed(State state) implements Outcome {}

        /// They do not follow on what stands there.
        record Position(State state) implements Outcome {}
    }

    /// A leaf and how it shows that it stands there.
    record Proven(NodeLeaf leaf, Mmr.Proof proof) {}

    /// A leaf that is to be appended; root and size are right for the chunks.
    record Wanted(Hash dataRoot, ByteCount dataSize, List<Address> chunks) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Stored(String dataRoot, long dataSize, List<String> hashes) {}

    private record Commit(List<Stored> leaves) {}

    private final AppendLog log;
    private final NodeFaults faults;
    private final List<NodeLeaf> leaves;
    private final List<Hash> hashes;
    private final Mmr mmr;
    private int shown;

    private Bucket(Path file, NodeFaults faults) throws IOException {
        this.faults = faults;
        this.leaves = new ArrayList<>();
        this.hashes = new ArrayList<>();
        this.mmr = new Mmr();
        this.log = AppendLog.open(file, record -> Json.read(record, Commit.class).leaves().forEach(this::add));
        this.shown = leaves.size();
    }

    /// Opens the bucket in `file`, or makes it.
    static Bucket open(Path file, NodeFaults faults) throws IOException {
        return new Bucket(file, faults);
    }

    private void add(Stored stored) {
        ByteCount size = new ByteCount(stored.dataSize());
        ByteCount before = leaves.isEmpty() ? ByteCount.ZERO : leaves.getLast().totalSize();
        NodeLeaf leaf = new NodeLeaf(Hash.of(stored.dataRoot()), size, before.plus(size),
                stored.hashes().stream().map(Address::of).toList());
        leaves.add(leaf);
        hashes.add(leaf.hash());
        mmr.append(leaf.hash());
    }

    /// Appends leaves, the first of which is to be number `first`. If they stand there already, answers as it did before.
    synchronized Outcome commit(long first, List<Wanted> wanted) throws IOException {
        if (first == leaves.size()) {
            List<Stored> stored = wanted.stream().map(this::stored).toList();
            log.append(Json.write(new Commit(stored)));
            stored.forEach(this::add);
            return new Outcome.Committed(faults.isLagging() ? state(shown) : catchUp());
        }
        long end = first + wanted.size();
        if (first < leaves.size() && end <= leaves.size() && stand((int) first, wanted)) {
            return new Outcome.Committed(state((int) Math.min(end, shown())));
        }
        return new Outcome.Position(state());
    }

    private Stored stored(Wanted leaf) {
        Hash root = faults.isDiverging() ? Hashes.sha256(leaf.dataRoot().bytes().toArray()) : leaf.dataRoot();
        return new Stored(root.toString(), leaf.dataSize().value(),
                leaf.chunks().stream().map(Address::toString).toList());
    }

    private boolean stand(int first, List<Wanted> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            NodeLeaf there = leaves.get(first + i);
            if (!there.dataRoot().equals(wanted.get(i).dataRoot())
                    || !there.dataSize().equals(wanted.get(i).dataSize())) {
                return false;
            }
        }
        return true;
    }

    /// How many leaves there are, whatever it says.
    synchronized long count() {
        return leaves.size();
    }

    /// Its present state.
    synchronized State state() {
        return state(shown());
    }

    private int shown() {
        return faults.isLagging() ? shown : (int) catchUp().count();
    }

    private State catchUp() {
        shown = leaves.size();
        return new State(mmr.root(), shown);
    }

    private State state(int count) {
        if (count == mmr.count()) {
            return new State(mmr.root(), count);
        }
        Mmr prefix = new Mmr();
        hashes.subList(0, count).forEach(prefix::append);
        return new State(prefix.root(), count);
    }

    /// At most `most` leaves from number `from` on.
    synchronized List<NodeLeaf> leaves(long from, int most) {
        int begin = (int) Math.min(from, shown());
        return List.copyOf(leaves.subList(begin, Math.min(begin + most, shown())));
    }

    /// The proof that leaf number `index` stands in the present state; empty if there is no such leaf.
    synchronized Optional<Proven> prove(long index) {
        return index >= shown()
                ? Optional.empty()
                : Optional.of(new Proven(leaves.get((int) index), Mmr.prove(hashes.subList(0, shown()), index)));
    }

    /// The leaf with that root; empty if there is none.
    synchronized Optional<NodeLeaf> leaf(Hash dataRoot) {
        return leaves.stream().limit(shown()).filter(leaf -> leaf.dataRoot().equals(dataRoot)).findFirst();
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
    }
}
