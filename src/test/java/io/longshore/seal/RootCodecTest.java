package io.longshore.seal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.SourceIdentity;
import io.longshore.model.UploadPlan;
import io.longshore.seal.RootObject.Content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RootCodecTest {
    private static final Hash ROOT = Hash.of("77".repeat(32));

    private final Vault vault = Known.vault();
    private final RootCodec.Header header = new RootCodec.Header(Known.DRIVE, Known.FILE,
            new Wrapping.Wrapped(Known.bytes("hpke_enc"), Known.bytes("wrapped_dek")));
    private final RootObject small = new RootObject(
            new FileFacts("n.txt", List.of("été", "n.txt"), Known.TIME, Known.TIME, true, "text/plain"),
            Optional.of(GroupId.of("ab".repeat(16))), new ByteCount(2), new ByteCount(1024), ROOT,
            new Content.Inline(Bytes.of((byte) 1, (byte) 2)));

    @Test
    void keepsEverything() throws Exception {
        byte[] object = RootCodec.seal(small, header, Known.keys());
        assertEquals(Bytes.of(object), Bytes.of(RootCodec.seal(small, header, Known.keys())));
        RootCodec.Opened opened = RootCodec.open(object, vault);
        assertEquals(small, opened.root());
        assertEquals(header, opened.header());
        assertEquals(header, RootCodec.header(object));
        assertEquals(0, opened.root().count());
        assertEquals("[hidden]", opened.root().toString());
        assertEquals("[hidden]", opened.root().content().toString());
    }

    @Test
    void timesGoToTheSecond() throws Exception {
        FileFacts facts = new FileFacts("n", List.of(), Instant.parse("1969-12-31T23:59:58.9Z"),
                Instant.parse("2026-01-02T03:04:05.999999999Z"), false, "text/plain");
        RootObject precise = new RootObject(facts, Optional.empty(), small.size(), small.chunkSize(), ROOT,
                small.content());
        FileFacts read = RootCodec.open(RootCodec.seal(precise, header, Known.keys()), vault).root().facts();
        assertEquals(Instant.parse("1969-12-31T23:59:58Z"), read.created());
        assertEquals(Known.TIME, read.modified());
    }

    @Test
    void aChangedBitInAnyByteIsFound() {
        byte[] object = RootCodec.seal(small, header, Known.keys());
        for (int at = 0; at < object.length; at++) {
            byte[] damaged = object.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Failure failure = assertThrows(FailureException.class, () -> RootCodec.open(damaged, vault)).failure();
            if (at == 3) {
                assertInstanceOf(Failure.Unsupported.class, failure);
            } else if (at >= 4 && at < 116) {
                assertInstanceOf(Failure.WrongVault.class, failure);
            } else {
                assertInstanceOf(Failure.Corrupt.class, failure);
            }
        }
    }

    @Test
    void everyCutIsFound() {
        byte[] object = RootCodec.seal(small, header, Known.keys());
        for (int length = 0; length < object.length; length++) {
            byte[] cut = Bytes.of(object, 0, length).toArray();
            Failures.expect(Failure.Corrupt.class, () -> RootCodec.open(cut, vault));
        }
    }

    @Test
    void otherVersionsAreRefusedByName() {
        byte[] later = RootCodec.seal(small, header, Known.keys());
        later[3] = '2';
        assertEquals(new Failure.Unsupported("sealed file version 2"),
                Failures.expect(Failure.Unsupported.class, () -> RootCodec.open(later, vault)));
        assertEquals(new Failure.Unsupported("root object version 2"), Failures.expect(Failure.Unsupported.class,
                () -> RootJson.read(json(small).replace("\"v\":1", "\"v\":2").getBytes(UTF_8))));
    }

    @Test
    void anotherVaultDoesNotOpenIt() {
        byte[] object = RootCodec.seal(small, header, Known.keys());
        assertEquals(new Failure.WrongVault(Known.DRIVE), Failures.expect(Failure.WrongVault.class,
                () -> RootCodec.open(object, new Vault(new byte[32], false))));
    }

    @Test
    void unknownKeysAreIgnoredAndDuplicatesRefused() throws Exception {
        String json = json(small);
        assertEquals(small, RootJson.read(json.replace("\"size\"", "\"later\":[{}],\"size\"").getBytes(UTF_8)));
        refused(json.replace("\"size\":2", "\"size\":2,\"size\":2"));
    }

    @Test
    void contradictionsAreRefused() {
        String inline = json(small);
        refused(inline.replace("\"size\":2", "\"size\":3"));
        refused(inline.replace("\"count\":0", "\"count\":1"));
        refused(inline.replace("\"size\":2", "\"size\":-1"));
        refused(inline.replace("\"chunk_size\":1024", "\"chunk_size\":0"));
        refused(inline.replace("\"chunk_size\":1024", "\"chunk_size\":9223372036854775807"));
        refused(inline.replace("\"inline\":\"AQI=\"", "\"inline\":\"AQI\\u0001\""));
        refused(inline.replace("\"executable\":true", "\"executable\":\"yes\""));
        refused(inline.replace("\"name\":\"n.txt\",", ""));
        refused(inline.replace("2026-01-02T03:04:05Z", "yesterday"));
        refused(inline.replace(",\"inline\":\"AQI=\"", ""));
        refused("[]");

        Entry entry = TableTest.entries(new SplittableRandom(1), 1).getFirst();
        String entries = json(chunked(70_000, 70_000, new Content.Entries(List.of(entry))));
        refused(entries.replace("\"size\":70000", "\"size\":70001").replace("\"count\":1", "\"count\":2"));
        refused(entries.replace("\"size\":70000", "\"size\":60000"));

        Table.Page page = new Table.Page(entry.nonce(), entry.address());
        String pages = json(chunked(65 * 1024 + 1, 1024, new Content.Pages(40, List.of(page, page))));
        refused(pages.replace("\"page_entries\":40", "\"page_entries\":30"));
        refused(pages.replace("\"page_entries\":40", "\"page_entries\":0"));
        refused(pages.replace("\"page_entries\":40", "\"page_entries\":-40"));
        refused(pages.replace("\"page_entries\":40", "\"page_entries\":16385"));
    }

    @Test
    void largeInlineContentIsAGroupsOnly() throws Exception {
        byte[] list = new byte[100_000];
        assertThrows(IllegalArgumentException.class,
                () -> index(Known.plan("g", Known.grid(100_000, 1024), UploadPlan.Kind.FILE), list));
        byte[] object = index(Known.plan("g", Known.grid(0, 1024), UploadPlan.Kind.GROUP), list);
        RootObject root = RootCodec.open(object, vault).root();
        assertTrue(root.isGroup());
        assertEquals(new Content.Inline(Bytes.of(list)), root.content());
        assertEquals(0, root.count());
        refused(json(root).replace(GroupObject.CONTENT_TYPE, "text/plain"));
    }

    @Test
    void wrongNumberOfEntriesIsAMistake() {
        List<Entry> entries = TableTest.entries(new SplittableRandom(1), 70);
        IndexSealer few = new IndexSealer(Known.plan("f", Known.grid(70_000, 70_000), UploadPlan.Kind.FILE),
                Known.keys());
        IndexSealer many = new IndexSealer(Known.plan("f", Known.grid(69 * 1024, 1024), UploadPlan.Kind.FILE),
                Known.keys());
        IndexSealer.Sink nowhere = (_, _, _, _) -> {};
        assertThrows(IllegalArgumentException.class, () -> few.chunked((_, _) -> entries, ROOT, nowhere));
        assertThrows(IllegalArgumentException.class, () -> many.chunked((_, _) -> entries, ROOT, nowhere));
        assertThrows(IllegalArgumentException.class, () -> many.chunked((_, _) -> List.of(), ROOT, nowhere));
    }

    @Test
    void foreseesTheSizeOfAGroupsRootObject() throws Exception {
        GroupId id = GroupId.of("ab".repeat(16));
        GroupObject list = new GroupObject("g", List.of(new GroupObject.Member("a".repeat(300),
                new Handle(DestinationKind.NETWORK, Address.of("12".repeat(32))))), List.of("leer"));
        ByteCount maxChunk = new ByteCount(2_000);
        UploadPlan known = Known.plan("g", Known.grid(0, maxChunk.value() - 16), UploadPlan.Kind.GROUP);
        UploadPlan plan = new UploadPlan(known.upload(), known.drive(), Optional.of(id), known.kind(), known.source(),
                known.facts(), known.file(), known.enc(), known.wrappedDek(), known.grid(), known.sealedSource());
        int length = index(plan, list.encode()).length;
        RootCodec.requireFits(plan.facts(), id, list, maxChunk);
        assertTrue(length <= maxChunk.value() && length > maxChunk.value() / 2);
        Failures.expect(Failure.Unsupported.class,
                () -> RootCodec.requireFits(plan.facts(), id, list, new ByteCount(length - 1)));
    }

    @Test
    void foreseesTheSizeOfEveryRootObject() {
        Seeds.check(60, random -> {
            long chunkSize = random.nextLong(52, 5_000);
            long size = random.nextBoolean() ? random.nextLong(65_537) : random.nextLong(1_000_000);
            Grid grid = Known.grid(size, chunkSize);
            FileFacts facts = new FileFacts("n".repeat(random.nextInt(1, 40)) + "é\n🚢",
                    random.nextBoolean() ? List.of() : List.of("a", "b"), Known.TIME, Known.TIME,
                    random.nextBoolean(), "text/plain");
            Optional<GroupId> group = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new GroupId(Bytes.of(Seeds.bytes(random, 16))));
            UploadPlan known = Known.plan("n", grid, UploadPlan.Kind.FILE);
            UploadPlan plan = new UploadPlan(known.upload(), known.drive(), group, known.kind(), known.source(), facts,
                    known.file(), known.enc(), known.wrappedDek(), grid, known.sealedSource());
            List<byte[]> objects = new ArrayList<>();
            IndexSealer sealer = new IndexSealer(plan, Known.keys());
            if (grid.inline()) {
                sealer.inline(Seeds.bytes(random, (int) size), (_, _, sealed, _) -> objects.add(sealed));
            } else {
                sealer.chunked((_, count) -> TableTest.entries(random, count), ROOT,
                        (_, _, sealed, _) -> objects.add(sealed));
            }
            int length = objects.getLast().length;
            RootCodec.requireFits(facts, group, grid, new ByteCount(length));
            Failures.expect(Failure.Unsupported.class,
                    () -> RootCodec.requireFits(facts, group, grid, new ByteCount(length - 1)));
        });
    }

    @Test
    void groupKeepsEverything() throws Exception {
        GroupObject group = new GroupObject("Foto 🚢",
                List.of(new GroupObject.Member("a/b.txt",
                        new Handle(DestinationKind.NETWORK, Address.of("12".repeat(32))))),
                List.of("a", "leer"));
        assertEquals("{\"name\":\"Foto 🚢\",\"roots\":[{\"path\":\"a/b.txt\",\"handle\":\"longshore:1:network:"
                + "12".repeat(32) + "\"}],\"folders\":[\"a\",\"leer\"]}", new String(group.encode(), UTF_8));
        assertEquals(group, GroupObject.decode(group.encode()));
        for (String bad : List.of("", "{}", "{\"name\":\"x\",\"roots\":[],\"folders\":null}",
                "{\"name\":\"x\",\"roots\":[{\"path\":\"p\",\"handle\":\"longshore:2:network:00\"}],\"folders\":[]}",
                "{\"name\":\"x\",\"roots\":[null],\"folders\":[]}",
                "{\"name\":\"x\",\"roots\":[],\"folders\":[null]}",
                "{\"name\":\"x\",\"name\":\"y\",\"roots\":[],\"folders\":[]}")) {
            Failures.expect(Failure.Corrupt.class, () -> GroupObject.decode(bad.getBytes(UTF_8)));
        }
    }

    @Test
    void sourceNoteKeepsEverything() throws Exception {
        SourceNote note = new SourceNote(
                new SourceIdentity(Path.of("/tmp/été 🚢"), new ByteCount(1L << 40),
                        Instant.parse("2026-01-02T03:04:05.123456789Z"), "(dev=1,ino=2)"),
                small.facts(), UploadPlan.Kind.GROUP, small.group());
        assertEquals(note, SourceNote.decode(note.encode()));
        SourceNote alone = new SourceNote(note.source(), note.facts(), UploadPlan.Kind.FILE, Optional.empty());
        assertEquals(alone, SourceNote.decode(alone.encode()));
        assertEquals("[hidden]", note.toString());
        String json = new String(note.encode(), UTF_8);
        Failures.expect(Failure.Unsupported.class,
                () -> SourceNote.decode(json.replace("\"v\":1", "\"v\":2").getBytes(UTF_8)));
        Failures.expect(Failure.Corrupt.class,
                () -> SourceNote.decode(json.replace("GROUP", "HEAP").getBytes(UTF_8)));
        Failures.expect(Failure.Unsupported.class,
                () -> SourceNote.decode(json.replace("/tmp/", "/tmp\\u0000/").getBytes(UTF_8)));
    }

    static boolean isRoot(byte[] object) {
        return new String(object, 0, 4, US_ASCII).equals("LSH1");
    }

    private static RootObject chunked(long size, long chunkSize, Content content) {
        return new RootObject(new FileFacts("n", List.of(), Known.TIME, Known.TIME, false, "text/plain"),
                Optional.empty(), new ByteCount(size), new ByteCount(chunkSize), ROOT, content);
    }

    private static byte[] index(UploadPlan plan, byte[] content) throws FailureException {
        List<byte[]> objects = new ArrayList<>();
        new IndexSealer(plan, Known.keys()).inline(content, (_, _, sealed, _) -> objects.add(sealed));
        return objects.getFirst();
    }

    private static String json(RootObject root) {
        return new String(RootJson.write(root), UTF_8);
    }

    private static void refused(String json) {
        Failures.expect(Failure.Corrupt.class, () -> RootJson.read(json.getBytes(UTF_8)));
    }
}
