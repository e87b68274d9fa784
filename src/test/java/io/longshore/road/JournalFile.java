package io.longshore.road;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// A data folder's journal, read by its format alone (`src/docs/format.md` 5), also while somebody writes it.
final class JournalFile {
    private static final int HASH = 64;

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private byte[] read = new byte[0];
    private byte[] previous = new byte[HASH / 2];
    /// Where the next record begins.
    private int end;

    JournalFile(Path home) {
        this.file = home.resolve("journal.log");
    }

    /// One record.
    record Entry(String type, Instant at, JsonNode body) {
        long number(String name) {
            return body.required(name).longValue();
        }

        String text(String name) {
            return body.required(name).stringValue();
        }
    }

    /// How many whole lines there are now.
    int count() throws IOException {
        int count = 0;
        for (byte each : bytes()) {
            count += each == '\n' ? 1 : 0;
        }
        return count;
    }

    /// The records that are whole now, each checked against the one before it.
    synchronized List<Entry> entries() throws IOException {
        byte[] bytes = bytes();
        // What was read before need not be read again, unless a torn end was cut off meanwhile.
        if (Arrays.mismatch(read, 0, end, bytes, 0, Math.min(end, bytes.length)) >= 0) {
            entries.clear();
            previous = new byte[HASH / 2];
            end = 0;
        }
        read = bytes;
        for (int to = next(bytes, end); to >= 0; to = next(bytes, end)) {
            MessageDigest digest = sha256();
            digest.update(previous);
            digest.update(bytes, end + HASH + 1, to - end - HASH - 1);
            previous = digest.digest();
            assertEquals(new String(bytes, end, HASH, StandardCharsets.US_ASCII),
                    HexFormat.of().formatHex(previous), "line " + (entries.size() + 1) + " of the journal");
            JsonNode line = Json.tree(Arrays.copyOfRange(bytes, end + HASH + 1, to));
            entries.add(new Entry(line.required("type").stringValue(),
                    Instant.parse(line.required("at").stringValue()), line.required("body")));
            end = to + 1;
        }
        return List.copyOf(entries);
    }

    /// The records of that type.
    List<Entry> entries(String type) throws IOException {
        return entries().stream().filter(entry -> entry.type().equals(type)).toList();
    }

    private byte[] bytes() throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private static int next(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
