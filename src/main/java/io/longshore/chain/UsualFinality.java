package io.longshore.chain;

import io.longshore.model.FailureException;
import io.longshore.model.Finality;

/// When the blocks of a chain are final, as far as its node tells by its kind.
public final class UsualFinality {
    /// How Foundry's development node begins to call itself; it reorganises only when it is told to.
    private static final String ANVIL = "anvil/";

    private UsualFinality() {}

    /// One block on anvil; the chain's own `finalized` elsewhere.
    public static Finality of(Rpc rpc) throws FailureException {
        return rpc.clientVersion().startsWith(ANVIL) ? new Finality.Depth(1) : new Finality.Finalized();
    }
}
