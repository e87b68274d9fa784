package io.longshore.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.BucketId;
import io.longshore.model.Commitment;
import io.longshore.model.Failure;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Signature;
import io.longshore.model.Standing;
import io.longshore.wave.Majority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConsensusTest {
    private static final Hash ROOT = Hash.of("0x" + "aa".repeat(32));
    private static final Hash SHORTER = Hash.of("0x" + "bb".repeat(32));
    private static final Standing SILENT = new Standing.Unreachable(
            new Failure.Unavailable("node", "silent", Optional.empty()));

    private static ProviderId provider(int number) {
        return ProviderId.of("0x" + "0".repeat(38) + String.format("%02x", number));
    }

    private static Commitment commitment(int number, Hash root, long count) {
        return new Commitment(provider(number), new BucketId(1), root, 0, count,
                Signature.of("0x" + "00".repeat(64) + "1b"));
    }

    private static Standing agreeing(int number) {
        return new Standing.Agreeing(commitment(number, ROOT, 5));
    }

    private static Standing behind(int number) {
        return new Standing.Behind(commitment(number, SHORTER, 3), 2);
    }

    private static Map<ProviderId, Standing> of(Standing... standings) {
        Map<ProviderId, Standing> map = new LinkedHashMap<>();
        for (int i = 0; i < standings.length; i++) {
            map.put(provider(i), standings[i]);
        }
        return map;
    }

    private static Consensus agree(Map<ProviderId, Standing> standings) {
        return Consensus.of(standings, Majority.threshold(standings.size(), Majority.THRESHOLD_PERCENT));
    }

    @Test
    void threeOfFiveAgree() {
        Consensus consensus = agree(of(agreeing(0), SILENT, agreeing(2), SILENT, agreeing(4)));
        assertEquals(3, consensus.required());
        assertEquals(List.of(provider(0), provider(2), provider(4)),
                consensus.agreed().orElseThrow().stream().map(Commitment::provider).toList());
        assertFalse(consensus.isConflict());
    }

    @Test
    void theSilentAndTheInvalidCountInTheWhole() {
        assertTrue(agree(of(agreeing(0), agreeing(1), SILENT, SILENT, new Standing.Invalid("garbage"))).agreed()
                .isEmpty());
    }

    @Test
    void signaturesForAnotherRangeDoNotAdd() {
        Consensus consensus = agree(of(agreeing(0), agreeing(1), behind(2), behind(3), behind(4)));
        assertEquals(SHORTER, consensus.agreed().orElseThrow().getFirst().root());
        assertEquals(3, consensus.agreed().orElseThrow().size());
    }

    @Test
    void aTieIsNoMajority() {
        assertTrue(agree(of(agreeing(0), agreeing(1), behind(2), behind(3))).agreed().isEmpty());
    }

    @Test
    void whatIsNotOursIsNeverAgreedOnHoweverManySayIt() {
        Standing liar = new Standing.Divergent(commitment(0, SHORTER, 5));
        Standing boaster = new Standing.Ahead(commitment(0, ROOT, 1L << 40), 1L << 39);
        Consensus consensus = agree(of(liar, liar, liar, boaster, agreeing(4)));
        assertTrue(consensus.agreed().isEmpty());
        assertTrue(consensus.isConflict());
    }

    @Test
    void anEmptyBucketIsNeverAgreedOn() {
        Standing empty = new Standing.Behind(commitment(0, Hash.of(new byte[32]), 0), 5);
        assertTrue(agree(of(empty, empty, empty)).agreed().isEmpty());
    }
}
