package io.longshore.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;

import io.longshore.chain.Rpc;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.CheckpointProof;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProvenLeaf;
import io.longshore.model.ProviderId;
import io.longshore.model.VerifiedProof;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.CommitmentSigner;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;

/// Verifies from its bytes alone that a checkpoint covers a file (`src/docs/format.md` 7), and by a chain where one is given:
/// it needs no data folder and no key. It stops at the first thing that is wrong, and keeps one line in memory.
public final class ProofVerification {
    /// No line of ours is nearly as long; a leaf of 64 chunks has 40 KB.
    private static final int LONGEST = 1 << 22;

    /// No leaf of ours has nearly as many chunks; a wave has 64.
    private static final int WIDEST = 1 << 16;

    /// The contract takes up to 255 signers at least; nobody has as many providers.
    private static final int MOST_SIGNERS = 1_000;

    private final Lines lines;
    private final CheckpointProof head;
    private final Map<ProviderId, Commitment> commitments = new LinkedHashMap<>();
    private long leaves;
    private long chunks;
    private long bytes;
    private long nextPosition;
    private long total;
    private boolean begins;
    private boolean ended;

    private ProofVerification(Lines lines, CheckpointProof head) {
        this.lines = lines;
        this.head = head;
    }

    /// Verifies a proof without asking anybody.
    /// @throws FailureException `Corrupt` with the first line that is wrong, and why; `Unsupported` if a newer version wrote it;
    ///         `LocalFailure` if the file cannot be read
    public static VerifiedProof of(Path file) throws FailureException {
        try (InputStream in = Files.newInputStream(file)) {
            Lines lines = new Lines(in, LONGEST);
            try {
                return run(lines);
            } catch (Newer e) {
                throw new FailureException(
                        new Failure.Unsupported(file + ", written by a newer Longshore: " + e.getMessage()), e);
            } catch (IllegalArgumentException | ArithmeticException | JacksonException | Json.Malformed
                    | DateTimeException e) {
                throw new FailureException(
                        new Failure.Corrupt(file.toString(), "line " + lines.number() + ": " + e.getMessage()), e);
            }
        } catch (IOException e) {
            throw new FailureException(
                    new Failure.LocalFailure(file.toString(), "cannot be read: " + e.getMessage()), e);
        }
    }

    /// Verifies a proof, and asks a chain about the checkpoint.
    /// @throws FailureException as [#of(Path)], and `Unavailable` if the chain does not answer
    public static VerifiedProof of(Path file, Rpc chain) throws FailureException {
        VerifiedProof verified = of(file);
        try {
            return verified.with(new ProofWitness(chain).confirm(verified));
        } catch (IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt(file.toString(), e.getMessage()), e);
        }
    }

    private static VerifiedProof run(Lines lines) throws IOException {
        Rule.holds(lines.next(), "it is empty");
        CheckpointProof head = ProofLines.head(Fields.of(lines.line()));
        Rule.holds(lines.is(ProofLines.head(head)), "it is no head in the form of version 1");
        ProofVerification verification = new ProofVerification(lines, head);
        verification.head();
        while (lines.next()) {
            Rule.holds(!verification.ended, "something stands behind the end");
            verification.line();
        }
        Rule.holds(!lines.isTorn(), "it is cut off");
        Rule.holds(verification.ended, "the line that ends a proof is missing");
        return verification.verified();
    }

    /// A range begins with 0 in this format. Its root is made of its peaks, of which there are as many as its count has one-bits.
    private void head() {
        Checkpoint checkpoint = head.checkpoint();
        Rule.holds(checkpoint.start() == 0, "it is about a range that begins with %s", checkpoint.start());
        Rule.holds(checkpoint.count() > 0, "it is about no leaves");
        Rule.holds(Mmr.of(checkpoint.count(), head.peaks()).root().equals(checkpoint.root()),
                "its peaks do not make its root");
    }

    private void line() {
        Fields fields = Fields.of(lines.line());
        switch (fields.text("type")) {
            case "commitment" -> commitment(fields);
            case "leaf" -> leaf(fields);
            case "end" -> end();
            case String other -> throw new Newer("lines of type " + other);
        }
    }

    private void commitment(Fields fields) {
        Rule.holds(leaves == 0, "it stands behind leaves");
        Commitment commitment = ProofLines.commitment(fields, head.checkpoint());
        Rule.holds(lines.is(ProofLines.commitment(commitment)), "it is no commitment in the form of version 1");
        Optional<Account> signer = CommitmentSigner.of(commitment.signature(), head.chain(), head.registry(),
                CommitmentDigest.payload(commitment.bucket(), commitment.root(), commitment.start(),
                        commitment.count()));
        Rule.holds(signer.equals(Optional.of(commitment.provider().account())),
                "it is not the signature of %s over this checkpoint", commitment.provider());
        Rule.holds(commitments.put(commitment.provider(), commitment) == null, "%s signed before",
                commitment.provider());
        Rule.holds(commitments.size() <= MOST_SIGNERS, "there are more signers than any bucket has");
    }

    private void leaf(Fields fields) {
        ProvenLeaf leaf = ProofLines.leaf(fields);
        Rule.holds(lines.is(ProofLines.leaf(leaf)), "it is no leaf in the form of version 1");
        Checkpoint checkpoint = head.checkpoint();
        long position = leaf.position();
        Rule.holds(position >= nextPosition && position < checkpoint.count(),
                "leaf %s does not follow, or is not there",
                position);
        Hash hash = Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize());
        Rule.holds(Mmr.verify(checkpoint.root(), hash, position, checkpoint.count(), new Mmr.Proof(head.peaks(),
                leaf.siblings(), Mmr.directions(position, checkpoint.count()))),
                "leaf %s does not stand under the root", position);
        nextPosition = position + 1;
        Rule.holds(leaf.totalSize().value() >= Math.addExact(total, leaf.dataSize().value()),
                "the sizes up to leaf %s do not add up", position);
        total = leaf.totalSize().value();
        bytes += leaf.dataSize().value();
        leaves++;
        chunks(leaf);
    }

    private void chunks(ProvenLeaf leaf) {
        Rule.holds(leaf.width() <= WIDEST, "leaf %s has too many chunks", leaf.position());
        Rule.holds(!leaf.chunks().isEmpty(), "leaf %s has nothing of the file", leaf.position());
        int next = 0;
        for (ProvenLeaf.Chunk chunk : leaf.chunks()) {
            Rule.holds(chunk.index() >= next && chunk.index() < leaf.width(),
                    "chunk %s does not follow, or is not there", chunk.index());
            Rule.holds(MerkleTree.verify(leaf.dataRoot(), MerkleTree.leaf(chunk.address().bytes().toArray()),
                    chunk.index(), leaf.width(), chunk.siblings()),
                    "chunk %s does not stand under leaf %s", chunk.address(), leaf.position());
            begins |= chunk.address().equals(head.handle().root());
            next = chunk.index() + 1;
            chunks++;
        }
    }

    private void end() {
        Rule.holds(lines.is(ProofLines.end(leaves, chunks, lines.digestBefore())),
                "it does not end what stands before it");
        Rule.holds(!commitments.isEmpty(), "nobody signed");
        Rule.holds(begins, "the object that the handle names is not among the chunks");
        ended = true;
    }

    private VerifiedProof verified() {
        Checkpoint said = head.checkpoint();
        List<VerifiedProof.Signer> signers = commitments.values().stream()
                .map(signed -> new VerifiedProof.Signer(signed.provider(), signed.signature().scheme())).toList();
        Checkpoint checkpoint = said.with(List.copyOf(commitments.keySet()));
        return new VerifiedProof(head.chain(), head.registry(), checkpoint, signers, head.handle(), leaves, chunks,
                new ByteCount(bytes), Optional.empty());
    }
}
