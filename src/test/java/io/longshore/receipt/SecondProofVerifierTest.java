package io.longshore.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.VerifiedProof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Holds the Java verifier against `verify-proof.mjs`, which has nothing but the format and Node's own crypto.
class SecondProofVerifierTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireNode() throws Exception {
        assumeTrue(isThere(), "skipped: there is no node to run the second verifier");
    }

    /// Whether there is a node to run it.
    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void bothFindTheSame() throws Exception {
        Path proof = Proven.write(folder.resolve("proof"));
        VerifiedProof ours = ProofVerification.of(proof);
        JsonNode theirs = Json.tree(Files.readAllBytes(run(proof, 0)));
        assertEquals(ours.leaves(), theirs.required("leaves").longValue());
        assertEquals(ours.chunks(), theirs.required("chunks").longValue());
        assertEquals(ours.bytes().value(), theirs.required("bytes").longValue());
        assertEquals(ours.checkpoint().signers().stream().map(Object::toString).toList(),
                theirs.required("signers").valueStream().map(JsonNode::stringValue).toList());
    }

    @Test
    void bothRefuseTheSame() throws Exception {
        Path proof = Proven.write(folder.resolve("proof"));
        refused(Proven.forged(proof, folder.resolve("chain"), 0, line -> line.put("chain_id", 1)));
        refused(Proven.forged(proof, folder.resolve("count"), 0, line -> line.put("leaf_count", 13)));
        refused(Proven.forged(proof, folder.resolve("ecdsa"), 3, line -> line.put("scheme", "eth")));
        refused(Proven.forged(proof, folder.resolve("ed25519"), 4,
                line -> line.put("provider_id", Proven.provider(0).toString())));
        refused(Proven.forged(proof, folder.resolve("size"), 5, line -> line.put("data_size", 1)));
    }

    private void refused(Path proof) throws Exception {
        run(proof, 1);
    }

    private Path run(Path proof, int expected) throws Exception {
        Path script = Path.of(SecondProofVerifierTest.class.getResource("/verify-proof.mjs").toURI());
        Path said = folder.resolve(proof.getFileName() + ".said");
        Process process = new ProcessBuilder("node", script.toString(), proof.toString()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "node does not end");
            String words = Files.readString(said);
            assertEquals(expected, process.exitValue(), words);
            assertNotEquals("", words);
        } finally {
            process.destroyForcibly();
        }
        return said;
    }
}
