package io.longshore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VaultCommandTest {
    @TempDir
    private Path folder;

    private Run run;

    @Test
    void theVaultGetsAPassphraseAnotherOneAndNone() throws IOException {
        assertEquals(0, run("vault", "status", "--json"));
        assertEquals(folder.resolve("home/vault.json").toString(), run.objects().getFirst().get("file").stringValue());
        assertFalse(run.objects().getFirst().get("sealed").booleanValue());
        assertEquals(0, run("vault", "passphrase", "--new-passphrase-file", word("one")));
        assertEquals(0, run("vault", "status", "--json"));
        assertTrue(run.objects().getFirst().get("sealed").booleanValue());
        assertEquals(6, run("vault", "passphrase", "--new-passphrase-file", word("two")));
        assertTrue(run.err().contains("LS-VAULT-LOCKED"), run.err());
        assertEquals(1, run("vault", "passphrase", "--passphrase-file", word("wrong"), "--remove"));
        assertEquals(0, run("vault", "passphrase", "--passphrase-file", word("one"), "--new-passphrase-file",
                word("two")));
        assertEquals(1, run("vault", "passphrase", "--passphrase-file", word("one"), "--remove"));
        assertEquals(0, run("vault", "passphrase", "--passphrase-file", word("two"), "--remove"));
        assertTrue(run.out().contains("without a passphrase"), run.out());
        assertEquals(0, run("vault", "passphrase", "--new-passphrase-file", word("three")));
    }

    @Test
    void theTerminalIsAskedWhereNoFileSaysIt() {
        assertEquals(1, run("vault", "passphrase"));
        assertTrue(run.err().contains("--new-passphrase-file"), run.err());
        assertEquals(1, typing(List.of("a", "b"), "vault", "passphrase"));
        assertTrue(run.err().contains("differ"), run.err());
        assertEquals(1, typing(List.of("", ""), "vault", "passphrase"));
        assertEquals(0, typing(List.of("a", "a"), "vault", "passphrase"));
        assertEquals(0, typing(List.of("a", "b", "b"), "vault", "passphrase"));
        assertEquals(List.of("Passphrase of the vault:", "New passphrase:", "The new passphrase again:"), run.asked);
        assertEquals(0, typing(List.of("b"), "vault", "passphrase", "--remove"));
        assertEquals(0, run("vault", "status"));
        assertEquals(List.of(), run.asked);
    }

    @Test
    void aSealedVaultLetsNothingBeSentOrReadUntilItIsOpened() throws IOException {
        Path source = Files.write(folder.resolve("file"), new byte[100]);
        assertEquals(0, run("vault", "passphrase", "--new-passphrase-file", word("one")));
        for (String[] command : List.of(new String[]{"upload", source.toString()}, new String[]{"resume"},
                new String[]{"restore", "longshore:1:network:" + "00".repeat(32), folder.toString()})) {
            assertEquals(6, run(command));
            assertTrue(run.err().contains("LS-VAULT-LOCKED"), run.err());
            run.assertNoStackTrace();
        }
        assertEquals(0, run("status"));
        assertEquals(0, run("upload", "--json", "--passphrase-file", word("one"), source.toString()));
        String handle = run.objects().getFirst().get("handle").stringValue();
        assertEquals(6, run("restore", handle, folder.resolve("a").toString()));
        assertEquals(0, typing(List.of("one"), "restore", handle, folder.resolve("a").toString()));
        assertArrayEquals(Files.readAllBytes(source), Files.readAllBytes(folder.resolve("a")));
        refusesAnotherVaultWhereDrivesAre();
    }

    private void refusesAnotherVaultWhereDrivesAre() throws IOException {
        String exported = folder.resolve("exported.json").toString();
        assertEquals(6, run("vault", "export", exported, "--new-passphrase-file", word("out")));
        assertEquals(0, run("vault", "export", exported, "--passphrase-file", word("one"), "--new-passphrase-file",
                word("out")));
        assertEquals(0, run("vault", "import", exported, "--passphrase-file", word("one"), "--file-passphrase-file",
                word("out")));
        assertTrue(run.out().contains("already"), run.out());
        String other = folder.resolve("other.json").toString();
        assertEquals(0, run("--home", folder.resolve("second").toString(), "vault", "export", other,
                "--new-passphrase-file", word("out")));
        byte[] before = Files.readAllBytes(folder.resolve("home/vault.json"));
        assertEquals(1, run("vault", "import", other, "--passphrase-file", word("one"), "--file-passphrase-file",
                word("out")));
        assertTrue(run.err().contains("LS-REFUSED"), run.err());
        assertEquals(6, run("vault", "import", other, "--file-passphrase-file", word("out")));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("home/vault.json")));
    }

    @Test
    void anExportedVaultIsTakenOverByANewDataFolder() throws IOException {
        String exported = folder.resolve("exported.json").toString();
        assertEquals(0, run("vault", "export", exported, "--new-passphrase-file", word("out")));
        assertEquals(1, run("vault", "export", exported, "--new-passphrase-file", word("out")));
        assertTrue(run.err().contains("LS-EXISTS"), run.err());
        String second = folder.resolve("second").toString();
        assertEquals(6, run("--home", second, "vault", "import", exported));
        assertEquals(1, run("--home", second, "vault", "import", exported, "--file-passphrase-file", word("no")));
        assertEquals(0, run("--home", second, "vault", "import", exported, "--file-passphrase-file", word("out")));
        assertEquals(6, run("--home", second, "vault", "export", folder.resolve("x").toString(),
                "--new-passphrase-file", word("out")));
        assertEquals(0, run("--home", second, "vault", "import", exported, "--file-passphrase-file", word("out"),
                "--passphrase-file", word("out")));
        assertTrue(run.out().contains("already"), run.out());
    }

    private int run(String... arguments) {
        return typing(List.of(), arguments);
    }

    private int typing(List<String> typed, String... arguments) {
        run = new Run(new FakeLongshore(), folder.resolve("home"));
        run.real = true;
        run.typed.addAll(typed);
        return run.of(arguments);
    }

    private String word(String word) throws IOException {
        return Files.writeString(folder.resolve("word-" + word), word + "\n").toString();
    }
}
