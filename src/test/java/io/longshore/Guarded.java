package io.longshore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.longshore.chain.BlockTag;
import io.longshore.chain.Funds;
import io.longshore.chain.Rpc;
import io.longshore.chain.VaultEvent;
import io.longshore.ledger.Ledger;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.net.Http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/// A network whose directory and nodes may lie and whose clock stands at noon, and what has to hold around it: what is
/// signed, and that it goes on afterwards.
final class Guarded implements AutoCloseable {
    static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    final World world;
    final Liars liars;
    /// The clock of this machine.
    final Hands here = new Hands(NOON);

    Guarded(Path folder) throws FailureException, IOException {
        world = new World(folder, new Hands(NOON));
        liars = new Liars(world);
    }

    /// What an account and a data folder have signed, and what the chain has seen of it.
    record Money(long nonce, Amount allowance, long paid, long intents, long attempts) {
        private static Money of(World world, Account wallet, Path home) throws FailureException, IOException {
            try (Http http = new Http()) {
                var chain = world.network().chain();
                Rpc rpc = new Rpc(http, chain.rpc(), World.SOON);
                return new Money(rpc.nonce(wallet, BlockTag.PENDING),
                        new Funds(rpc, wallet).allowance(chain.token(), chain.vault()),
                        rpc.logs(chain.vault(), List.of(VaultEvent.TOPIC), BlockTag.at(0), BlockTag.LATEST).size(),
                        records(home, "intent"), records(home, "attempt"));
            }
        }

        private static long records(Path home, String type) throws IOException {
            try (Stream<String> lines = Files.lines(home.resolve(Ledger.JOURNAL))) {
                return lines.filter(line -> line.contains("\"type\":\"" + type + "\"")).count();
            }
        }
    }

    /// What an engine has signed until now.
    Money money(House house, Path home) throws FailureException, IOException {
        return Money.of(world, house.keys().wallet(), home);
    }

    /// An engine that the liars are between. Its drive is not open yet.
    House closed(Path home) throws FailureException {
        return world.house(home, liars.directory(), here, World.PATIENCE);
    }

    /// An engine that the liars are between, with its drive open.
    House house(Path home) throws FailureException {
        return house(home, World.PATIENCE);
    }

    /// As [#house(Path)], with more patience.
    House house(Path home, Duration patience) throws FailureException {
        House house = world.house(home, liars.directory(), here, patience);
        house.start();
        return house;
    }

    /// Finds an upload stalled, and nothing signed since `before`.
    <F extends Failure> F stalled(House house, UploadId upload, Class<F> kind, Money before, Path home)
            throws Exception {
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertEquals(before, money(house, home), "nothing is signed");
        return assertInstanceOf(kind, stalled.failure());
    }

    /// Lets an upload go on, and finds it paid once.
    void goesOn(House house, UploadId upload, Path home) throws Exception {
        house.resume(Set.of(upload));
        World.done(house, upload);
        world.close(house);
        world.books(home).assertPaidOnce();
    }

    /// Everybody is honest, and it is noon everywhere.
    void calm() throws FailureException {
        liars.honest();
        here.set(NOON);
        world.calm();
    }

    @Override
    public void close() throws FailureException {
        liars.close();
        world.close();
    }
}
