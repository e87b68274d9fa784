package io.longshore.localnet;

import java.math.BigInteger;
import java.util.Optional;

import io.longshore.chain.SignedTransaction;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// What a signed transaction must fulfil before it may wait for a block; refusals in the words of go-ethereum.
final class Admission {
    private Admission() {}

    /// Decodes a transaction, recovers its sender, and checks it against the chain, the sender's account and the limits.
    ///
    /// @throws RpcError if it is refused
    static ChainTransaction check(Bytes raw, ChainId chain, ChainState state, Mempool pool) throws RpcError {
        SignedTransaction signed = decode(raw);
        if (!signed.transaction().chain().equals(chain)) {
            throw RpcError.refused(
                    "invalid chain id for signer: have " + signed.transaction().chain() + " want " + chain);
        }
        Account from = signed.from();
        Account to = signed.transaction().to()
                .orElseThrow(() -> RpcError.refused("this chain creates no contracts"));
        ChainTransaction transaction = ChainTransaction.sent(signed, to, Optional.empty());
        if (pool.get(transaction.hash()).isPresent()) {
            throw RpcError.refused("already known");
        }
        checkLimits(transaction);
        long next = state.nonce(from);
        if (transaction.nonce() < next) {
            throw RpcError.refused("nonce too low: next nonce " + next + ", tx nonce " + transaction.nonce());
        }
        BigInteger coin = state.coin(from).value();
        BigInteger cost = transaction.highestCost();
        if (coin.compareTo(cost) < 0) {
            throw RpcError.refused("insufficient funds for gas * price + value: balance " + coin + ", tx cost " + cost
                    + ", overshot " + cost.subtract(coin));
        }
        return transaction;
    }

    private static SignedTransaction decode(Bytes raw) throws RpcError {
        try {
            return SignedTransaction.decode(raw);
        } catch (FailureException malformed) {
            throw RpcError.refused(switch (malformed.failure()) {
                case Failure.Unsupported _ -> "transaction type not supported";
                case Failure.Corrupt(_, String detail) -> "rlp: " + detail;
                case Failure other -> throw new IllegalStateException("decoding: " + other, malformed);
            });
        }
    }

    private static void checkLimits(ChainTransaction transaction) throws RpcError {
        if (transaction.gasLimit() > Blockchain.BLOCK_GAS) {
            throw RpcError.refused("exceeds block gas limit");
        }
        if (transaction.fee().tip().compareTo(transaction.fee().max()) > 0) {
            throw RpcError.refused("max priority fee per gas higher than max fee per gas");
        }
        long intrinsic = Gas.intrinsic(transaction.data());
        if (transaction.gasLimit() < intrinsic) {
            throw RpcError.refused(
                    "intrinsic gas too low: gas " + transaction.gasLimit() + ", minimum needed " + intrinsic);
        }
        long floor = Gas.floor(transaction.data());
        if (transaction.gasLimit() < floor) {
            throw RpcError.refused("insufficient gas for floor data gas cost: gas " + transaction.gasLimit()
                    + ", minimum needed " + floor);
        }
    }
}
