package io.longshore.receipt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

import io.longshore.model.CheckpointProof;
import io.longshore.model.Commitment;
import io.longshore.model.ExportedProof;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProvenLeaf;
import io.longshore.proof.Hashes;

/// Writes the proof that a checkpoint covers a file (`src/docs/format.md` 7), leaf by leaf.
public final class ProofExport {
    private final OutputStream out;
    private long leaves;
    private long chunks;

    private ProofExport(OutputStream out) {
        this.out = out;
    }

    /// Where the leaves come from.
    public interface Leaves {
        /// Hands all of them over, in order.
        void to(Sink sink) throws FailureException;
    }

    /// Takes a leaf.
    public interface Sink {
        /// Takes the next.
        /// @throws FailureException if the disk refuses
        void take(ProvenLeaf leaf) throws FailureException;
    }

    /// Writes a proof, under a temporary name first, forced and moved.
    /// @param target where it goes
    /// @param overwrite whether a file that stands there is replaced
    /// @throws FailureException `Exists`; `LocalFailure` if the disk refuses; what `source` throws
    public static ExportedProof write(CheckpointProof head, Leaves source, Path target, boolean overwrite)
            throws FailureException {
        if (!overwrite && Files.exists(target)) {
            throw new FailureException(new Failure.Exists(target));
        }
        try {
            return NewFile.put(target, overwrite, out -> {
                MessageDigest digest = Hashes.sha256();
                ProofExport export = new ProofExport(new DigestOutputStream(out, digest));
                export.run(head, source);
                NewFile.line(out, ProofLines.end(export.leaves, export.chunks, Hash.of(digest.digest())));
                return new ExportedProof(target, head.checkpoint(), export.leaves, export.chunks);
            });
        } catch (FileAlreadyExistsException e) {
            throw new FailureException(new Failure.Exists(target), e);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static FailureException failure(Path target, IOException e) {
        return new FailureException(new Failure.LocalFailure(target.toString(), "not exported: " + e.getMessage()), e);
    }

    private void run(CheckpointProof head, Leaves source) throws IOException, FailureException {
        NewFile.line(out, ProofLines.head(head));
        for (Commitment commitment : head.commitments()) {
            NewFile.line(out, ProofLines.commitment(commitment));
        }
        source.to(leaf -> {
            try {
                NewFile.line(out, ProofLines.leaf(leaf));
            } catch (IOException e) {
                throw new FailureException(new Failure.LocalFailure("proof", "not written: " + e.getMessage()), e);
            }
            leaves++;
            chunks += leaf.chunks().size();
        });
    }
}
