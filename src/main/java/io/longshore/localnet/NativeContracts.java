package io.longshore.localnet;

import java.math.BigInteger;
import java.util.Map;

import com.esaulpaugh.headlong.rlp.RLPEncoder;

import io.longshore.model.Account;
import io.longshore.model.ChainId;
import io.longshore.proof.Hashes;

/// Where our contracts are on a chain: at the addresses they would have had, had the owner created them with its first
/// transactions.
///
/// @param token the payment token
/// @param vault the payment vault
/// @param registry the checkpoint registry
record NativeContracts(Account token, Account vault, Account registry) {
    /// The addresses of the contracts that `owner` created.
    static NativeContracts of(Account owner) {
        return new NativeContracts(created(owner, 0), created(owner, 1), created(owner, 2));
    }

    /// The address of what an account creates: the last 20 bytes of the Keccak-256 of RLP(account, nonce) (yellow paper,
    /// section 7).
    private static Account created(Account creator, int nonce) {
        byte[] encoded = RLPEncoder.list(creator.bytes().toArray(),
                nonce == 0 ? new byte[0] : BigInteger.valueOf(nonce).toByteArray());
        return new Account(Hashes.keccak256(encoded).bytes().slice(12, 32));
    }

    /// The contracts as they are at first; `minter` alone mints tokens.
    Map<Account, NativeContract> fresh(ChainId chain, Account minter) {
        TokenState tokenState = new TokenState(token, minter);
        return Map.of(token, tokenState, vault, new VaultState(vault, token, tokenState), registry,
                new RegistryState(registry, chain));
    }
}
