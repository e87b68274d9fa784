package io.longshore.destination;

import java.time.Duration;
import java.util.List;

import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Commitment;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.proof.Mmr;

/// A provider that keeps an MMR per bucket and signs its root.
public interface Committing {
    /// What it said to a request to commit.
    sealed interface Answer {
        /// The leaves stand there now (or stood there already).
        record Committed(Commitment commitment) implements Answer {}

        /// It lacks chunks of these leaves.
        record ChildrenMissing(List<Address> chunks) implements Answer {}

        /// Its MMR does not continue where the request begins.
        /// @param count how many leaves it has
        /// @param root their root
        record Position(long count, Hash root) implements Answer {}
    }

    /// Asks it to append leaves, the first of which has position `leaves.getFirst().position()`. Idempotent.
    Answer commit(List<Leaf> leaves) throws FailureException;

    /// Its present commitment; *not yet verified*.
    Commitment commitment() throws FailureException;

    /// The same, with no more time than that for everything, whatever the drive's own timeout is.
    Commitment commitment(Duration most) throws FailureException;

    /// How a chunk shows that it stands under a leaf (RFC 6962); *not yet verified*.
    ///
    /// @param chunk the chunk there
    /// @param siblings from the chunk's leaf hash up to the root
    /// @param path for each sibling, whether the node beside it is a right child
    record ChunkProof(Address chunk, List<Hash> siblings, List<Boolean> path) {
        /// Keeps own copies.
        public ChunkProof {
            siblings = List.copyOf(siblings);
            path = List.copyOf(path);
        }
    }

    /// How a leaf shows that it stands in the range; *not yet verified*.
    ///
    /// @param dataRoot the leaf's root
    /// @param dataSize the bytes under it
    /// @param totalSize the bytes under it and all before it
    /// @param proof its way up
    record LeafProof(Hash dataRoot, ByteCount dataSize, ByteCount totalSize, Mmr.Proof proof) {}

    /// Has it show that it keeps the chunk at place `chunk` under a leaf.
    ChunkProof chunkProof(Hash dataRoot, int chunk) throws FailureException;

    /// Has it show that it keeps the leaf at `position`.
    LeafProof leafProof(long position) throws FailureException;

    /// Data roots of its leaves from `from`, up to 1 000.
    List<Hash> leaves(long from) throws FailureException;
}
