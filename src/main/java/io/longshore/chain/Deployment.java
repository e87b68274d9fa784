package io.longshore.chain;

import java.math.BigInteger;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.proof.SigningKey;

/// The three contracts on a chain.
///
/// @param token the payment token
/// @param vault the payment vault
/// @param registry the checkpoint registry
public record Deployment(Account token, Account vault, Account registry) {
    private static final AbiEntry<Bytes> VAULT_ARGUMENTS = AbiEntry.tuple("(address,uint256)", _ -> Bytes.of());

    /// Puts the contracts on a chain, where the deployer's account becomes the token's minter and must have coin. For test
    /// networks: a failure in the middle leaves what is there.
    public static Deployment deploy(Deployer deployer) throws FailureException {
        var independent = deployer.run(Deployer.Order.create(Contract.TOKEN.compiled().bytecode()),
                Deployer.Order.create(Contract.CHECKPOINT_REGISTRY.compiled().bytecode()));
        var token = created(independent.getFirst());
        var vault = created(deployer.run(Deployer.Order.create(vaultCode(token, VaultCall.BATCH_LIMIT))).getFirst());
        return new Deployment(token, vault, created(independent.getLast()));
    }

    /// Puts the contracts on the chain that `rpc` reaches, with `key`.
    public static Deployment deploy(Rpc rpc, SigningKey key, Sleeper sleeper) throws FailureException {
        return deploy(Deployer.withKey(rpc, key, sleeper));
    }

    private static Account created(TransactionReceipt receipt) throws FailureException {
        return receipt.created().orElseThrow(() -> new FailureException(
                new Failure.PaymentFailed("the contract was not created: " + receipt.transaction())));
    }

    /// The code that creates a vault which draws from `token` and takes `batchLimit` rows in one call.
    public static Bytes vaultCode(Account token, int batchLimit) {
        return Bytes.fromHex(Contract.PAYMENT_VAULT.compiled().bytecode().hex()
                + VAULT_ARGUMENTS.encode(token, BigInteger.valueOf(batchLimit)).hex());
    }

    /// Asks the chain whether they are there and belong together.
    /// @param rows how many rows the vault has to take in one call
    /// @throws FailureException `Disagreement` if there is another contract in the place of one of them, or none, or if the
    ///         vault draws from another token or takes fewer rows; `Unavailable` if the chain does not answer
    public void requireOn(Rpc rpc, int rows) throws FailureException {
        var drawn = asked("payment vault", vault, rpc, new VaultCall.AntToken());
        if (!drawn.equals(token)) {
            throw disagreement("payment vault " + vault, "it draws from " + drawn + ", not from the token " + token);
        }
        var limit = asked("payment vault", vault, rpc, new VaultCall.BatchLimit());
        if (limit.compareTo(BigInteger.valueOf(rows)) < 0) {
            throw disagreement("payment vault " + vault, "it takes " + limit + " rows in one call, not " + rows);
        }
        asked("token", token, rpc, new TokenCall.TotalSupply());
        asked("checkpoint registry", registry, rpc, new RegistryCall.Bucket(new BucketId(0)));
    }

    private static <T> T asked(String what, Account contract, Rpc rpc, Query<T> query) throws FailureException {
        try {
            return rpc.query(contract, query);
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.Unavailable) {
                throw e;
            }
            throw new FailureException(new Failure.Disagreement(what + " " + contract,
                    "the chain has no such contract there"), e);
        }
    }

    private static FailureException disagreement(String what, String detail) {
        return new FailureException(new Failure.Disagreement(what, detail));
    }
}
