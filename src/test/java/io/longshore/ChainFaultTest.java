package io.longshore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.localnet.ChainFaults;
import io.longshore.localnet.ChainFaults.Answer;
import io.longshore.localnet.ChainFaults.Fate;
import io.longshore.localnet.DevChain;
import io.longshore.localnet.Mining;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/// The whole engine, with a chain that is late, silent, forgetful, hostile or of two minds. Whatever it does, no chunk is paid
/// twice.
@Timeout(120)
class ChainFaultTest {
    @TempDir
    private static Path folder;
    private static World world;

    private Path home;
    private House house;

    @BeforeAll
    static void open() throws FailureException {
        world = new World(folder);
    }

    @AfterAll
    static void close() throws FailureException {
        world.close();
    }

    @BeforeEach
    void begin() throws Exception {
        home = world.fresh("home");
        house = world.house(home);
        // The bucket is open and the wallet funded: what follows is about payments.
        World.done(house, World.add(house, world.file(10)));
    }

    @AfterEach
    void calm() throws FailureException {
        world.calm();
    }

    private static ChainFaults faults() {
        return world.network().chain().faults();
    }

    /// Waits, and resumes as often as the user would, until it is done.
    private void finish(UploadId upload) throws Exception {
        World.await(house, upload);
        for (int tries = 0; tries < 5 && !(World.state(house, upload) instanceof UploadState.Done); tries++) {
            assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
            house.resume(Set.of(upload));
            World.await(house, upload);
        }
        assertInstanceOf(UploadState.Done.class, World.state(house, upload));
    }

    private void assertPaidOnce() throws FailureException {
        house.close();
        faults().clear();
        world.books(home).assertPaidOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_sendRawTransaction", "eth_getTransactionReceipt", ChainFaults.ANY_METHOD})
    void answersThatAreLostOrLateOrErrorsPayNothingTwice(String method) throws Exception {
        faults().next(method, 1, new Answer.Silent(Duration.ofMillis(20)));
        faults().next(method, 1, new Answer.Late(Duration.ofMillis(200)));
        faults().next(method, 1, new Answer.Status(503));
        faults().next(method, 1, new Answer.Failed(-32603, "internal error"));
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        finish(upload);
        assertPaidOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_chainId", "eth_getTransactionCount", "eth_estimateGas", "eth_call",
        "eth_getBlockByNumber", "eth_feeHistory", "eth_getTransactionByHash"})
    @Tag("long")
    void answersToOtherQuestionsToo(String method) throws Exception {
        answersThatAreLostOrLateOrErrorsPayNothingTwice(method);
    }

    private static List<Arguments> fates() {
        List<Arguments> fates = new ArrayList<>();
        for (boolean payment : new boolean[]{false, true}) {
            fates.add(Arguments.of(payment, new Fate.Dropped()));
            fates.add(Arguments.of(payment, new Fate.Reverted(Bytes.of())));
            fates.add(Arguments.of(payment, new Fate.Replaced()));
        }
        return fates;
    }

    /// Of the two transactions of an upload, the approval and the payment, one comes to grief.
    @ParameterizedTest
    @MethodSource("fates")
    void aTransactionThatComesToGriefIsMadeGoodOnce(boolean payment, Fate fate) throws Exception {
        if (payment) {
            world.network().chain().mining(new Mining.ByCommand());
        } else {
            faults().next(1, fate);
        }
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        if (payment) {
            // The approval waits: the payment is next.
            world.awaitWaiting(house);
            faults().next(1, fate);
            world.network().chain().mining(new Mining.AtOnce());
            faults().releaseMining();
        }
        World.await(house, upload);
        if (!(fate instanceof Fate.Dropped)) {
            UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
            assertInstanceOf(Failure.PaymentFailed.class, stalled.failure());
        }
        finish(upload);
        assertPaidOnce();
    }

    @Test
    void aRevertThatIsNotFinalIsNotBelieved() throws Exception {
        DevChain chain = world.network().chain();
        chain.finality(2);
        chain.mining(new Mining.ByCommand());
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        world.awaitWaiting(house);
        // The approval waits; the payment that follows it fails.
        faults().next(1, new Fate.Reverted(Bytes.of()));
        chain.mine(1);
        world.awaitWaiting(house);
        chain.mine(1);
        chain.faults().reorganise(1);
        world.awaitWaiting(house);
        chain.mine(1);
        chain.mining(new Mining.AtOnce());
        finish(upload);
        assertEquals(1, World.snapshot(house, upload).cost().payments());
        house.close();
        world.books(home).assertEachPaidOnce();
    }

    @Test
    void aChainThatKnowsMoreOfOurTransactionsThanWeStopsEverything() throws Exception {
        faults().takeNonce(house.snapshot().wallet().orElseThrow());
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.OlderThanTheWorld.class, stalled.failure());
        house.close();
        world.books(home).assertNothingTwice();
    }

    @Test
    void aBlockThatIsTakenAwayIsPaidForOnceAllTheSame() throws Exception {
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.until(house, upload, "it is paid", now -> now.paid() == 1);
        faults().reorganise(1);
        finish(upload);
        UploadId next = World.add(house, world.file(World.ONE_CHUNK));
        finish(next);
        house.close();
        world.books(home).assertEachPaidOnce();
    }

    @Test
    void aPaymentThatIsTakenAwayBeforeAnybodySawItIsSentAgain() throws Exception {
        world.faults(5, node -> node.drop("/payments", 3));
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.until(house, upload, "it is paid", now -> now.paid() == 1);
        faults().reorganise(1);
        faults().forgetWaiting();
        finish(upload);
        house.close();
        world.books(home).assertEachPaidOnce();
    }

    @Test
    @Tag("long")
    void aChainThatIsDownAfterAcceptingIsAskedWhenItIsBack() throws Exception {
        world.network().chain().mining(new Mining.ByCommand());
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        world.awaitWaiting(house);
        world.network().chain().mine(1);
        // The payment is in a block, and nobody can be asked about it.
        world.awaitWaiting(house);
        world.network().chain().mine(1);
        world.network().stopChain();
        World.await(house, upload);
        world.network().startChain();
        finish(upload);
        assertPaidOnce();
    }

    @Test
    void aChainThatIsDownFromTheStartStopsItInWords() throws Exception {
        world.network().stopChain();
        UploadId upload = World.add(house, world.file(World.ONE_CHUNK));
        World.await(house, upload);
        UploadState.Stalled stalled = assertInstanceOf(UploadState.Stalled.class, World.state(house, upload));
        assertInstanceOf(Failure.Unavailable.class, stalled.failure());
        world.network().startChain();
        finish(upload);
        assertEquals(1, World.snapshot(house, upload).cost().payments());
        assertPaidOnce();
    }
}
