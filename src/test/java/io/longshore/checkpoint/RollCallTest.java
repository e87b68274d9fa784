package io.longshore.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class RollCallTest {
    private final CountDownLatch hung = new CountDownLatch(1);

    /// Does not answer until it is let.
    private final Signatory hanging = new Signatory(7) {
        @Override
        public void probe(Duration most) throws FailureException {
            assertEquals(RollCall.MOST, most);
            try {
                hung.await();
            } catch (InterruptedException e) {
                throw new FailureException(new Failure.Cancelled(), e);
            }
        }
    };

    @Test
    void oneThatHangsIsNotWaitedForOnceEnoughAreThere() throws InterruptedException {
        List<Signatory> two = List.of(new Signatory(0), new Signatory(1));
        RollCall call = RollCall.of(List.of(hanging, two.get(0), two.get(1)), RollCall.MOST);
        assertTrue(call.present(2).containsAll(Set.of(two.get(0).id(), two.get(1).id())));
        hung.countDown();
        assertEquals(3, call.present(3).size());
    }

    @Test
    void whoIsDownIsNotThere() throws InterruptedException {
        List<Signatory> five = Signatory.five();
        five.subList(0, 2).forEach(signatory -> signatory.down = true);
        assertEquals(Set.of(five.get(2).id(), five.get(3).id(), five.get(4).id()),
                RollCall.of(List.copyOf(five), RollCall.MOST).present(5));
        assertEquals(Set.of(), RollCall.of(List.of(), RollCall.MOST).present(1));
    }
}
