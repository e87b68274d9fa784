package io.longshore.app.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import io.longshore.Pin;
import io.longshore.app.FakeLongshore;
import io.longshore.app.FontsCondition;
import io.longshore.app.Scenes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.snapshot.Snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

@ExtendWith(FontsCondition.class)
class FxBridgeTest {
    private final FakeLongshore engine = new FakeLongshore();
    private final List<Failure> troubles = new CopyOnWriteArrayList<>();
    private final List<Snapshot> shown = new CopyOnWriteArrayList<>();
    private final FxBridge bridge = new FxBridge(troubles::add);

    @BeforeEach
    void startToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void tenThousandChangesCostOneRefresh() throws TimeoutException {
        watch();
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            // No pulse can come between: they would need this thread.
            for (int i = 0; i < 10_000; i++) {
                engine.show(Scenes.of());
            }
            engine.show(Scenes.busy());
        });
        until(() -> shown.size() == 2);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(Snapshot.EMPTY, Scenes.busy()), shown);
    }

    @Test
    void showsTheNewestAfterAPause() throws TimeoutException {
        watch();
        for (Snapshot next : List.of(Scenes.empty(), Scenes.busy(), Scenes.disagreeing())) {
            engine.show(next);
            until(() -> shown.getLast().equals(next));
            WaitForAsyncUtils.waitForFxEvents();
        }
    }

    @Test
    void showsNothingAfterThePinIsClosed() throws TimeoutException {
        Pin pin = watch();
        WaitForAsyncUtils.waitForAsyncFx(5000, pin::close);
        assertEquals(0, engine.listening());
    }

    @Test
    void carriesOrdersOutInTurnAwayFromTheWindow() throws InterruptedException {
        Orders orders = bridge.ordersTo(engine);
        List<Integer> done = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            int number = i;
            orders.inTurn(_ -> {
                assertFalse(Platform.isFxApplicationThread());
                done.add(number);
                all.countDown();
            });
        }
        assertTrue(all.await(5, TimeUnit.SECONDS));
        for (int i = 0; i < 200; i++) {
            assertEquals(i, done.get(i));
        }
    }

    @Test
    void answersOnTheWindowsThread() throws InterruptedException {
        AtomicReference<Boolean> there = new AtomicReference<>();
        CountDownLatch answered = new CountDownLatch(1);
        bridge.ordersTo(engine).aside(_ -> "answer", _ -> {
            there.set(Platform.isFxApplicationThread());
            answered.countDown();
        });
        assertTrue(answered.await(5, TimeUnit.SECONDS));
        assertTrue(there.get());
    }

    @Test
    void tellsFailuresAndGoesOn() throws TimeoutException {
        Failure failure = new Failure.NotFound("it");
        Orders orders = bridge.ordersTo(engine);
        orders.inTurn(_ -> {
            throw new FailureException(failure);
        });
        orders.inTurn(_ -> {
            throw new IllegalStateException("a mistake, made on purpose");
        });
        orders.inTurn(engine -> engine.pause(Set.of()));
        until(() -> troubles.size() == 2 && engine.asked().size() == 1);
        assertEquals(failure, troubles.getFirst());
        assertInstanceOf(Failure.Broken.class, troubles.getLast());
    }

    private Pin watch() throws TimeoutException {
        Pin pin = WaitForAsyncUtils.waitForAsyncFx(5000, () -> bridge.watch(engine, shown::add));
        until(() -> shown.size() == 1);
        return pin;
    }

    private static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, condition);
    }
}
