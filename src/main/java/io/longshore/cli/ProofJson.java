package io.longshore.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.longshore.model.Account;
import io.longshore.model.Checkpoint;
import io.longshore.model.ExportedProof;
import io.longshore.model.VerifiedProof;

/// What `--json` prints of proofs. The keys are stable.
final class ProofJson {
    private ProofJson() {}

    /// A proof that was written.
    static Map<String, @Nullable Object> exported(ExportedProof proof) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("path", proof.file().toString());
        fields.put("root", proof.checkpoint().root().toString());
        fields.put("leaf_count", proof.checkpoint().count());
        fields.put("tx", proof.checkpoint().transaction().toString());
        fields.put("block", proof.checkpoint().block());
        fields.put("leaves", proof.leaves());
        fields.put("chunks", proof.chunks());
        return fields;
    }

    /// A proof that holds.
    static Map<String, @Nullable Object> verified(Path file, VerifiedProof proof) {
        Checkpoint checkpoint = proof.checkpoint();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("path", file.toString());
        fields.put("handle", proof.handle().toString());
        fields.put("chain_id", proof.chain().value());
        fields.put("registry", proof.registry().toString());
        fields.put("bucket_id", checkpoint.bucket().value());
        fields.put("root", checkpoint.root().toString());
        fields.put("leaf_count", checkpoint.count());
        fields.put("tx", checkpoint.transaction().toString());
        fields.put("block", checkpoint.block());
        fields.put("block_time", checkpoint.at().getEpochSecond());
        fields.put("signers", signers(proof.signers()));
        fields.put("leaves", proof.leaves());
        fields.put("chunks", proof.chunks());
        fields.put("leaf_bytes", proof.bytes().value());
        fields.put("chain", proof.onChain().map(ProofJson::chain).orElse(null));
        return fields;
    }

    private static List<Map<String, Object>> signers(List<VerifiedProof.Signer> signers) {
        return signers.stream().map(signer -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("provider_id", signer.provider().toString());
            fields.put("scheme", signer.scheme().word());
            return fields;
        }).toList();
    }

    private static Map<String, Object> chain(VerifiedProof.OnChain chain) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("providers", chain.providers());
        fields.put("required", chain.required());
        fields.put("signers", chain.signers().stream().map(Account::toString).toList());
        fields.put("newest", chain.stands());
        return fields;
    }
}
