package io.longshore.localnet;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.longshore.destination.Provider;
import io.longshore.destination.provider.NetworkDirectory;
import io.longshore.model.Address;
import io.longshore.net.Http;
import io.longshore.proof.Hashes;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// How fast nodes take chunks of 4 MiB, client and nodes in one process: prints figures.
@Tag("soak")
class ThroughputTest {
    private static final int SIZE = 4 << 20;
    private static final int CHUNKS = 64;

    @TempDir
    private Path folder;

    private static byte[] chunk(byte[] base, int number) {
        byte[] chunk = base.clone();
        ByteBuffer.wrap(chunk).putInt(number);
        return chunk;
    }

    @ParameterizedTest
    @CsvSource({"1,false,1", "1,false,4", "5,false,1", "5,false,4", "1,true,1", "1,true,4", "5,true,1", "5,true,4"})
    void takesChunks(int nodes, boolean discarding, int inFlight) throws Exception {
        LocalNetwork.Options options = LocalNetwork.Options.defaults();
        byte[] base = new byte[SIZE];
        new Random(1).nextBytes(base);
        try (Http http = new Http();
                LocalNetwork network = LocalNetwork.open(folder, discarding ? options.withDiscarding() : options)) {
            PayingDrive drive = new PayingDrive(http, new NetworkDirectory(http, network.directory()), 7);
            List<Address> addresses = IntStream.range(0, 2 * CHUNKS)
                    .mapToObj(i -> new Address(Hashes.sha256(chunk(base, i)).bytes())).toList();
            drive.pay(addresses.subList(0, CHUNKS));
            drive.pay(addresses.subList(CHUNKS, 2 * CHUNKS));
            List<Provider> providers = drive.destination().providers().subList(0, nodes);
            put(providers, base, addresses, 0, inFlight);
            long begin = System.nanoTime();
            put(providers, base, addresses, CHUNKS, inFlight);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(Locale.ROOT, "%d nodes, %s, %d chunks in flight: %.0f MB/s of chunks, %.0f MB/s in all%n",
                    nodes, discarding ? "discarding" : "storing", inFlight, (double) CHUNKS * SIZE / seconds / 1e6,
                    (double) CHUNKS * SIZE * nodes / seconds / 1e6);
            assertEquals(0, providers.getFirst().missing(addresses).size());
        }
    }

    private static void put(List<Provider> providers, byte[] base, List<Address> addresses, int from, int inFlight)
            throws Exception {
        Semaphore room = new Semaphore(inFlight);
        List<Future<?>> puts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = from; i < from + CHUNKS; i++) {
                byte[] chunk = chunk(base, i);
                Address address = addresses.get(i);
                room.acquire();
                puts.add(threads.submit(() -> {
                    List<Future<?>> copies = new ArrayList<>();
                    for (Provider provider : providers) {
                        copies.add(threads.submit(() -> {
                            provider.put(address, chunk, SIZE, () -> {});
                            return null;
                        }));
                    }
                    for (Future<?> copy : copies) {
                        copy.get();
                    }
                    room.release();
                    return null;
                }));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        }
    }
}
