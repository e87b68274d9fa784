package io.longshore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.nayuki.qrcodegen.QrCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WalletCommandTest {
    /// The key of the Web3 Secret Storage definition's test vectors, and its account.
    private static final String KEY = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";
    private static final String ADDRESS = "0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b";

    @TempDir
    private Path folder;

    private Run run;

    @Test
    void theAddressIsPrintedInWordsAndAsAQrCode() {
        assertEquals(0, run("wallet", "address"));
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.getFirst().matches("0x[0-9a-f]{40}"), run.out());
        QrCode code = QrCode.encodeText(lines.getFirst(), QrCode.Ecc.MEDIUM);
        for (int y = -4; y < code.size + 4; y++) {
            String line = lines.get(1 + (y + 4) / 2);
            for (int x = -4; x < code.size + 4; x++) {
                char drawn = line.charAt(x + 4);
                boolean light = drawn == '█' || drawn == (Math.floorMod(y, 2) == 0 ? '▀' : '▄');
                assertEquals(code.getModule(x, y), !light, x + ", " + y);
            }
        }
        assertEquals(0, run("wallet", "address", "--json"));
        assertEquals(lines.getFirst(), run.objects().getFirst().get("address").stringValue());
    }

    @Test
    void limitsAreShownAndSetEachForItself() {
        assertEquals(0, run("wallet", "limit"));
        assertEquals(List.of("No limit per day.", "No ceiling for the price of gas."), run.out().lines().toList());
        assertEquals(0, run("wallet", "limit", "--per-day", "2.5"));
        assertEquals(0, run("wallet", "limit", "--gas-price", "1.25"));
        assertEquals(List.of("In any 24 hours at most 2.5 tokens, on each chain for itself.",
                "For a unit of gas at most 1.25 gwei."), run.out().lines().toList());
        assertEquals(0, run("wallet", "limit", "--json"));
        assertEquals("{\"per_day_atto\":\"2500000000000000000\",\"gas_price_wei\":\"1250000000\"}", run.out().strip());
        assertEquals(0, run("wallet", "limit", "--per-day", "none", "--gas-price", "none", "--json"));
        assertEquals("{\"per_day_atto\":null,\"gas_price_wei\":null}", run.out().strip());
        assertEquals(2, run("wallet", "limit", "--per-day", "-1"));
        assertEquals(2, run("wallet", "limit", "--gas-price", "0.0000000001"));
        assertEquals(2, run("wallet", "limit", "--gas-price", "much"));
    }

    @Test
    void aKeyIsImportedAndExportedAndTheOldWalletKept() throws IOException {
        assertEquals(0, run("wallet", "address", "--json"));
        String first = run.objects().getFirst().get("address").stringValue();
        String key = write("key", KEY);
        assertEquals(0, run("wallet", "import", key));
        assertEquals(ADDRESS, run.out().strip());
        assertTrue(Files.exists(folder.resolve("home/wallet-" + first + ".json")));
        assertEquals(0, run("wallet", "import", key));
        assertTrue(run.err().contains("already"), run.err());
        String exported = folder.resolve("exported").toString();
        assertEquals(0, run("wallet", "export", exported, "--new-passphrase-file", write("word", "one")));
        assertFalse(Files.readString(Path.of(exported)).contains(KEY));
        assertEquals(1, run("wallet", "export", exported, "--new-passphrase-file", write("word", "one")));
        assertTrue(run.err().contains("LS-EXISTS"), run.err());
        String second = folder.resolve("second").toString();
        assertEquals(6, run("--home", second, "wallet", "import", exported));
        assertEquals(1, run("--home", second, "wallet", "import", exported, "--file-passphrase-file",
                write("wrong", "two")));
        assertEquals(0, run("--home", second, "wallet", "import", exported, "--file-passphrase-file",
                write("word", "one")));
        assertEquals(ADDRESS, run.out().strip());
        assertEquals(1, run("--home", folder.resolve("third").toString(), "wallet", "export",
                folder.resolve("none").toString(), "--new-passphrase-file", write("word", "one")));
        assertEquals(1, run("wallet", "import", write("bad", KEY + "zz")));
        assertFalse((run.out() + run.err()).contains(KEY));
    }

    @Test
    void aWalletThatDrivesBelongToStaysAndItsBalanceIsTold() throws IOException {
        assertEquals(0, run("wallet", "balance"));
        assertEquals("", run.out());
        assertEquals(0, run("upload", write("file", "content")));
        assertEquals(0, run("wallet", "balance", "--json"));
        var balance = run.objects().getFirst();
        assertEquals("local", balance.get("drive").stringValue());
        assertTrue(balance.get("token_atto").stringValue().matches("[1-9][0-9]{18,}"), run.out());
        assertTrue(balance.get("coin_wei").stringValue().matches("[1-9][0-9]{10,}"), run.out());
        assertTrue(balance.get("block").longValue() > 0);
        assertEquals(0, run("wallet", "balance"));
        assertTrue(run.out().startsWith("local: "), run.out());
        byte[] before = Files.readAllBytes(folder.resolve("home/wallet.json"));
        assertEquals(1, run("wallet", "import", write("key", KEY)));
        assertTrue(run.err().contains("LS-REFUSED"), run.err());
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(folder.resolve("home/wallet.json"))));
        Path lost = folder.resolve("home/wallet.json");
        assertEquals(0, run("wallet", "export", folder.resolve("own").toString(), "--new-passphrase-file",
                write("word", "one")));
        Files.delete(lost);
        assertEquals(1, run("wallet", "import", write("key", KEY)));
        assertEquals(0, run("wallet", "import", folder.resolve("own").toString(), "--file-passphrase-file",
                write("word", "one")));
        assertNotEquals(ADDRESS, run.out().strip());
    }

    private int run(String... arguments) {
        run = new Run(new FakeLongshore(), folder.resolve("home"));
        run.real = true;
        return run.of(arguments);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content + "\n").toString();
    }
}
