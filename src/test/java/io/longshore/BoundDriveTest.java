package io.longshore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.chain.Anvil;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Handle;
import io.longshore.model.OutsideChain;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A drive keeps to the chain and the contracts that it was made with, whatever the directory says later.
@Timeout(120)
class BoundDriveTest {
    @TempDir
    private static Path folder;
    private static Guarded guarded;

    @BeforeAll
    static void open() throws FailureException, IOException {
        guarded = new Guarded(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        guarded.close();
    }

    @AfterEach
    void calm() throws FailureException {
        guarded.calm();
    }

    private record Claim(String name, Consumer<ObjectNode> lie) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Claim> claims() {
        String other = "0x" + "5b".repeat(20);
        return Stream.of(new Claim("chain", said -> said.put("chain_id", said.get("chain_id").longValue() + 1)),
                new Claim("vault", said -> said.put("vault", other)),
                new Claim("token", said -> said.put("token", other)),
                new Claim("registry", said -> said.put("registry", other)));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aDriveIsBoundToItsChainAndContracts(Claim claim) throws Exception {
        Path home = guarded.world.fresh("home");
        House house = guarded.house(home);
        Path source = guarded.world.file(World.ONE_CHUNK);
        Handle handle = World.done(house, World.add(house, guarded.world.file(World.ONE_CHUNK)));
        UploadId upload = World.add(house, source, Amount.ZERO);
        World.await(house, upload);
        Guarded.Money before = guarded.money(house, home);
        guarded.world.close(house);
        guarded.liars.describe(claim.lie());
        House lied = guarded.closed(home);
        Failure refused = assertThrows(FailureException.class,
                () -> lied.approve(Set.of(upload), Optional.empty())).failure();
        Failure.Disagreement told = assertInstanceOf(Failure.Disagreement.class, refused);
        assertTrue(told.detail().contains(claim.name()), told.detail());
        for (Executable order : List.<Executable>of(
                () -> lied.add(List.of(source), Optional.empty(), Optional.empty()), lied::start,
                () -> lied.estimate(List.of(source), Optional.empty()),
                () -> lied.restore(handle, guarded.world.fresh("restored"), Optional.empty(), false))) {
            assertInstanceOf(Failure.Disagreement.class, assertThrows(FailureException.class, order).failure());
        }
        assertEquals(before, guarded.money(lied, home), "nothing is signed");
        assertEquals(1, lied.drives().size(), "and it is no other drive");
        guarded.liars.honest();
        guarded.goesOn(lied, upload, home);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aNetworkThatLiesFromTheBeginningGetsNoDrive(Claim claim) throws Exception {
        Path home = guarded.world.fresh("home");
        guarded.liars.describe(claim.lie());
        House house = guarded.closed(home);
        Guarded.Money before = guarded.money(house, home);
        assertThrows(FailureException.class, house::start);
        assertEquals(List.of(), house.drives());
        assertEquals(before, guarded.money(house, home));
        assertEquals(0, before.nonce() + before.intents());
        guarded.liars.honest();
        guarded.goesOn(house, World.add(house, guarded.world.file(World.ONE_CHUNK)), home);
    }

    @Test
    void aChainThatMayBeOfWorthIsNeverTakenForPlayMoney() throws Exception {
        try (Anvil anvil = Anvil.start("--chain-id", "10", "--block-time", "1");
                World world = new World(folder.resolve("worth"), new OutsideChain(anvil.url()))) {
            House house = world.house(world.fresh("home"), Duration.ofSeconds(20));
            UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
            World.await(house, upload);
            assertFalse(house.drives().getFirst().free(), "whatever its directory says");
            assertInstanceOf(UploadState.AwaitingApproval.class, World.state(house, upload));
        }
    }
}
