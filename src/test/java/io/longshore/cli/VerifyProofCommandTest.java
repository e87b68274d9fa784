package io.longshore.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VerifyProofCommandTest {
    @TempDir
    private Path home;

    private Run run;

    @BeforeEach
    void prepare() {
        run = new Run(new FakeLongshore(), home);
    }

    private static Path proof() throws URISyntaxException {
        return Path.of(VerifyProofCommandTest.class.getResource("/vectors/proof-v1.jsonl").toURI());
    }

    @Test
    void saysWhatHoldsAndWhatWasNotAsked() throws Exception {
        assertEquals(0, run.of("verify-proof", proof().toString()), run::err);
        List<String> said = run.out().lines().toList();
        assertTrue(said.getFirst().startsWith("Chunks: 4 of longshore:1:network:"), said.toString());
        assertTrue(said.getFirst().contains(" stand in 3 of the 11 leaves under root 0x"), said.toString());
        assertTrue(said.get(1).startsWith("Signed by 4 providers, for bucket 7 of registry 0x4444"), said.toString());
        assertTrue(said.get(2).endsWith("(eth-lsh1)"), said.toString());
        assertTrue(said.get(5).endsWith("(ed25519)"), said.toString());
        assertTrue(said.get(6).startsWith("Not asked (--chain URL): whether transaction 0x6666"), said.toString());
        assertTrue(said.get(7).startsWith("What a proof cannot show"), said.toString());
        assertTrue(run.starts.isEmpty(), "no data folder is opened");
        try (var files = Files.list(home)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void printsOneObject() throws Exception {
        assertEquals(0, run.of("verify-proof", proof().toString(), "--json"), run::err);
        JsonNode said = run.objects().getFirst();
        assertEquals(List.of("path", "handle", "chain_id", "registry", "bucket_id", "root", "leaf_count", "tx", "block",
                "block_time", "signers", "leaves", "chunks", "leaf_bytes", "chain"), Run.keys(said));
        assertEquals(4, said.get("signers").size());
        assertEquals("ecdsa", said.get("signers").get(2).get("scheme").stringValue());
        assertEquals(1234, said.get("block").longValue());
        assertTrue(said.get("chain").isNull());
    }

    @Test
    void saysWhatIsWrongAndReturnsOne() throws Exception {
        Path wrong = Files.writeString(home.resolve("wrong"),
                Files.readString(proof()).replace("\"block\":1234", "\"block\":1235"));
        assertEquals(1, run.of("verify-proof", wrong.toString()));
        assertTrue(run.err().contains("does not hold. line 9"), run.err());
        assertEquals(1, run.of("verify-proof", home.resolve("none").toString()));
        assertEquals(2, run.of("verify-proof"));
    }
}
