package io.longshore.localnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

import io.longshore.json.Json;
import io.longshore.model.DriveId;
import io.longshore.net.BearerToken;

/// The tokens of the drives, in a file that the directory replaces and every node reads, in whichever process it runs.
/// One directory writes it. For all threads.
final class Tokens {
    private static final int TOKEN_BYTES = 32;

    private final Path file;
    private final SecureRandom random;
    private Map<DriveId, BearerToken> tokens = Map.of();
    private Set<BearerToken> known = Set.of();
    private long size = -1;

    /// The tokens in `file`, which need not be there yet.
    Tokens(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /// The drive's token: made with the first call, the same ever after.
    synchronized BearerToken issue(DriveId drive) throws IOException {
        read();
        BearerToken token = tokens.get(drive);
        if (token == null) {
            byte[] secret = new byte[TOKEN_BYTES];
            random.nextBytes(secret);
            token = new BearerToken(HexFormat.of().formatHex(secret));
            Map<String, String> written = new HashMap<>();
            tokens.forEach((id, other) -> written.put(id.toString(), other.value()));
            written.put(drive.toString(), token.value());
            Disk.replace(file, Json.write(written));
            read();
        }
        return token;
    }

    /// Whether some drive has that token.
    synchronized boolean accepts(BearerToken token) throws IOException {
        if (!known.contains(token)) {
            read();
        }
        return known.contains(token);
    }

    // Drives are only ever added, so a file of the same size is the same file.
    private void read() throws IOException {
        try {
            if (Files.size(file) == size) {
                return;
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Map<DriveId, BearerToken> read = new HashMap<>();
            Json.tree(text.getBytes(StandardCharsets.UTF_8)).properties().forEach(entry -> read
                    .put(DriveId.of(entry.getKey()), new BearerToken(entry.getValue().stringValue())));
            tokens = Map.copyOf(read);
            known = new HashSet<>(read.values());
            size = text.length();
        } catch (NoSuchFileException _) {
            // No drive has a token yet.
            size = -1;
        }
    }
}
