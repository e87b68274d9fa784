package io.longshore.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.Seeds;
import io.longshore.json.Json;
import io.longshore.model.Address;
import io.longshore.model.Bytes;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.PlannedChunk;
import io.longshore.model.UploadPlan;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.RootObject.Content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Holds the Java implementation against `seal.mjs`, which has nothing but the format and Node's own crypto: the same
/// input gives the same bytes, and each opens what the other sealed.
class SecondImplementationTest {
    private static final String NAME = "été 🚢 \"a\\b\"\n.bin";

    private final SecureRandom random = new SecureRandom();
    private final Vault vault = Known.vault();
    private final FileId file = new FileId(Bytes.of(Seeds.bytes(random, 16)));
    private final byte[] dek = Seeds.bytes(random, 32);
    private final FileKeys keys = DataKey.of(dek.clone()).keys(file);
    private final Map<Address, byte[]> objects = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void requireNode() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("node", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException _) {
            there = false;
        }
        assumeTrue(there, "skipped: there is no node to run the second implementation");
    }

    @ParameterizedTest(name = "{0} bytes in chunks of {1}")
    @CsvSource({"0, 1024", "1, 1024", "65536, 70000", "65537, 70000", "65537, 1024", "66560, 1024", "200000, 4096",
        "70000, 104", "4194288, 4194288", "9000000, 4194288"})
    void bothSealTheSameAndOpenTheOthers(int size, long chunkSize) throws Exception {
        byte[] content = content(size, (int) chunkSize);
        Grid grid = Known.grid(size, chunkSize);
        byte[] ephemeral = Seeds.bytes(random, 32);
        Files.write(folder.resolve("content"), content);
        JsonNode sealed = node("seal", Json.object().put("drive_id", Known.DRIVE.toString())
                .put("drive_public", Known.bytes("drive_public").toString()).put("file_id", file.toString())
                .put("dek", Bytes.of(dek).toString()).put("ephemeral", Bytes.of(ephemeral).toString())
                .put("chunk_size", chunkSize).put("name", NAME).put("time", Known.TIME.toString()));
        Address root = Address.of(sealed.required("root").stringValue());

        assertArrayEquals(content, restore(root));

        List<Hash> leaves = sealInJava(content, grid, Wrapping.wrap(DataKey.of(dek.clone()),
                Known.bytes("drive_public"), Known.DRIVE, file, ephemeral));
        assertTrue(objects.containsKey(root));
        for (Map.Entry<Address, byte[]> object : objects.entrySet()) {
            assertArrayEquals(object.getValue(), Files.readAllBytes(path(object.getKey())));
        }
        assertEquals(sealed.required("leaves").stringValue(), new LeafSeal(keys, file).seal(0, leaves).toString());
    }

    @ParameterizedTest(name = "{0} bytes in chunks of {1}")
    @CsvSource({"0, 1024", "5, 1024", "65537, 70000", "100000, 1024"})
    void nodeOpensWhatJavaSealed(int size, long chunkSize) throws Exception {
        byte[] content = content(size, (int) chunkSize);
        Grid grid = Known.grid(size, chunkSize);
        Bytes publicKey = vault.drivePublicKey(Known.DRIVE);
        sealInJava(content, grid, Wrapping.wrap(DataKey.of(dek.clone()), publicKey, Known.DRIVE, file, random));
        for (Map.Entry<Address, byte[]> object : objects.entrySet()) {
            Files.write(path(object.getKey()), object.getValue());
        }
        byte[] text = "/home/été".getBytes(UTF_8);
        Address root = objects.entrySet().stream().filter(object -> RootCodecTest.isRoot(object.getValue()))
                .map(Map.Entry::getKey).findFirst().orElseThrow();
        JsonNode opened = node("open", Json.object().put("root", root.toString())
                .put("drive_private", Known.bytes("drive_private").toString())
                .put("note", Note.seal(text, publicKey, Known.DRIVE, random).toString()));
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("restored")));
        assertEquals(NAME, Json.tree(opened.required("text").stringValue().getBytes(UTF_8)).required("name")
                .stringValue());
        assertEquals(Bytes.of(text).toString(), opened.required("note").stringValue());
    }

    private List<Hash> sealInJava(byte[] content, Grid grid, Wrapping.Wrapped wrapped) throws Exception {
        ChunkCipher cipher = new ChunkCipher(keys, file, grid.count());
        Map<Hash, PlannedChunk> first = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        List<Hash> leaves = new ArrayList<>();
        for (long i = 0; i < grid.count(); i++) {
            byte[] plain = Known.chunk(content, grid, i);
            byte[] out = new byte[plain.length + 16];
            Hash leaf = cipher.leaf(plain, plain.length);
            long index = i;
            PlannedChunk planned = first.computeIfAbsent(leaf,
                    _ -> cipher.planWithLeaf(index, leaf, plain, plain.length, out));
            assertTrue(cipher.sealAgain(planned, plain, plain.length, out));
            objects.put(planned.address(), out);
            entries.add(Entry.of(planned));
            leaves.add(leaf);
        }
        UploadPlan known = Known.plan(NAME, grid, UploadPlan.Kind.FILE);
        IndexSealer sealer = new IndexSealer(new UploadPlan(known.upload(), known.drive(), known.group(), known.kind(),
                known.source(),
                new FileFacts(NAME, List.of(), Known.TIME, Known.TIME, false, known.facts().contentType()),
                file, wrapped.enc(), wrapped.wrappedDek(), grid, known.sealedSource()), keys);
        IndexSealer.Sink sink = (_, address, sealed, _) -> objects.put(address, sealed);
        if (grid.inline()) {
            sealer.inline(content, sink);
            return content.length == 0 ? List.of() : List.of(MerkleTree.leaf(content));
        }
        sealer.chunked((from, count) -> entries.subList((int) from, (int) from + count), MerkleTree.root(leaves), sink);
        return leaves;
    }

    private byte[] restore(Address address) throws Exception {
        RootCodec.Opened opened = RootCodec.open(object(address), vault);
        RootObject root = opened.root();
        assertEquals(NAME, root.facts().name());
        List<Entry> entries = new ArrayList<>();
        switch (root.content()) {
            case Content.Inline(Bytes bytes) -> {
                return bytes.toArray();
            }
            case Content.Entries(List<Entry> all) -> entries.addAll(all);
            case Content.Pages(int perPage, List<Table.Page> pages) -> {
                Table table = new Table(opened.keys(), file, root.count(), perPage);
                for (int page = 0; page < pages.size(); page++) {
                    entries.addAll(table.open(page, pages.get(page).nonce(), object(pages.get(page).address())));
                }
            }
        }
        ChunkCipher cipher = new ChunkCipher(opened.keys(), file, root.count());
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<Hash> leaves = new ArrayList<>();
        for (Entry entry : entries) {
            byte[] sealed = object(entry.address());
            byte[] plain = new byte[sealed.length - 16];
            cipher.open(entry, sealed, sealed.length, plain);
            leaves.add(cipher.leaf(plain, plain.length));
            content.writeBytes(plain);
        }
        assertEquals(root.root(), MerkleTree.root(leaves));
        return content.toByteArray();
    }

    private JsonNode node(String command, ObjectNode input) throws Exception {
        Path script = Path.of(SecondImplementationTest.class.getResource("/seal.mjs").toURI());
        Files.write(folder.resolve("in.json"), Json.write(input));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder("node", script.toString(), command, folder.toString())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "node does not end");
            assertEquals(0, process.exitValue(), () -> text(said));
        } finally {
            process.destroyForcibly();
        }
        return Json.tree(Files.readAllBytes(folder.resolve("out.json")));
    }

    private byte[] object(Address address) throws IOException {
        byte[] object = Files.readAllBytes(path(address));
        assertEquals(address.bytes(), Hashes.sha256(object).bytes());
        return object;
    }

    private Path path(Address address) {
        return folder.resolve(address.bytes().hex());
    }

    /// Random, with the first chunk again at the end of the first third and zeros at the end, where there is room.
    private static byte[] content(int size, int chunkSize) {
        byte[] content = Seeds.bytes(new SplittableRandom(size), size);
        if (size > 6 * chunkSize) {
            System.arraycopy(content, 0, content, size / chunkSize / 3 * chunkSize, chunkSize);
            Arrays.fill(content, size - 3 * chunkSize, size, (byte) 0);
        }
        return content;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
