package io.longshore.restore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.plan.FolderScan;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.Entry;
import io.longshore.seal.GroupObject;
import io.longshore.seal.RootCodec;
import io.longshore.seal.RootObject;
import io.longshore.seal.RootObject.Content;
import io.longshore.seal.Wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/// Anyone who knows a drive's public key can make a sealed file for it that says what they like.
class HostileRestoreTest {
    private static final int CHUNK = 128 * 1024;
    private static final Bytes TEXT = Bytes.of(new byte[]{1, 2, 3});
    private static final Hash TEXT_ROOT = MerkleTree.leaf(TEXT.toArray());

    @TempDir
    private Path temporary;
    private RestoreFixture fixture;
    private Map<String, String> untouched;

    @BeforeEach
    void open() throws Exception {
        fixture = new RestoreFixture(temporary, CHUNK);
        untouched = RestoreFixture.tree(fixture.folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "/etc/passwd", "a/b", "a\\b", "..\\x", "a\0b", "c:x", "file:stream",
        "con",
        "NUL.txt", "com1", "dot.", "space "})
    void refusesANameThatCouldDoHarm(String name) throws Exception {
        Handle handle = handle(facts(name, List.of()), new Content.Inline(TEXT), 3, TEXT_ROOT);
        assertEquals(new Failure.HostileName(name), fixture.failure(handle));
        assertEquals(new Failure.HostileName(name), RestoreFixture.failure(
                () -> fixture.restore.restore(handle, fixture.target.resolve("chosen"), true)));
        assertEquals(untouched, RestoreFixture.tree(fixture.folder));
    }

    @Test
    void refusesAHostilePathWithinAGroup() throws Exception {
        Handle handle = handle(facts("x", List.of("a", "..", "x")), new Content.Inline(TEXT), 3, TEXT_ROOT);
        assertEquals(new Failure.HostileName(".."), fixture.failure(handle));
        assertEquals(untouched, RestoreFixture.tree(fixture.folder));
    }

    @Test
    void refusesHostileMembersAndFoldersAndGoesOn() throws Exception {
        Handle good = fixture.sealing.file(fixture.source("good", 10)).handle();
        Handle hostile = handle(facts("..", List.of()), new Content.Inline(TEXT), 3, TEXT_ROOT);
        Path outside = Files.createDirectory(fixture.folder.resolve("outside"));
        Path group = Files.createDirectory(fixture.target.resolve("group"));
        Files.createSymbolicLink(group.resolve("link"), outside);
        List<String> refused = List.of("../x", "/x", "a//x", "a/../../x", "link/x", "aux/x", "", "x:y", "a\\x");
        List<GroupObject.Member> members = new ArrayList<>();
        refused.forEach(path -> members.add(new GroupObject.Member(path, good)));
        members.add(new GroupObject.Member("named/badly", hostile));
        members.add(new GroupObject.Member("fine/x", good));
        members.add(new GroupObject.Member("fine/x", good));
        Restored restored = fixture.restore.restore(group(new GroupObject("group", members,
                List.of("../folder", "link/folder", "link", "empty"))), fixture.target, true);
        assertEquals(1, restored.files());
        assertEquals(refused.size() + 5, restored.failed().size());
        assertEquals(new Failure.Exists(group.resolve("link")), restored.failed().get("link/x"));
        assertEquals(new Failure.Exists(group.resolve("fine/x")), restored.failed().get("fine/x"));
        assertInstanceOf(Failure.HostileName.class, restored.failed().get("named/badly"));
        assertEquals(List.of("empty", "fine", "link", "named"),
                List.of(group.toFile().list()).stream().sorted().toList());
        assertEquals(0, outside.toFile().list().length);
        assertFalse(Files.exists(fixture.target.resolve("x")));
    }

    @Test
    void refusesALinkInTheWayOfAGroup() throws Exception {
        Path outside = Files.createDirectory(fixture.folder.resolve("outside"));
        Path link = Files.createSymbolicLink(fixture.target.resolve("group"), outside);
        Handle good = fixture.sealing.file(fixture.source("good", 10)).handle();
        Handle handle = group(new GroupObject("group", List.of(new GroupObject.Member("x", good)), List.of()));
        assertEquals(new Failure.Exists(link), fixture.failure(handle));
        assertEquals(0, outside.toFile().list().length);
    }

    @Test
    void refusesAGroupWithinAGroup() throws Exception {
        Handle inner = group(new GroupObject("inner", List.of(), List.of()));
        Restored restored = fixture.restore(group(new GroupObject("group",
                List.of(new GroupObject.Member("inner", inner)), List.of())));
        assertInstanceOf(Failure.Unsupported.class, restored.failed().get("inner"));
    }

    @Test
    void refusesContentThatDoesNotGiveTheFileRoot() throws Exception {
        Hash wrong = Hash.of(new byte[Hash.SIZE]);
        assertInstanceOf(Failure.Corrupt.class,
                fixture.failure(handle(facts("x", List.of()), new Content.Inline(TEXT), 3, wrong)));
        Sealing.Sealed sealed = fixture.sealing.file(fixture.source("file", 3 * CHUNK));
        List<Entry> entries = sealed.chunks().stream().map(Entry::of).toList();
        RootObject lying = new RootObject(facts("x", List.of()), Optional.empty(), new ByteCount(3L * CHUNK),
                new ByteCount(CHUNK), wrong, new Content.Entries(entries));
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(fixture.sealing.root(lying, like(sealed))));
        assertEquals(List.of(), fixture.restored());
    }

    @Test
    void refusesChunksInAnotherOrder() throws Exception {
        fails(entries -> entries.reversed());
        fails(entries -> List.of(entries.get(0), entries.get(0), entries.get(2)));
        fails(entries -> List.of(entries.get(0), at(entries.get(0), 0), at(entries.get(0), 1)));
        fails(entries -> List.of(at(entries.get(0), 2), entries.get(1), entries.get(2)));
        fails(entries -> List.of(entries.get(0), entries.get(1), at(entries.get(1), 0)));
    }

    @Test
    void refusesChunksTooLargeForMemory() throws Exception {
        Sealing.Fresh fresh = fixture.sealing.fresh();
        Entry entry = Entry.of(fixture.sealing.file(fixture.source("file", CHUNK)).chunks().getFirst());
        RootObject vast = new RootObject(facts("x", List.of()), Optional.empty(), new ByteCount(1L << 40),
                new ByteCount(1L << 30), TEXT_ROOT, new Content.Entries(Collections.nCopies(1024, entry)));
        assertInstanceOf(Failure.Unsupported.class, fixture.failure(fixture.sealing.root(vast, fresh)));
        assertEquals(List.of(), fixture.restored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "", "{\"name\":\"x\",\"roots\":[null],\"folders\":[]}",
        "{\"name\":\"x\",\"roots\":[{}],\"folders\":[]}", "{\"name\":\"x\",\"roots\":[],\"folders\":[null]}",
        "{\"name\":\"x\",\"roots\":[{\"path\":\"x\",\"handle\":\"longshore:2:network:00\"}],\"folders\":[]}"})
    void refusesAListThatIsNone(String json) throws Exception {
        Bytes list = Bytes.of(json.getBytes(StandardCharsets.UTF_8));
        FileFacts facts = new FileFacts("group", List.of(), Instant.EPOCH, Instant.EPOCH, false,
                GroupObject.CONTENT_TYPE);
        Hash root = list.size() == 0 ? MerkleTree.root(List.of()) : MerkleTree.leaf(list.toArray());
        assertInstanceOf(Failure.Corrupt.class,
                fixture.failure(handle(facts, new Content.Inline(list), list.size(), root)));
        assertEquals(List.of(), fixture.restored());
    }

    @Test
    void bearsTimesNoFileSystemHas() throws Exception {
        FileFacts facts = new FileFacts("x", List.of(), Instant.parse("-1000000-01-01T00:00:00Z"),
                Instant.parse("+999999999-12-31T23:59:59Z"), true, "text/plain");
        Restored restored = fixture.restore(handle(facts, new Content.Inline(TEXT), 3, TEXT_ROOT));
        assertEquals(3, Files.size(restored.path()));
    }

    /// The chunks of a real file under a table that is not its own.
    private void fails(UnaryOperator<List<Entry>> change) throws Exception {
        Sealing.Sealed sealed = fixture.sealing.file(fixture.source("file", 3 * CHUNK - 1));
        List<Entry> entries = change.apply(sealed.chunks().stream().map(Entry::of).toList());
        RootObject lying = new RootObject(facts("x", List.of()), Optional.empty(), sealed.plan().grid().size(),
                sealed.plan().grid().chunkSize(),
                MerkleTree.root(sealed.chunks().stream().map(chunk -> chunk.leaf()).toList()),
                new Content.Entries(entries));
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(fixture.sealing.root(lying, like(sealed))));
        assertEquals(List.of(), fixture.restored());
    }

    private static Entry at(Entry entry, long sealedAs) {
        return new Entry(entry.nonce(), entry.address(), sealedAs);
    }

    private static Sealing.Fresh like(Sealing.Sealed sealed) {
        return new Sealing.Fresh(new RootCodec.Header(sealed.plan().drive(), sealed.plan().file(),
                new Wrapping.Wrapped(sealed.plan().enc(), sealed.plan().wrappedDek())), sealed.keys());
    }

    private Handle handle(FileFacts facts, Content content, long size, Hash root) throws Exception {
        return fixture.sealing.root(new RootObject(facts, Optional.empty(), new ByteCount(size), new ByteCount(CHUNK),
                root, content), fixture.sealing.fresh());
    }

    private Handle group(GroupObject list) throws Exception {
        Path folder = fixture.sources.resolve("listed");
        FolderScan.Found found = FolderScan.of(List.of(Files.exists(folder) ? folder : Files.createDirectory(folder)))
                .groups().getFirst().folder();
        FolderScan.Found named = new FolderScan.Found(found.source(), new FileFacts(list.name(), List.of(),
                Instant.EPOCH, Instant.EPOCH, false, GroupObject.CONTENT_TYPE));
        return fixture.sealing.group(named, new GroupId(Bytes.of(new byte[GroupId.SIZE])), list).handle();
    }

    private static FileFacts facts(String name, List<String> path) {
        return new FileFacts(name, path, Instant.EPOCH, Instant.EPOCH, false, "text/plain");
    }
}
