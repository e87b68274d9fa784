package io.longshore.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EstimateTest {
    @TempDir
    private Path folder;

    private Run run;

    @Test
    void theEstimateIsWhatTheUploadThenCosts() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/empty")).getParent();
        byte[] content = new byte[9 << 20];
        new Random(5).nextBytes(content);
        Files.write(tree.resolve("large"), content);
        Files.write(tree.resolve("small"), new byte[100]);

        assertEquals(0, run("upload", "--estimate", "--json", tree.toString()));
        JsonNode estimate = run.objects().getFirst();
        assertEquals(2, estimate.get("files").longValue());
        assertEquals(content.length + 100L, estimate.get("size").longValue());
        assertEquals(3, estimate.get("chunks").longValue());
        assertEquals(3, estimate.get("index_objects").longValue());
        assertEquals(1, estimate.get("waves").longValue());
        assertEquals(5, estimate.get("quotes").longValue());
        assertEquals(5 * (content.length + 100L), estimate.get("disk").longValue());
        assertEquals(0, run("status"));
        assertEquals("", run.out());

        assertEquals(0, run("upload", "--estimate", tree.toString()));
        assertTrue(run.out().startsWith("2 files, "), run.out());

        assertEquals(0, run("upload", "--json", tree.toString()));
        BigInteger paid = BigInteger.ZERO;
        for (JsonNode upload : run.objects()) {
            paid = paid.add(new BigInteger(upload.get("paid_atto").stringValue()));
        }
        BigInteger estimated = new BigInteger(estimate.get("token_atto").stringValue());
        // Rows after the first are quoted where some are stored already: a little more, never twice as much.
        assertTrue(estimated.signum() > 0 && estimated.compareTo(paid) <= 0
                && paid.compareTo(estimated.multiply(BigInteger.TWO)) < 0, estimated + " and " + paid);
        BigInteger gas = new BigInteger(estimate.get("gas_wei").stringValue());
        assertTrue(gas.signum() > 0, gas.toString());
    }

    private int run(String... arguments) {
        run = new Run(new FakeLongshore(), folder.resolve("home"));
        run.real = true;
        return run.of(arguments);
    }
}
