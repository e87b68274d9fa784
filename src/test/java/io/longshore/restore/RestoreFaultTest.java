package io.longshore.restore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.destination.MemoryProvider;
import io.longshore.model.Address;
import io.longshore.model.DestinationKind;
import io.longshore.model.Failure;
import io.longshore.model.Handle;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.seal.Vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class RestoreFaultTest {
    private static final int CHUNK = 4096;
    private static final int CHUNKS = 200;

    @TempDir
    private Path temporary;
    private RestoreFixture fixture;
    private Path source;
    private Sealing.Sealed sealed;

    @BeforeEach
    void store() throws Exception {
        fixture = new RestoreFixture(temporary, CHUNK);
        source = fixture.source("file.bin", CHUNKS * CHUNK);
        sealed = fixture.sealing.file(source);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void needsOneGoodProviderForEachObject() throws Exception {
        int turn = 0;
        for (Address address : fixture.destination.memory(0).held()) {
            int good = turn++ % 5;
            fixture.destination.memory((good + 1) % 5).damage(address);
            fixture.destination.memory((good + 2) % 5).lose(address);
            fixture.destination.memory((good + 3) % 5).truncate(address);
            fixture.destination.memory((good + 4) % 5).damage(address);
        }
        succeeds();
    }

    @Test
    void manageWithOneProviderLeft() throws Exception {
        fixture.destination.memory().subList(0, 4).forEach(provider -> provider.down(true));
        succeeds();
    }

    @Test
    void takesAChunkThatDoesNotOpenFromAnotherProvider() throws Exception {
        for (MemoryProvider provider : fixture.destination.memory().subList(0, 4)) {
            provider.unchecked(true);
            sealed.chunks().forEach(chunk -> provider.damage(chunk.address()));
        }
        succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "page", "chunk"})
    void failsClearlyWhenAllProvidersLackOrDamageAnObject(String which) throws Exception {
        Address address = address(which);
        fixture.destination.damage(address);
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(sealed.handle()));
        fixture.destination.lose(address);
        assertInstanceOf(Failure.NotFound.class, fixture.failure(sealed.handle()));
        fixture.destination.memory(3).down(true);
        assertInstanceOf(Failure.Unavailable.class, fixture.failure(sealed.handle()));
        assertEquals(List.of(), fixture.restored());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "page", "chunk"})
    void failsClearlyWhenAnObjectIsCutShortAndNobodyChecks(String which) throws Exception {
        Address address = address(which);
        fixture.destination.memory().forEach(provider -> provider.unchecked(true));
        fixture.destination.memory().forEach(provider -> provider.truncate(address));
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(sealed.handle()));
        fixture.destination.memory().forEach(provider -> provider.keep(address, new byte[0]));
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(sealed.handle()));
        assertEquals(List.of(), fixture.restored());
    }

    @Test
    void refusesAHandleThatLeadsToNoRootObject() throws Exception {
        Handle chunk = new Handle(DestinationKind.NETWORK, sealed.chunks().getFirst().address());
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(chunk));
        Handle page = new Handle(DestinationKind.NETWORK, address("page"));
        assertInstanceOf(Failure.Corrupt.class, fixture.failure(page));
        assertEquals(List.of(), fixture.restored());
    }

    @Test
    void refusesTheFileOfAnotherVault() throws Exception {
        try (Vault other = Vault.create(fixture.folder.resolve("other.json"), Optional.empty(), new SecureRandom())) {
            Restore foreign = new Restore(fixture.destination, other, FetcherTest.SHORT, fixture.random);
            assertEquals(new Failure.WrongVault(sealed.plan().drive()),
                    RestoreFixture.failure(() -> foreign.restore(sealed.handle(), fixture.target, false)));
        }
    }

    @Test
    void saysThatTheVaultIsLocked() {
        fixture.vault.close();
        assertEquals(new Failure.VaultLocked(), fixture.failure(sealed.handle()));
    }

    @Test
    void namesTheMemberThatFailsAndGoesOn() throws Exception {
        Path folder = Files.createDirectories(fixture.sources.resolve("folder/deep")).getParent();
        Files.writeString(folder.resolve("a"), "first");
        Files.write(folder.resolve("deep/lost"), fixture.content(65_537));
        Files.writeString(folder.resolve("z"), "last");
        var before = fixture.destination.memory(0).held();
        Handle handle = fixture.sealing.folder(folder).handle();
        Address lost = fixture.destination.memory(0).held().stream().filter(address -> !before.contains(address))
                .filter(address -> fixture.destination.memory(0).kept(address).orElseThrow().length == CHUNK + 16)
                .findFirst().orElseThrow();
        fixture.destination.lose(lost);
        Restored restored = fixture.restore(handle);
        assertEquals(2, restored.files());
        assertEquals(List.of("deep/lost"), List.copyOf(restored.failed().keySet()));
        assertInstanceOf(Failure.NotFound.class, restored.failed().get("deep/lost"));
        assertEquals("last", Files.readString(restored.path().resolve("z")));
        assertEquals(List.of(), List.of(restored.path().resolve("deep").toFile().list()));
    }

    @Test
    void endsAsCancelledWhenInterruptedAndLeavesNothing() throws Exception {
        fixture.destination.memory().forEach(MemoryProvider::hold);
        assertEquals(new Failure.Cancelled(), interruptedOnceWaiting(1));
        assertEquals(List.of(), fixture.restored());
    }

    @Test
    void endsAsCancelledInTheMiddleOfTheChunks() throws Exception {
        List<Address> chunks = sealed.chunks().stream().skip(10).map(PlannedChunk::address).toList();
        fixture.destination.memory().forEach(provider -> provider.hold(chunks));
        assertEquals(new Failure.Cancelled(), interruptedOnceWaiting(8));
        assertEquals(List.of(), fixture.restored());
    }

    @Test
    void keepsNoMoreChunksInMemoryThanFitTheBudget() throws Exception {
        for (int mebibytes : List.of(1, 4, 8, 16, 21)) {
            int chunk = mebibytes << 20;
            assertTrue((ChunkFlow.width(chunk) + 2L) * chunk <= 64L << 20, mebibytes + " MiB");
        }
        assertEquals(8, ChunkFlow.width(CHUNK));
        List<Address> chunks = sealed.chunks().stream().map(PlannedChunk::address).toList();
        fixture.destination.memory().forEach(provider -> provider.hold(chunks));
        FutureTask<Restored> restoring = new FutureTask<>(() -> fixture.restore(sealed.handle()));
        Thread thread = Thread.ofVirtual().start(restoring);
        // It waits for room in the window, with as many requests on their way as there is room for.
        while (waiting() < 8 || thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(8, waiting());
        fixture.destination.memory().forEach(MemoryProvider::release);
        assertEquals(1, restoring.get().files());
    }

    private Failure interruptedOnceWaiting(int requests) throws Exception {
        FutureTask<Failure> ending = new FutureTask<>(() -> fixture.failure(sealed.handle()));
        Thread thread = Thread.ofVirtual().start(ending);
        while (waiting() < requests) {
            assertFalse(ending.isDone());
            Thread.onSpinWait();
        }
        thread.interrupt();
        return ending.get(10, TimeUnit.SECONDS);
    }

    private long waiting() {
        return fixture.destination.memory().stream().mapToLong(MemoryProvider::waiting).sum();
    }

    private void succeeds() throws Exception {
        fixture.restore(sealed.handle());
        assertEquals(-1, Files.mismatch(source, fixture.target.resolve("file.bin")));
        assertEquals(List.of("file.bin"), fixture.restored());
    }

    private Address address(String which) {
        List<IndexObject> index = sealed.index().objects();
        assertTrue(index.size() > 2, "several pages");
        return switch (which) {
            case "root" -> index.getLast().address();
            case "page" -> index.get(1).address();
            default -> sealed.chunks().get(CHUNKS - 1).address();
        };
    }
}
