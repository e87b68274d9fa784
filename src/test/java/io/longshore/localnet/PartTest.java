package io.longshore.localnet;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.destination.Committing;
import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Commitment;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.WaveId;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The local network in processes of its own, which are killed.
@Tag("long")
class PartTest {
    private static final long SEED = Long.getLong("longshore.seed", 20261121L);
    private static final int ROUNDS = 8;
    private static final DriveId DRIVE = DriveId.of("0x000102030405060708090a0b0c0d0e0f");

    @TempDir
    private Path folder;
    private final Http http = new Http();
    private final List<PartProcess> processes = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final Set<Address> stored = new HashSet<>();
    private int made;

    @AfterEach
    void end() {
        processes.forEach(PartProcess::close);
        http.close();
    }

    private PartProcess start(String part) throws Exception {
        PartProcess process = PartProcess.start(folder, part);
        processes.add(process);
        return process;
    }

    private static byte[] chunk(int number) {
        return ByteBuffer.allocate(300_000).putInt(number).array();
    }

    private static Address address(byte[] bytes) {
        return new Address(Hashes.sha256(bytes).bytes());
    }

    private static Hash root(List<Leaf> leaves) {
        Mmr mmr = new Mmr();
        leaves.forEach(leaf -> mmr.append(Mmr.leaf(leaf.dataRoot(), leaf.dataSize(), leaf.totalSize())));
        return mmr.root();
    }

    private static Leaf leaf(List<Leaf> before, List<Address> chunks) {
        ByteCount size = new ByteCount(300_000L * chunks.size());
        ByteCount total = before.isEmpty() ? size : before.getLast().totalSize().plus(size);
        return new Leaf(DRIVE, before.size(), new WaveId(before.size() + 1L),
                IntStream.range(0, chunks.size()).boxed().toList(), chunks, MerkleTree.dataRoot(chunks), size, total);
    }

    /// Pays, puts and commits at the first node until it is killed; what was acknowledged is noted.
    private void write(PayingDrive drive, AtomicBoolean stop) {
        Provider node = drive.destination().providers().getFirst();
        try {
            while (!stop.get()) {
                List<Address> chunks = new ArrayList<>();
                List<byte[]> bytes = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    bytes.add(chunk(made++));
                    chunks.add(address(bytes.getLast()));
                }
                drive.pay(chunks);
                for (byte[] chunk : bytes) {
                    node.put(address(chunk), chunk, chunk.length, () -> {});
                    stored.add(address(chunk));
                }
                Leaf leaf = leaf(leaves, chunks);
                assertInstanceOf(Committing.Answer.Committed.class,
                        node.committing().orElseThrow().commit(List.of(leaf)));
                leaves.add(leaf);
            }
        } catch (FailureException e) {
            assertInstanceOf(Failure.Unavailable.class, e.failure());
        }
    }

    @Test
    void losesNothingAcknowledgedWhenItsNodeIsKilled() throws Exception {
        Random random = new Random(SEED);
        start("chain");
        PartProcess directory = start("directory");
        for (int i = 1; i < 5; i++) {
            start("node:" + i);
        }
        PartProcess node = start("node:0");
        PayingDrive drive = new PayingDrive(http, new NetworkDirectory(http, directory.url()), 7);
        for (int round = 0; round < ROUNDS; round++) {
            AtomicBoolean stop = new AtomicBoolean();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> writing = threads.submit(() -> write(drive, stop));
                Thread.sleep(Duration.ofMillis(200 + random.nextInt(1_300)));
                node.kill();
                stop.set(true);
                writing.get();
            }
            PartProcess again = start("node:0");
            assertEquals(node.url(), again.url());
            node = again;
            check(drive);
        }
        assertTrue(leaves.size() > ROUNDS, "only " + leaves.size() + " leaves in " + ROUNDS + " rounds");
        assertEquals(143, node.end());
    }

    private void check(PayingDrive drive) throws FailureException {
        Provider node = drive.destination().providers().getFirst();
        assertEquals(Set.of(), node.missing(stored), "seed " + SEED);
        Commitment commitment = node.committing().orElseThrow().commitment();
        if (commitment.count() == leaves.size() + 1L) {
            // The last commit was kept and its answer lost.
            List<Address> last = IntStream.range(made - 4, made).mapToObj(number -> address(chunk(number))).toList();
            leaves.add(leaf(leaves, last));
        }
        assertEquals(leaves.size(), commitment.count(), "seed " + SEED);
        assertEquals(root(leaves), commitment.root(), "seed " + SEED);
        // What was accepted before the kill is still paid for.
        for (int number = Math.max(0, made - 4); number < made; number++) {
            byte[] chunk = chunk(number);
            if (drive.isShown(address(chunk))) {
                node.put(address(chunk), chunk, chunk.length, () -> {});
                stored.add(address(chunk));
            }
        }
    }

    @Test
    void runsWholeUntilItIsKilledAndComesBack() throws Exception {
        PartProcess whole = start("all");
        PayingDrive drive = new PayingDrive(http, new NetworkDirectory(http, whole.url()), 7);
        byte[] chunk = chunk(1);
        drive.pay(List.of(address(chunk)));
        whole.kill();
        assertInstanceOf(Failure.Unavailable.class,
                assertThrows(FailureException.class, drive.directory()::describe).failure());
        PartProcess again = start("all");
        assertEquals(whole.url(), again.url());
        for (Provider provider : drive.destination().providers()) {
            provider.put(address(chunk), chunk, chunk.length, () -> {});
        }
        assertEquals(new ByteCount(5L * chunk.length), drive.directory().usage());
        assertEquals(143, again.end());
    }

    @Test
    void isOneNetworkInManyProcesses() throws Exception {
        PartProcess chain = start("chain");
        NetworkDirectory directory = new NetworkDirectory(http, start("directory").url());
        for (int i = 0; i < 5; i++) {
            start("node:" + i);
        }
        PayingDrive drive = new PayingDrive(http, directory, 7);
        chain.kill();
        assertEquals(chain.url(), start("chain").url());
        byte[] chunk = chunk(1);
        drive.pay(List.of(address(chunk)));
        for (Provider provider : drive.destination().providers()) {
            provider.put(address(chunk), chunk, chunk.length, () -> {});
        }
        assertEquals(new ByteCount(5L * chunk.length), directory.usage());
        directory.empty();
        assertEquals(ByteCount.ZERO, directory.usage());
    }
}
