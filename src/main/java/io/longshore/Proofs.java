package io.longshore;

import java.nio.file.Path;

import io.longshore.checkpoint.Evidence;
import io.longshore.ledger.Ledger;
import io.longshore.model.ExportedProof;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.receipt.ProofExport;

/// Writes proofs that checkpoints cover files, from what is durable. For all threads.
///
/// @param records what is durable
record Proofs(Evidence.Records records) {
    /// From a data folder's own.
    static Proofs of(Ledger ledger) {
        return new Proofs(new Evidence.Records(ledger.evidence(), ledger.uploads(), ledger.waves(), ledger.leaves()));
    }

    /// As [Checkpoints#export].
    ExportedProof export(Handle handle, Path file, boolean overwrite) throws FailureException {
        Evidence evidence = Evidence.of(handle, records);
        return ProofExport.write(evidence.head(), sink -> evidence.leaves(sink::take), file, overwrite);
    }
}
