package io.longshore.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The master secret, the wallet's key and the passphrases are looked for in everything that commands write: what they say,
/// logs, journal, database, exported files, whatever else is in the data folder. Commands that fail are among them.
class HiddenKeysTest {
    private static final String HANDLE = "longshore:1:network:" + "00".repeat(32);

    @TempDir
    private Path folder;

    private final StringBuilder said = new StringBuilder();

    private Run run;

    @Test
    void noKeyIsInAnythingThatCommandsWrite() throws IOException {
        Map<String, byte[]> secrets = secrets();
        Path written = Files.createDirectory(folder.resolve("written"));
        Path home = Files.createDirectory(written.resolve("home"));
        Files.writeString(home.resolve("vault.json"),
                "{\"v\":1,\"secret\":\"0x" + hex(secrets.get("master")) + "\"}");
        String key = file("key", hex(secrets.get("wallet")));
        String word = file("word", new String(secrets.get("passphrase"), ISO_8859_1));
        String other = file("other", new String(secrets.get("other passphrase"), ISO_8859_1));
        String source = file("source", "content");
        String exported = written.resolve("vault-export").toString();
        String wallet = written.resolve("wallet-export").toString();

        assertEquals(0, run("vault", "passphrase", "--new-passphrase-file", word));
        assertEquals(0, run("wallet", "import", "--passphrase-file", word, key));
        assertEquals(0, run("upload", "--json", "--passphrase-file", word, source));
        String handle = run.objects().getFirst().get("handle").stringValue();
        assertEquals(0, run("upload", "--passphrase-file", word, source));
        assertEquals(0, run("restore", "--passphrase-file", word, handle, written.resolve("restored").toString()));
        assertEquals(0, run("vault", "export", "--passphrase-file", word, exported, "--new-passphrase-file", other));
        assertEquals(0, run("wallet", "export", "--passphrase-file", word, wallet, "--new-passphrase-file", other));
        assertEquals(0, run("wallet", "balance", "--passphrase-file", word));
        for (String[] good : List.of(new String[]{"status", "--json"}, new String[]{"drives"},
                new String[]{"vault", "status"}, new String[]{"wallet", "address"})) {
            assertEquals(0, run(good));
        }
        assertEquals(6, run("upload", source));
        assertEquals(1, run("upload", "--passphrase-file", other, source));
        assertEquals(1, run("restore", "--passphrase-file", word, HANDLE, written.toString()));
        assertEquals(1,
                run("wallet", "import", "--passphrase-file", word, file("bad", hex(secrets.get("wallet")) + "x")));
        assertEquals(1, run("wallet", "import", "--passphrase-file", word, wallet, "--file-passphrase-file", word));
        assertEquals(1, run("vault", "import", "--passphrase-file", word, key, "--file-passphrase-file", word));
        assertEquals(2, run("wallet", "export"));

        Files.writeString(written.resolve("said"), said.toString());
        assertTrue(Files.size(home.resolve("journal.log")) > 0);
        assertEquals(List.of(), leaks(written, secrets));
    }

    @Test
    void whatIsLookedForIsFoundInEveryForm() throws IOException {
        Map<String, byte[]> secrets = secrets();
        Path place = Files.createDirectory(folder.resolve("place"));
        for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
            for (Map.Entry<String, String> form : forms(secret.getValue()).entrySet()) {
                Path leak = Files.write(place.resolve("leak"), ("before" + form.getValue() + "after")
                        .getBytes(ISO_8859_1));
                assertFalse(leaks(place, secrets).isEmpty(), secret.getKey() + " as " + form.getKey());
                Files.delete(leak);
            }
        }
        assertEquals(List.of(), leaks(place, secrets));
    }

    private static Map<String, byte[]> secrets() {
        Random random = new Random(41);
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        byte[] master = new byte[32];
        random.nextBytes(master);
        byte[] wallet = new byte[32];
        random.nextBytes(wallet);
        // Below the order of the curve, and never short as a number.
        wallet[0] = 0x5a;
        secrets.put("master", master);
        secrets.put("wallet", wallet);
        secrets.put("passphrase", ("first horse battery " + random.nextInt(1 << 20)).getBytes(ISO_8859_1));
        secrets.put("other passphrase", ("second staple correct " + random.nextInt(1 << 20)).getBytes(ISO_8859_1));
        return secrets;
    }

    private static Map<String, String> forms(byte[] secret) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("raw", new String(secret, ISO_8859_1));
        forms.put("hex", hex(secret));
        forms.put("upper hex", hex(secret).toUpperCase(Locale.ROOT));
        forms.put("base64", Base64.getEncoder().withoutPadding().encodeToString(secret));
        forms.put("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        forms.put("decimal", new BigInteger(1, secret).toString());
        forms.put("signed bytes", Arrays.toString(secret));
        return forms;
    }

    private static List<String> leaks(Path place, Map<String, byte[]> secrets) throws IOException {
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(place)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(path), ISO_8859_1);
                secrets.forEach((name, secret) -> forms(secret).forEach((form, text) -> {
                    if (content.contains(text)) {
                        leaks.add(name + " as " + form + " in " + path.getFileName());
                    }
                }));
            }
        }
        return leaks;
    }

    private int run(String... arguments) {
        run = new Run(new FakeLongshore(), folder.resolve("written/home"));
        run.real = true;
        int code = run.of(arguments);
        said.append(run.out()).append(run.err());
        return code;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content + "\n", StandardCharsets.ISO_8859_1).toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
