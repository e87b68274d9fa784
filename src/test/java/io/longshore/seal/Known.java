package io.longshore.seal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.longshore.Vectors;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.PlannedChunk;
import io.longshore.model.SourceIdentity;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The keys and files of the known answers, and a plan of the tests' own made with them.
final class Known {
    static final JsonNode KEYS = Vectors.of("keys");
    static final DriveId DRIVE = new DriveId(bytes("drive_id"));
    static final FileId FILE = new FileId(bytes("file_id"));
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private Known() {}

    static Bytes bytes(String key) {
        return Bytes.fromHex(KEYS.required(key).stringValue());
    }

    static Vault vault() {
        return new Vault(bytes("master").toArray(), false);
    }

    static DataKey dataKey() {
        return DataKey.of(bytes("dek").toArray());
    }

    static FileKeys keys() {
        return dataKey().keys(FILE);
    }

    static byte[] content(String name) {
        return switch (name) {
            case "empty" -> new byte[0];
            case "one" -> "x".getBytes(UTF_8);
            case "été 🚢.bin" -> Vectors.pattern(0, 300);
            case "inline-max" -> Vectors.pattern(0, 65_536);
            case "first-chunked" -> Vectors.pattern(0, 65_537);
            case "repeats" -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                out.writeBytes(Vectors.pattern(1, 1024));
                out.writeBytes(Vectors.pattern(2, 1024));
                out.writeBytes(Vectors.pattern(1, 1024));
                out.writeBytes(new byte[70_000]);
                yield out.toByteArray();
            }
            case "few" -> Vectors.pattern(5, 65_537);
            case "one-chunk" -> Vectors.pattern(9, 70_000);
            case "chunk-plus-one" -> Vectors.pattern(9, 70_001);
            default -> throw new IllegalArgumentException("no content is called " + name);
        };
    }

    static UploadPlan plan(String name, Grid grid, UploadPlan.Kind kind) {
        return new UploadPlan(UploadId.of("0102030405060708"), DRIVE, Optional.empty(), kind,
                new SourceIdentity(Path.of("source"), grid.size(), TIME, ""),
                new FileFacts(name, List.of(), TIME, TIME, false, "application/octet-stream"), FILE, bytes("hpke_enc"),
                bytes("wrapped_dek"), grid, Bytes.of());
    }

    static Grid grid(long size, long chunkSize) {
        return new Grid(new ByteCount(size), new ByteCount(chunkSize));
    }

    /// Plans all chunks, repeats as their first occurrence.
    static List<PlannedChunk> planned(byte[] content, Grid grid) {
        ChunkCipher cipher = new ChunkCipher(keys(), FILE, grid.count());
        byte[] scratch = new byte[(int) grid.chunkSize().value() + 16];
        Map<Hash, PlannedChunk> first = new HashMap<>();
        List<PlannedChunk> chunks = new ArrayList<>();
        for (long i = 0; i < grid.count(); i++) {
            byte[] plain = chunk(content, grid, i);
            PlannedChunk planned = first.computeIfAbsent(cipher.leaf(plain, plain.length),
                    leaf -> cipher.planWithLeaf(chunks.size(), leaf, plain, plain.length, scratch));
            chunks.add(new PlannedChunk(i, planned.sealedAs(), planned.nonce(), planned.tag(), planned.address(),
                    planned.leaf()));
        }
        return chunks;
    }

    static byte[] chunk(byte[] content, Grid grid, long index) {
        return Bytes.of(content, (int) grid.offset(index), grid.length(index)).toArray();
    }
}
