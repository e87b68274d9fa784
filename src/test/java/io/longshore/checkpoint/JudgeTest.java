package io.longshore.checkpoint;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.longshore.model.BucketId;
import io.longshore.model.Commitment;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.FailureException;
import io.longshore.model.Standing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JudgeTest {
    private final MemoryLeaves leaves = new MemoryLeaves();
    private final Signatory provider = new Signatory(0);
    private final Judge judge = new Judge(Signatory.CHAIN, Signatory.REGISTRY, Signatory.BUCKET,
            new OwnMmr(leaves, MemoryLeaves.DRIVE));

    private void commit(int count) throws FailureException {
        for (int i = 0; i < count; i++) {
            leaves.grow();
        }
        provider.commit(leaves.from(MemoryLeaves.DRIVE, provider.count(), 100));
    }

    private Standing standing() throws FailureException {
        return judge.standing(provider.commitment(), provider.id());
    }

    @Test
    void theSameLeavesAgree() throws FailureException {
        commit(5);
        assertInstanceOf(Standing.Agreeing.class, standing());
    }

    @Test
    void fewerOfOurLeavesAreBehind() throws FailureException {
        commit(3);
        leaves.grow();
        leaves.grow();
        assertEquals(2, assertInstanceOf(Standing.Behind.class, standing()).leaves());
    }

    @Test
    void moreLeavesAreAhead() throws FailureException {
        commit(3);
        provider.diverge();
        assertEquals(1, assertInstanceOf(Standing.Ahead.class, standing()).leaves());
    }

    @Test
    void otherLeavesDiverge() throws FailureException {
        leaves.grow();
        provider.diverge();
        assertInstanceOf(Standing.Divergent.class, standing());
    }

    @Test
    void whatAnotherSignedIsInvalid() throws FailureException {
        commit(1);
        provider.forging = true;
        assertInstanceOf(Standing.Invalid.class, standing());
    }

    @Test
    void aCommitmentForAnotherBucketChainOrRangeIsNone() throws FailureException {
        commit(1);
        Commitment good = provider.commitment();
        assertEquals(Optional.empty(), judge.objection(good, provider.id()));
        assertTrue(judge.objection(good, new Signatory(1).id()).isPresent());
        assertTrue(judge.objection(new Commitment(good.provider(), new BucketId(8), good.root(), 0, 1,
                good.signature()), provider.id()).isPresent());
        assertTrue(judge.objection(new Commitment(good.provider(), good.bucket(), good.root(), 1, 1,
                good.signature()), provider.id()).isPresent());
        assertTrue(judge.objection(new Commitment(good.provider(), good.bucket(), good.root(), 0, 2,
                good.signature()), provider.id()).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void aProviderIsJudgedByItsScheme(CommitmentScheme scheme) throws FailureException {
        provider.scheme = scheme;
        commit(3);
        assertInstanceOf(Standing.Agreeing.class, standing());
        provider.forging = true;
        assertInstanceOf(Standing.Invalid.class, standing());
    }
}
