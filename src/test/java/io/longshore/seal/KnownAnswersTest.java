package io.longshore.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.longshore.Vectors;
import io.longshore.model.Address;
import io.longshore.model.Bytes;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Tag;
import io.longshore.model.UploadPlan;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.RootObject.Content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Every key and every file of `vectors/format-v1.json`, byte for byte.
class KnownAnswersTest {
    private final Vault vault = Known.vault();

    @Test
    void driveAndWalletKeysAreTheKnownOnes() throws Exception {
        assertEquals(Known.bytes("drive_private"), Bytes.of(vault.driveKey(Known.DRIVE)));
        assertEquals(Known.bytes("drive_public"), vault.drivePublicKey(Known.DRIVE));
        assertEquals(Known.bytes("wallet_wrap_key"), Bytes.of(vault.walletKey(Known.bytes("wallet_id"))));
    }

    @Test
    void fileKeysAreTheKnownOnes() {
        assertEquals(Known.bytes("k_s"), Bytes.of(Known.keys().sealing().getEncoded()));
        byte[] dek = Known.bytes("dek").toArray();
        assertEquals(Known.bytes("k_n"),
                Bytes.of(Hkdf.derive(dek, Known.FILE.bytes().toArray(), "longshore/v1/nonce")));
    }

    @Test
    void wrappedDataKeyIsTheKnownOne() throws Exception {
        Wrapping.Wrapped wrapped = Wrapping.wrap(Known.dataKey(), Known.bytes("drive_public"), Known.DRIVE, Known.FILE,
                Known.bytes("hpke_ephemeral_private").toArray());
        assertEquals(Known.bytes("hpke_enc"), wrapped.enc());
        assertEquals(Known.bytes("wrapped_dek"), wrapped.wrappedDek());
        DataKey key = vault.unwrap(Known.DRIVE, Known.FILE, wrapped.enc(), wrapped.wrappedDek());
        assertEquals(Known.bytes("dek"), Bytes.of(key.copy()));
    }

    static Stream<JsonNode> files() {
        return Vectors.of("files").valueStream();
    }

    @Test
    void allFilesAreThere() {
        assertEquals(9, files().count());
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsSealedAsKnown(JsonNode file) throws Exception {
        String name = file.required("name").stringValue();
        byte[] content = Known.content(name);
        assertEquals(file.required("size").longValue(), content.length);
        Grid grid = Known.grid(content.length, file.required("m").longValue() - 16);
        assertEquals(file.required("count").longValue(), grid.count());
        List<PlannedChunk> chunks = Known.planned(content, grid);
        assertChunks(file.required("chunks"), chunks);
        assertSealAgain(content, grid, chunks);

        List<Hash> leaves = grid.inline()
                ? content.length == 0 ? List.of() : List.of(MerkleTree.leaf(content))
                : chunks.stream().map(PlannedChunk::leaf).toList();
        Hash root = MerkleTree.root(leaves);
        assertEquals(Hash.of(file.required("root").stringValue()), root);

        List<Entry> entries = chunks.stream().map(Entry::of).toList();
        if (!file.required("entries_sha256").isNull()) {
            assertEquals(Hash.of(file.get("entries_sha256").stringValue()), Hashes.sha256(Entry.pack(entries)));
        }
        List<byte[]> index = new ArrayList<>();
        IndexSealer sealer = new IndexSealer(Known.plan(name, grid, UploadPlan.Kind.FILE), Known.keys());
        IndexSealer.Sink sink = (ordinal, address, sealed, isRoot) -> {
            assertEquals(index.size(), ordinal);
            assertEquals(Hashes.sha256(sealed).bytes(), address.bytes());
            assertEquals(isRoot, RootCodecTest.isRoot(sealed));
            index.add(sealed);
        };
        if (grid.inline()) {
            sealer.inline(content, sink);
        } else {
            sealer.chunked((first, count) -> entries.subList((int) first, (int) first + count), root, sink);
        }
        assertIndex(file, index, entries, root, content);
    }

    private void assertIndex(JsonNode file, List<byte[]> index, List<Entry> entries, Hash root, byte[] content)
            throws Exception {
        byte[] object = index.getLast();
        if (file.has("root_object") && !file.get("root_object").isNull()) {
            assertEquals(Bytes.fromHex(file.get("root_object").stringValue()), Bytes.of(object));
        }
        assertEquals(Hash.of(file.required("root_object_address").stringValue()), Hashes.sha256(object));
        RootCodec.Opened opened = RootCodec.open(object, vault);
        byte[] json = RootJson.write(opened.root());
        if (!file.required("root_json").isNull()) {
            assertEquals(file.get("root_json").stringValue(), new String(json, UTF_8));
        }
        assertEquals(Hash.of(file.required("root_json_sha256").stringValue()), Hashes.sha256(json));
        assertEquals(root, opened.root().root());
        switch (opened.root().content()) {
            case Content.Inline(Bytes bytes) -> {
                assertArrayEquals(content, bytes.toArray());
                assertFalse(file.has("pages"));
            }
            case Content.Entries(List<Entry> read) -> {
                assertEquals(entries, read);
                assertFalse(file.has("pages"));
            }
            case Content.Pages(int perPage, List<Table.Page> pages) -> {
                List<Table.Page> known = file.required("pages").valueStream()
                        .map(page -> new Table.Page(Nonce.of(page.required("nonce").stringValue()),
                                Address.of(page.required("address").stringValue())))
                        .toList();
                assertEquals(known, pages);
                Table table = new Table(opened.keys(), Known.FILE, entries.size(), perPage);
                List<Entry> read = new ArrayList<>();
                for (int page = 0; page < pages.size(); page++) {
                    read.addAll(table.open(page, pages.get(page).nonce(), index.get(page)));
                }
                assertEquals(entries, read);
            }
        }
    }

    private static void assertChunks(JsonNode known, List<PlannedChunk> chunks) {
        for (JsonNode chunk : known) {
            PlannedChunk planned = chunks.get(chunk.required("i").intValue());
            assertEquals(Nonce.of(chunk.required("nonce").stringValue()), planned.nonce());
            assertEquals(Tag.of(chunk.required("tag").stringValue()), planned.tag());
            assertEquals(Address.of(chunk.required("address").stringValue()), planned.address());
        }
    }

    private static void assertSealAgain(byte[] content, Grid grid, List<PlannedChunk> chunks) throws Exception {
        ChunkCipher cipher = new ChunkCipher(Known.keys(), Known.FILE, grid.count());
        for (PlannedChunk planned : chunks) {
            byte[] plain = Known.chunk(content, grid, planned.index());
            byte[] sealed = new byte[plain.length + 16];
            assertTrue(cipher.sealAgain(planned, plain, plain.length, sealed));
            assertEquals(planned.address().bytes(), Hashes.sha256(sealed).bytes());
            byte[] opened = new byte[plain.length];
            cipher.open(Entry.of(planned), sealed, sealed.length, opened);
            assertArrayEquals(plain, opened);
        }
    }
}
