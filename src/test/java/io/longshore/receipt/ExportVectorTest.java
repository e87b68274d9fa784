package io.longshore.receipt;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.VerifiedExport;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// The export of `vectors/export-v1.jsonl`, which `src/docs/format.md` 6 describes: an export of version 1 stays good.
class ExportVectorTest {
    private static final Hash DIGEST = Hash.of("f22ad08c8f8b09e23a91a8adff719168fe82ccdc83458dcb778a1fede253f66f");

    @Test
    void theVectorHolds() throws FailureException, URISyntaxException {
        assertEquals(new VerifiedExport(20,
                Hash.of("5528349a17305c45f884e5fd9f74e9c4dd0dd2262fca4985cc75c0dbcb7cd3f2"), DIGEST, 5, 4, 4, 1, 1, 0,
                Amount.of("11718750000000000"), Wei.of("59475316918311"),
                List.of(Account.of("7e5f4552091a69125d5dfcb7b8c2659029395bdf")), Optional.empty()),
                Verification.of(file()));
    }

    @Test
    void itsSignatureIsTheOneThatKeyOneGives() throws IOException, URISyntaxException {
        byte[] secret = new byte[SigningKey.SIZE];
        secret[SigningKey.SIZE - 1] = 1;
        byte[] line = CounterSignature.of(DIGEST, Instant.ofEpochSecond(1_800_000_000), SigningKey.of(secret)).line();
        assertEquals(Files.readAllLines(file()).getLast(), new String(line, StandardCharsets.UTF_8));
    }

    private static Path file() throws URISyntaxException {
        return Path.of(ExportVectorTest.class.getResource("/vectors/export-v1.jsonl").toURI());
    }
}
