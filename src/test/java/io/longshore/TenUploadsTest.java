package io.longshore;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.chain.Anvil;
import io.longshore.chain.BlockTag;
import io.longshore.chain.Funds;
import io.longshore.chain.Rpc;
import io.longshore.ledger.Ledger;
import io.longshore.localnet.Mining;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Outcome;
import io.longshore.model.OutsideChain;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Ten uploads at once from one wallet, some of them paused and one cancelled meanwhile: the chain's nonces have no gap, and
/// what left the wallet is what the books say, to the atto and to the wei.
@Timeout(240)
class TenUploadsTest {
    private static final int UPLOADS = 10;
    private static final int ADDERS = 5;

    @TempDir
    private Path folder;

    @Test
    void addUpOnTheDevChain() {
        Seeds.check(1, random -> {
            try (World world = new World(folder)) {
                world.network().chain().mining(new Mining.Every(Duration.ofMillis(50)));
                run(world, random);
            }
        });
    }

    @Test
    @Tag("long")
    void addUpOnAnvil() {
        Seeds.check(1, random -> {
            try (Anvil anvil = Anvil.start("--block-time", "1");
                    World world = new World(folder, new OutsideChain(anvil.url()))) {
                run(world, random);
            }
        });
    }

    private static void run(World world, RandomGenerator random) throws Exception {
        Path home = world.fresh("home");
        House house = world.house(home, Duration.ofSeconds(20));
        Account wallet = world.funded(house);
        Rpc rpc = world.rpc();
        Funds funds = new Funds(rpc, wallet);
        Account token = world.described().token();
        Amount tokensBefore = funds.tokens(token);
        Wei coinBefore = funds.coin();

        Map<UploadId, Path> uploads = added(world, house, random);
        List<UploadId> order = new ArrayList<>(uploads.keySet());
        Collections.shuffle(order, random);
        UploadId cancelled = order.removeFirst();
        house.pause(Set.copyOf(order.subList(0, 3)));
        house.cancel(Set.of(cancelled));
        World.await(house, order.subList(3, order.size()));
        house.resume(house.unfinished());
        World.done(house, order);
        world.assertRestores(house, World.done(house, order.getFirst()), uploads.get(order.getFirst()));
        assertEquals(1, house.drives().size());
        // It may have been done before it was cancelled.
        UploadState end = World.state(house, cancelled);
        assertTrue(end instanceof UploadState.Cancelled || end instanceof UploadState.Done, end.toString());
        world.close(house);

        Books books = world.books(home);
        books.assertNothingTwice();
        books.assertGas();
        assertEquals(UPLOADS, books.spent().size());
        assertEquals(LongStream.range(0, books.intents().size()).boxed().toList(),
                books.intents().stream().map(Intent::nonce).toList(), "nonces without a gap");
        assertEquals(books.intents().size(), rpc.nonce(wallet, BlockTag.LATEST));
        assertEquals(books.spent().stream().map(each -> each.tokens().atto()).reduce(BigInteger.ZERO, BigInteger::add),
                tokensBefore.minus(funds.tokens(token)).atto(), "the tokens that left the wallet");
        assertEquals(gas(home, books.intents()), coinBefore.minus(funds.coin()), "the coin that left the wallet");
    }

    private static Map<UploadId, Path> added(World world, House house, RandomGenerator random) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            files.add(world.file(i == 0 ? World.CHUNK + 1 + random.nextInt(1_000) : random.nextInt(200_000)));
        }
        Map<UploadId, Path> uploads = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<UploadId, Path>>> adders = new ArrayList<>();
            for (int i = 0; i < ADDERS; i++) {
                List<Path> own = files.subList(i * UPLOADS / ADDERS, (i + 1) * UPLOADS / ADDERS);
                adders.add(threads.submit(() -> {
                    List<UploadId> ids = house.add(own, Optional.empty(), Optional.empty()).uploads();
                    Map<UploadId, Path> added = new HashMap<>();
                    for (int each = 0; each < own.size(); each++) {
                        added.put(ids.get(each), own.get(each));
                    }
                    return added;
                }));
            }
            for (Future<Map<UploadId, Path>> adder : adders) {
                uploads.putAll(adder.get());
            }
        }
        return uploads;
    }

    /// What the books say that every settled intent cost, whatever it was for.
    private static Wei gas(Path home, List<Intent> intents) throws FailureException {
        Wei sum = Wei.ZERO;
        try (Ledger ledger = Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()))) {
            for (Intent intent : intents) {
                Outcome outcome = ledger.payments().outcome(intent.id()).orElseThrow();
                sum = sum.plus(assertInstanceOf(Outcome.Confirmed.class, outcome).gas());
            }
        }
        return sum;
    }
}
