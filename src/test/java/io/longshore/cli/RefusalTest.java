package io.longshore.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.House;
import io.longshore.Options;
import io.longshore.World;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Handle;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.seal.DataKey;
import io.longshore.seal.RootCodec;
import io.longshore.seal.RootObject;
import io.longshore.seal.Vault;
import io.longshore.seal.Wrapping;
import io.longshore.text.Words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What cannot be restored, through the real command line and the real engine: a sentence, an exit code, and nothing
/// written where it should not be.
@Timeout(120)
class RefusalTest {
    private static final String SECRET = "the content";

    @TempDir
    private static Path folder;
    private static World world;
    private static Path home;
    private static Handle good;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path outside;
    private Path target;

    @BeforeAll
    static void open() throws Exception {
        world = new World(folder);
        home = world.fresh("home");
        try (House house = world.house(home)) {
            Path source = Files.writeString(world.fresh("source"), SECRET);
            good = World.done(house, World.add(house, source));
        }
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @BeforeEach
    void place() throws IOException {
        outside = Files.createDirectories(world.fresh("outside"));
        target = Files.createDirectories(outside.resolve("inner").resolve("target"));
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    private int run(Path at, String... arguments) {
        Words words = Words.of(Locale.ENGLISH);
        Phrases phrases = new Phrases(words.locale());
        Secrets secrets = new Secrets(_ -> Optional.empty(), phrases);
        Shell shell = new Shell(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false, words, phrases,
                "longshore", at, _ -> () -> {}, new HouseOpening(secrets), _ -> 2, new NoHosting(), secrets);
        return new Cli(shell).execute(arguments);
    }

    /// What stands around the target.
    private Set<Path> written() throws IOException {
        try (Stream<Path> paths = Files.walk(outside)) {
            return new TreeSet<>(paths.toList());
        }
    }

    private void assertRefused(int code, Path at, String handle) throws IOException {
        Set<Path> before = written();
        assertEquals(code, run(at, "restore", handle, target.toString()), err.toString(StandardCharsets.UTF_8));
        String said = err.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("\tat ") || said.contains("Exception"), said);
        assertEquals(1, said.lines().filter(line -> line.startsWith("longshore: ")).count(), said);
        assertTrue(said.lines().count() <= 2, said);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(before, written(), "nothing is written");
    }

    @Test
    void restoresWhatIsInOrder() throws IOException {
        Path file = target.resolve("back");
        assertEquals(0, run(home, "restore", good.toString(), file.toString()), err.toString(StandardCharsets.UTF_8));
        assertEquals(SECRET, Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "longshore:2:network:00", "longshore:1:network:00", "longshore:1:moon:00", "",
        "../x"})
    void aHandleThatIsNoneIsRefused(String handle) throws IOException {
        assertRefused(1, home, handle);
    }

    @Test
    void aHandleOfNothingIsRefused() throws IOException {
        assertRefused(1, home, new Handle(DestinationKind.NETWORK, Address.of(new byte[Address.SIZE])).toString());
    }

    @Test
    void aDamagedHandleIsRefused() throws IOException {
        String text = good.toString();
        char last = text.charAt(text.length() - 1);
        assertRefused(1, home, text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0'));
    }

    @Test
    void aHandleOfAnotherVaultIsRefused() throws Exception {
        Path other = world.fresh("home");
        try (House house = world.house(other)) {
            World.done(house, World.add(house, world.file(10)));
        }
        assertRefused(1, other, good.toString());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("LS-WRONG-VAULT"));
    }

    @Test
    void aDataFolderWithoutDrivesHasNothing() throws IOException {
        assertRefused(1, world.fresh("home"), good.toString());
    }

    @Test
    void aDestinationWithoutTheDataIsRefused() throws Exception {
        for (int node = 0; node < 5; node++) {
            world.faults(node).refuse(true);
        }
        assertRefused(1, home, good.toString());
    }

    @Test
    void aDestinationThatLiesIsRefused() throws Exception {
        for (int node = 0; node < 5; node++) {
            world.faults(node).wrongBytes(true);
        }
        assertRefused(1, home, good.toString());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("LS-CORRUPT"));
    }

    @Test
    void aDestinationThatIsGoneIsRefused() throws Exception {
        Path there;
        Handle handle;
        try (World gone = new World(Files.createDirectories(world.fresh("gone")))) {
            there = gone.fresh("home");
            try (House house = gone.house(there)) {
                handle = World.done(house, World.add(house, gone.file(10)));
            }
        }
        assertRefused(1, there, handle.toString());
    }

    /// A root object of our own drive with a hostile name, on all nodes.
    private Handle hostile(String name, List<String> path) throws Exception {
        Drive drive;
        try (House house = House.open(new Options(home, Optional.empty(), new Options.Network.None()))) {
            drive = house.drives().getFirst();
        }
        Vault vault = Vault.open(home.resolve("vault.json"), Optional.empty());
        SecureRandom random = new SecureRandom();
        FileId file = FileId.of(random.generateSeed(FileId.SIZE));
        DataKey key = DataKey.random(random);
        Wrapping.Wrapped wrapped = Wrapping.wrap(key, vault.drivePublicKey(drive.id()), drive.id(), file, random);
        byte[] content = SECRET.getBytes(StandardCharsets.UTF_8);
        FileFacts facts = new FileFacts(name, path, Instant.EPOCH, Instant.EPOCH, false, "text/plain");
        RootObject root = new RootObject(facts, Optional.empty(), new ByteCount(content.length),
                new ByteCount(1024), MerkleTree.root(List.of(MerkleTree.leaf(content))),
                new RootObject.Content.Inline(Bytes.of(content)));
        byte[] sealed = RootCodec.seal(root, new RootCodec.Header(drive.id(), file, wrapped), key.keys(file));
        world.plant(sealed);
        return new Handle(DestinationKind.NETWORK, new Address(Hashes.sha256(sealed).bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "../../escaped", "/etc/escaped", "a\\b", "C:escaped", "NUL", "a\u0000b"})
    void aRootObjectWithAHostileNameIsRefused(String name) throws Exception {
        assertRefused(1, home, hostile(name, List.of()).toString());
        assertFalse(err.toString(StandardCharsets.UTF_8).contains("\u0000"), "nothing raw is printed");
    }

    @Test
    void aConflictOfProvidersIsItsOwnExitCode() throws Exception {
        for (int node = 0; node < 3; node++) {
            world.faults(node).diverging(true);
        }
        Path source = world.file(World.ONE_CHUNK);
        assertEquals(4, run(world.fresh("home"), "upload", source.toString(), "--localnet",
                world.directory().toString(), "--json"));
        String printed = out.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains("\"state\":\"stalled\"") && printed.contains("LS-DISAGREEMENT"), printed);
    }

    @Test
    void aFolderThatAnotherProgramHasIsSaid() throws Exception {
        try (House _ = world.house(home)) {
            assertRefused(5, home, good.toString());
        }
    }
}
