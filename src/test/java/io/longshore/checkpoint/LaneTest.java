package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LaneTest {
    private final MemoryLeaves leaves = new MemoryLeaves();
    private final OwnMmr own = new OwnMmr(leaves, MemoryLeaves.DRIVE);
    private final Signatory provider = new Signatory(0);
    private final List<Address> mended = new ArrayList<>();

    private Lane lane() throws FailureException {
        return new Lane(provider, provider, MemoryLeaves.DRIVE, leaves, own,
                new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET, own), (to, _, missing) -> {
                    assertEquals(provider.id(), to.id());
                    mended.addAll(missing);
                    provider.give(missing);
                });
    }

    private void grow(int count) {
        for (int i = 0; i < count; i++) {
            leaves.grow();
        }
    }

    private Failure failure(Lane lane) {
        return assertThrows(FailureException.class, lane::advance).failure();
    }

    private long committed() {
        return leaves.committed(MemoryLeaves.DRIVE, provider.id());
    }

    @Test
    void bringsAProviderUpInBatches() throws Exception {
        grow(150);
        Lane lane = lane();
        assertTrue(lane.isBehind());
        lane.advance();
        assertEquals(150, provider.count());
        assertEquals(150, committed());
        assertEquals(3, provider.commits);
    }

    @Test
    void asksNothingOfAProviderThatHasEverything() throws Exception {
        grow(3);
        lane().advance();
        lane().advance();
        assertEquals(1, provider.commits);
    }

    @Test
    void anAnswerThatWasLostChangesNothing() throws Exception {
        grow(3);
        provider.commit(leaves.from(MemoryLeaves.DRIVE, 0, 3));
        lane().advance();
        assertEquals(3, provider.count());
        assertEquals(3, committed());
    }

    @Test
    void followsAProviderThatIsFurtherThanNoted() throws Exception {
        grow(2);
        provider.commit(leaves.from(MemoryLeaves.DRIVE, 0, 2));
        grow(3);
        lane().advance();
        assertEquals(5, provider.count());
        assertEquals(5, committed());
    }

    @Test
    void startsAgainWithAProviderThatLostEverything() throws Exception {
        grow(4);
        leaves.committed(MemoryLeaves.DRIVE, provider.id(), 3);
        lane().advance();
        assertEquals(4, provider.count());
        assertEquals(4, committed());
    }

    @Test
    void givesMissingChunksAndCommitsThen() throws Exception {
        grow(2);
        List<Address> missing = leaves.from(MemoryLeaves.DRIVE, 1, 1).getFirst().addresses();
        provider.lacking.addAll(missing);
        lane().advance();
        assertEquals(missing, mended);
        assertEquals(2, provider.count());
    }

    @Test
    void givesUpOnAProviderThatNeverHasWhatItGets() throws Exception {
        grow(1);
        provider.lacking.addAll(leaves.from(MemoryLeaves.DRIVE, 0, 1).getFirst().addresses());
        provider.forgetful = true;
        assertInstanceOf(Failure.Refused.class, failure(lane()));
        assertEquals(3, mended.size());
        assertEquals(0, committed());
    }

    @Test
    void aProviderWithOtherLeavesIsADisagreement() throws Exception {
        provider.diverge();
        grow(2);
        assertInstanceOf(Failure.Disagreement.class, failure(lane()));
        assertEquals(0, committed());
    }

    @Test
    void aProviderWithMoreLeavesThanOursSaysThatOursAreOld() throws Exception {
        grow(1);
        provider.commit(leaves.from(MemoryLeaves.DRIVE, 0, 1));
        provider.diverge();
        Lane lane = lane();
        leaves.committed(MemoryLeaves.DRIVE, provider.id(), 0);
        grow(1);
        provider.diverge();
        assertInstanceOf(Failure.OlderThanTheWorld.class, failure(lane));
    }

    @Test
    void aProviderThatStaysBehindAfterAllIsRefused() throws Exception {
        provider.lagging = true;
        grow(1);
        assertInstanceOf(Failure.Refused.class, failure(lane()));
        assertEquals(0, committed());
    }

    @Test
    void aCommitmentSignedByAnotherIsCorrupt() throws Exception {
        provider.forging = true;
        grow(1);
        assertInstanceOf(Failure.Corrupt.class, failure(lane()));
        assertEquals(0, committed());
    }
}
