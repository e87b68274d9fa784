package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.ledger.Ledger;
import io.longshore.localnet.DevChain;
import io.longshore.model.Address;
import io.longshore.model.Checkpoint;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.DestinationKind;
import io.longshore.model.ExportedProof;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.VerifiedProof;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.proof.Hashes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Proofs that the checkpoints of a real network cover what was uploaded.
class ProofTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static World world;
    private static Path home;
    private static UploadSnapshot small;
    private static UploadSnapshot large;
    private static UploadSnapshot list;
    private static int inFolder;

    @BeforeAll
    static void upload() throws Exception {
        world = new World(shared);
        home = world.fresh("home");
        try (House house = world.house(home)) {
            small = done(house, world.file(300));
            Path dropped = Files.createDirectory(shared.resolve("dropped"));
            Files.copy(world.file(World.ONE_CHUNK), dropped.resolve("secret name.bin"));
            Files.writeString(dropped.resolve("note"), "note");
            Set<UploadId> added = new HashSet<>(house.add(List.of(dropped), Optional.empty(), Optional.empty())
                    .uploads());
            inFolder = added.size();
            house.await(added);
            list = house.snapshot().uploads().stream().filter(upload -> added.contains(upload.id()))
                    .filter(upload -> upload.path().equals(dropped)).findFirst().orElseThrow();
            large = done(house, world.file(2 * World.CHUNK + 5));
        }
    }

    private static UploadSnapshot done(House house, Path file) throws Exception {
        UploadId upload = World.add(house, file);
        World.done(house, upload);
        return World.snapshot(house, upload);
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    private interface Use<T> {
        T of(Proofs proofs, Ledger ledger) throws FailureException;
    }

    private static <T> T with(Use<T> use) throws FailureException {
        try (Ledger ledger = Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()))) {
            return use.of(Proofs.of(ledger), ledger);
        }
    }

    private ExportedProof export(UploadSnapshot upload, Path target) throws FailureException {
        return with((proofs, _) -> proofs.export(upload.handle().orElseThrow(), target, false));
    }

    private static Checkpoint newest() throws FailureException {
        return with((_, ledger) -> ledger.leaves()
                .checkpoints(ledger.drives().all().getFirst().id(), 1).getFirst());
    }

    @Test
    void whatIsExportedHoldsByTheFileAloneAndByTheChain() throws Exception {
        Checkpoint newest = newest();
        for (UploadSnapshot upload : List.of(small, large)) {
            Path file = folder.resolve(upload.id().toString());
            ExportedProof exported = export(upload, file);
            assertEquals(newest, exported.checkpoint());
            // Its chunks, and its root object.
            assertEquals(upload.chunks() + 1, exported.chunks());
            VerifiedProof verified = Exports.verifyProof(file, Optional.empty());
            assertEquals(upload.handle().orElseThrow(), verified.handle());
            assertEquals(exported.chunks(), verified.chunks());
            assertEquals(exported.leaves(), verified.leaves());
            assertEquals(newest.count(), verified.checkpoint().count());
            assertEquals(Set.copyOf(newest.signers()), Set.copyOf(verified.checkpoint().signers()));
            assertTrue(verified.signers().size() >= 3
                    && verified.signers().stream().allMatch(signer -> signer.scheme() == CommitmentScheme.LSH1));
            assertTrue(verified.onChain().isEmpty());
            VerifiedProof.OnChain found = Exports.verifyProof(file, Optional.of(world.network().chain().rpc()))
                    .onChain().orElseThrow();
            assertEquals(5, found.providers());
            assertEquals(3, found.required());
            assertTrue(found.stands());
            assertEquals(Set.copyOf(newest.signers()),
                    Set.copyOf(found.signers().stream().map(ProviderId::new).toList()));
        }
    }

    @Test
    void theListOfAFolderIsProvedWithItsFiles() throws Exception {
        Path file = folder.resolve("proof");
        ExportedProof exported = export(list, file);
        // The list's root object, and for each file its root object; one has a chunk besides.
        assertEquals(inFolder + 1, exported.chunks());
        assertEquals(exported.chunks(), Exports.verifyProof(file, Optional.empty()).chunks());
    }

    @Test
    void aProofTellsNothingOfThisMachine() throws Exception {
        Path file = folder.resolve("proof");
        export(list, file);
        String text = Files.readString(file);
        for (String told : List.of("secret", "dropped", shared.toString(), home.toString(), "rpc", "127.0.0.1")) {
            assertFalse(text.contains(told), told);
        }
    }

    @Test
    void aLaterCheckpointMakesAnEarlierProofNoneTheWorse() throws Exception {
        Path other = world.fresh("home");
        Path before = folder.resolve("before");
        UploadId first;
        try (House house = world.house(other)) {
            first = World.add(house, world.file(100));
            World.done(house, first);
        }
        Path kept = home;
        home = other;
        try {
            UploadSnapshot upload;
            try (House house = world.house(other)) {
                upload = World.snapshot(house, first);
            }
            export(upload, before);
            try (House house = world.house(other)) {
                World.done(house, World.add(house, world.file(101)));
            }
            VerifiedProof verified = Exports.verifyProof(before, Optional.of(world.network().chain().rpc()));
            assertFalse(verified.onChain().orElseThrow().stands());
            assertTrue(verified.onChain().orElseThrow().signers().size() >= 3);
            export(upload, folder.resolve("after"));
            assertTrue(Exports.verifyProof(folder.resolve("after"), Optional.of(world.network().chain().rpc()))
                    .onChain().orElseThrow().stands());
        } finally {
            home = kept;
        }
    }

    @Test
    void anotherChainConfirmsNothing() throws Exception {
        Path file = folder.resolve("proof");
        export(small, file);
        try (DevChain chain = DevChain.open(Files.createDirectory(folder.resolve("chain")), 0, "token",
                InstantSource.system(), new SecureRandom())) {
            FailureException failure = assertThrows(FailureException.class,
                    () -> Exports.verifyProof(file, Optional.of(chain.rpc())));
            assertInstanceOf(Failure.Corrupt.class, failure.failure());
        }
    }

    @Test
    void aChainContradictsWhatTheFileAloneCannotShow() throws Exception {
        Path file = folder.resolve("proof");
        export(small, file);
        for (String number : List.of("\"block\":", "\"block_time\":")) {
            String text = Files.readString(file);
            int at = text.indexOf(number) + number.length();
            Path forged = reended(text.substring(0, at) + (text.charAt(at) == '9' ? '8' : '9')
                    + text.substring(at + 1));
            assertTrue(Exports.verifyProof(forged, Optional.empty()).chunks() > 0);
            assertInstanceOf(Failure.Corrupt.class, assertThrows(FailureException.class,
                    () -> Exports.verifyProof(forged, Optional.of(world.network().chain().rpc()))).failure());
        }
    }

    /// Ends lines anew, as one who forges would.
    private Path reended(String text) throws IOException {
        String end = text.lines().toList().getLast();
        String before = text.substring(0, text.length() - end.length() - 1);
        String digest = Hashes.sha256(before.getBytes()).toString();
        return Files.writeString(folder.resolve("forged"),
                before + end.replaceFirst("\"digest\":\"[^\"]*\"", "\"digest\":\"" + digest + "\"") + "\n");
    }

    @Test
    void whatNoCheckpointCoversHasNoProof() throws Exception {
        Handle unknown = new Handle(DestinationKind.NETWORK, Address.of("0x" + "00".repeat(32)));
        assertInstanceOf(Failure.NotFound.class, assertThrows(FailureException.class,
                () -> with((proofs, _) -> proofs.export(unknown, folder.resolve("none"), false))).failure());
        assertFalse(Files.exists(folder.resolve("none")));
    }
}
