package io.longshore.receipt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.Seeds;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Signature;
import io.longshore.model.VerifiedProof;
import io.longshore.proof.CommitmentDigest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ForgedProofTest {
    /// The first commitment, the last one, which is by Ed25519, and the leaves.
    private static final int SIGNED = 1;
    private static final int ED25519 = 4;
    private static final int LEAF = 5;
    private static final int LAST_LEAF = 7;

    @TempDir
    private Path folder;

    private Path proof;

    @BeforeEach
    void write() throws FailureException {
        proof = Proven.write(folder.resolve("proof"));
    }

    @Test
    void theGoodOneHolds() throws FailureException {
        VerifiedProof verified = ProofVerification.of(proof);
        assertEquals(Proven.CHAIN, verified.chain());
        assertEquals(Proven.REGISTRY, verified.registry());
        assertEquals(Proven.LEAVES, verified.checkpoint().count());
        assertEquals(Proven.head().checkpoint().root(), verified.checkpoint().root());
        assertEquals(Proven.head().handle(), verified.handle());
        assertEquals(List.of(CommitmentScheme.values()),
                verified.signers().stream().map(VerifiedProof.Signer::scheme).toList());
        assertEquals(verified.checkpoint().signers(),
                verified.signers().stream().map(VerifiedProof.Signer::provider).toList());
        assertEquals(3, verified.leaves());
        assertEquals(4, verified.chunks());
        assertEquals(4000 + 5000 + 5000, verified.bytes().value());
        assertTrue(verified.onChain().isEmpty());
    }

    /// `src/docs/format.md` 7 describes it: a proof of version 1 stays good.
    @Test
    void theVectorIsTheSameBytes() throws Exception {
        Path vector = Path.of(ForgedProofTest.class.getResource("/vectors/proof-v1.jsonl").toURI());
        assertArrayEquals(Files.readAllBytes(vector), Files.readAllBytes(proof));
    }

    @Test
    void everyChangeOfABitIsFoundAndEveryCut() throws IOException {
        byte[] good = Files.readAllBytes(proof);
        Seeds.check(80, random -> {
            byte[] bad = good.clone();
            bad[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
            assertRefused(Files.write(folder.resolve("bad"), bad));
            assertRefused(Files.write(folder.resolve("cut"), Arrays.copyOf(good, random.nextInt(good.length))));
        });
    }

    @Test
    void everyLineIsHeldByTheOthers() throws IOException {
        List<String> lines = Files.readAllLines(proof);
        for (int at = 0; at < lines.size(); at++) {
            List<String> dropped = new ArrayList<>(lines);
            dropped.remove(at);
            assertRefused(write(dropped));
            List<String> repeated = new ArrayList<>(lines);
            repeated.add(at, lines.get(at));
            assertRefused(write(repeated));
            if (at > 0) {
                List<String> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, at - 1, at);
                assertRefused(write(swapped));
            }
        }
    }

    /// Who can end the lines anew can leave signers and leaves out, but not the one where the file begins, and not all signers.
    @Test
    void whatIsLeftOutIsSeenWhereItMatters() throws Exception {
        VerifiedProof fewer = ProofVerification.of(Proven.forged(proof, folder.resolve("fewer"), lines -> {
            lines.remove(LEAF);
            lines.remove(SIGNED);
            return lines;
        }));
        assertEquals(3, fewer.signers().size());
        assertEquals(3, fewer.chunks());
        assertWrong("the handle names", lines -> lines.remove(LAST_LEAF));
        assertWrong("nobody signed", lines -> lines.subList(SIGNED, ED25519 + 1).clear());
    }

    @Test
    void signersAreDistinctAndSignedThis() throws IOException {
        assertWrong("signed before", lines -> lines.add(SIGNED, lines.get(SIGNED).deepCopy()));
        assertWrong("is not the signature of", SIGNED,
                line -> line.put("provider_id", Proven.provider(9).toString()));
        assertWrong("is not the signature of", SIGNED, line -> line.put("scheme", "eth"));
        assertWrong("is not the signature of", SIGNED, line -> line.put("signature", "0x" + "00".repeat(65)));
        assertWrong("has 64 bytes", SIGNED, line -> line.put("signature", "0x" + "00".repeat(64)));
        assertWrong("has 31 bytes", ED25519, line -> line.put("commitment_key", "0x" + "00".repeat(31)));
        assertWrong("is not the signature of", ED25519, line -> line.put("commitment_key_signature",
                Proven.key(9).sign(Proven.head().checkpoint().root()).toString()));
        Signature elsewhere = Proven.key(0).sign(CommitmentDigest.of(Proven.CHAIN, Proven.provider(1).account(),
                CommitmentDigest.payload(Proven.BUCKET, Proven.head().checkpoint().root(), 0, Proven.LEAVES)));
        assertWrong("is not the signature of", SIGNED, line -> line.put("signature", elsewhere.toString()));
        assertWrong("stands behind leaves", lines -> lines.add(lines.remove(SIGNED)));
    }

    @Test
    void theStateIsTheOneThatWasSigned() throws IOException {
        assertWrong("is not the signature of", 0, line -> line.put("chain_id", 1));
        assertWrong("is not the signature of", 0, line -> line.put("registry", Proven.provider(0).toString()));
        assertWrong("is not the signature of", 0, line -> line.put("bucket_id", 8));
        assertWrong("begins with 1", 0, line -> line.put("start_seq", 1));
        assertWrong("no leaves", 0, line -> line.put("leaf_count", 0));
        // 13 has as many one-bits: the peaks fit, the signatures do not.
        assertWrong("is not the signature of", 0, line -> line.put("leaf_count", 13));
        assertWrong("peaks for 12 leaves", 0, line -> line.put("leaf_count", 12));
        assertWrong("3 peaks for", 0, line -> line.put("leaf_count", Long.MAX_VALUE));
        assertWrong("a whole number", 0, line -> line.put("leaf_count", -1));
        assertWrong("a whole number", 0,
                line -> line.put("leaf_count", new java.math.BigInteger("18446744073709551616")));
        assertWrong("do not make its root", 0, line -> ((ArrayNode) line.get("peaks")).set(0, "0x" + "00".repeat(32)));
        assertWrong("peaks for 11", 0, line -> {
            for (int i = 0; i < 10_000; i++) {
                ((ArrayNode) line.get("peaks")).add("0x" + "00".repeat(32));
            }
        });
        assertWrong("its handle is none", 0, line -> line.put("handle", "longshore:2:network:" + "00".repeat(32)));
    }

    @Test
    void leavesStandWhereTheySay() throws IOException {
        for (String size : List.of("data_size", "total_size")) {
            assertWrong("does not stand under the root", LEAF, line -> line.put(size, line.get(size).longValue() + 1));
        }
        assertWrong("does not stand under the root", LEAF, line -> line.put("position", 2));
        assertWrong("is not there", LEAF, line -> line.put("position", 11));
        assertWrong("is not there", LEAF, line -> line.put("position", Long.MAX_VALUE));
        assertWrong("does not follow", lines -> lines.add(LEAF, lines.get(LEAF).deepCopy()));
        assertWrong("does not stand under the root", LEAF, line -> line.put("data_root", "0x" + "00".repeat(32)));
        assertWrong("does not stand under the root", LEAF, line -> ((ArrayNode) line.get("siblings")).remove(0));
        assertWrong("does not stand under the root", LEAF, line -> {
            for (int i = 0; i < 10_000; i++) {
                ((ArrayNode) line.get("siblings")).add("0x" + "00".repeat(32));
            }
        });
    }

    @Test
    void chunksStandWhereTheySay() throws IOException {
        assertWrong("does not stand under leaf", LEAF, line -> chunk(line).put("address", "0x" + "00".repeat(32)));
        assertWrong("does not stand under leaf", LEAF, line -> chunk(line).put("index", 2));
        assertWrong("is not there", LEAF, line -> chunk(line).put("index", 4));
        assertWrong("too many chunks", LEAF, line -> line.put("chunk_count", Integer.MAX_VALUE));
        assertWrong("overflow", LEAF, line -> line.put("chunk_count", 1L << 40));
        assertWrong("does not stand under leaf", LEAF, line -> ((ArrayNode) chunk(line).get("siblings")).remove(0));
        assertWrong("has nothing of the file", LEAF, line -> ((ArrayNode) line.get("chunks")).removeAll());
        assertWrong("does not follow", LEAF, line -> ((ArrayNode) line.get("chunks")).add(chunk(line).deepCopy()));
    }

    private static ObjectNode chunk(ObjectNode leaf) {
        return (ObjectNode) leaf.get("chunks").get(0);
    }

    @Test
    void thereIsOneFormOnly() throws IOException {
        assertWrong("in the form of version 1", 0, line -> line.put("more", 1));
        assertWrong("in the form of version 1", SIGNED,
                line -> line.put("provider_id",
                        line.get("provider_id").stringValue().toUpperCase().replace("0X", "0x")));
        assertWrong("in the form of version 1", LEAF, line -> chunk(line).put("more", 1));
        assertRefused(Files.writeString(folder.resolve("other"), Files.readString(proof) + "{}\n"));
        assertRefused(Files.writeString(folder.resolve("other"), ""));
        assertRefused(Files.writeString(folder.resolve("other"), "[".repeat(100_000) + "\n"));
        assertRefused(Files.writeString(folder.resolve("other"), "{\"v\":1,\"v\":1}\n"));
        assertRefused(Files.writeString(folder.resolve("other"), "{\"v\":" + "1".repeat(5_000_000) + "}\n"));
        assertInstanceOf(Failure.LocalFailure.class, failure(folder.resolve("none")));
    }

    @Test
    void whatANewerVersionWroteIsSaidToBeThat() throws IOException {
        Path other = folder.resolve("other");
        assertInstanceOf(Failure.Unsupported.class,
                failure(Proven.forged(proof, other, 0, line -> line.put("v", 2))));
        assertInstanceOf(Failure.Unsupported.class,
                failure(Proven.forged(proof, other, SIGNED, line -> line.put("scheme", "sr25519"))));
        assertInstanceOf(Failure.Unsupported.class,
                failure(Proven.forged(proof, other, LEAF, line -> line.put("type", "branch"))));
    }

    @Test
    void nothingIsReplacedUnlessSaidSo() throws Exception {
        byte[] before = Files.readAllBytes(proof);
        assertInstanceOf(Failure.Exists.class,
                assertThrows(FailureException.class, () -> Proven.write(proof)).failure());
        assertArrayEquals(before, Files.readAllBytes(proof));
        assertThrows(FailureException.class, () -> ProofExport.write(Proven.head(), _ -> {
            throw new FailureException(new Failure.NotFound("wave"));
        }, folder.resolve("half"), false));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(proof), files.toList());
        }
    }

    private Path write(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("lines"),
                lines.stream().collect(Collectors.joining("\n", "", "\n")), StandardCharsets.UTF_8);
    }

    private static Failure failure(Path file) {
        return assertThrows(FailureException.class, () -> ProofVerification.of(file)).failure();
    }

    private static void assertRefused(Path file) {
        Failure failure = failure(file);
        assertTrue(failure instanceof Failure.Corrupt || failure instanceof Failure.Unsupported, failure.toString());
    }

    private void assertWrong(String why, int line, Consumer<ObjectNode> change) throws IOException {
        assertWrong(why, Proven.forged(proof, folder.resolve("forged"), line, change));
    }

    private void assertWrong(String why, Consumer<List<ObjectNode>> change) throws IOException {
        assertWrong(why, Proven.forged(proof, folder.resolve("forged"), lines -> {
            change.accept(lines);
            return lines;
        }));
    }

    private static void assertWrong(String why, Path forged) {
        Failure.Corrupt corrupt = assertInstanceOf(Failure.Corrupt.class, failure(forged));
        assertTrue(corrupt.detail().contains(why), corrupt.detail());
    }
}
