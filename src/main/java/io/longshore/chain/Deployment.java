package io.longshore.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.net.Deadline;
import io.longshore.proof.SigningKey;

/// The three contracts on a chain.
///
/// @param token the payment token
/// @param vault the payment vault
/// @param registry the checkpoint registry
public record Deployment(Account token, Account vault, Account registry) {
    private static final AbiEntry<Bytes> VAULT_ARGUMENTS = AbiEntry.tuple("(address,uint256)", _ -> Bytes.of());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Puts the contracts on the chain that `rpc` reaches, one after the other, with `key`, whose account becomes the token's
    /// minter and must have coin. For test networks: nothing is journalled, a failure in the middle leaves what is there.
    public static Deployment deploy(Rpc rpc, SigningKey key, Sleeper sleeper) throws FailureException {
        var deployer = new Deployer(rpc, key, sleeper, rpc.chainId());
        var token = deployer.create(Contract.TOKEN.compiled().bytecode());
        var vault = deployer.create(vaultCode(token, VaultCall.BATCH_LIMIT));
        var registry = deployer.create(Contract.CHECKPOINT_REGISTRY.compiled().bytecode());
        return new Deployment(token, vault, registry);
    }

    /// The code that creates a vault which draws from `token` and takes `batchLimit` rows in one call.
    public static Bytes vaultCode(Account token, int batchLimit) {
        return Bytes.fromHex(Contract.PAYMENT_VAULT.compiled().bytecode().hex()
                + VAULT_ARGUMENTS.encode(token, BigInteger.valueOf(batchLimit)).hex());
    }

    private record Deployer(Rpc rpc, SigningKey key, Sleeper sleeper, ChainId chain) {
        Account create(Bytes code) throws FailureException {
            var from = key.account();
            var transaction = new Transaction(chain, rpc.nonce(from, BlockTag.PENDING), new Fees(rpc).now(),
                    Fees.limit(rpc.estimateCreation(from, code)), Optional.empty(), Wei.ZERO, code);
            var hash = rpc.sendRaw(transaction.sign(key).raw());
            var deadline = Deadline.after(PATIENCE);
            while (!deadline.passed()) {
                var receipt = rpc.receipt(hash);
                if (receipt.isPresent()) {
                    return receipt.filter(TransactionReceipt::succeeded).flatMap(TransactionReceipt::created)
                            .orElseThrow(() -> new FailureException(
                                    new Failure.PaymentFailed("the contract was not created: " + hash)));
                }
                sleeper.sleep(Duration.ofMillis(50));
            }
            throw new FailureException(
                    new Failure.Unavailable(RpcChannel.WHO, "the contract is not created yet: " + hash,
                            Optional.empty()));
        }
    }
}
